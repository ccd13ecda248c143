import { createContext, useContext, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type Block, Message as SlackBlocks } from 'slack-blocks-to-jsx';
import { BlockControls } from './block-controls.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useLightbox } from './lightbox.tsx';
import { type Control, type Prepared, prepareBlocks, type Slot } from './prepare-blocks.ts';
import { Mrkdwn, RichText } from './rich-text.tsx';
import type { Json } from './types.ts';

/** What the control API needs to know of a click, besides where it was. */
export interface Press {
  action_id: string;
  block_id?: string;
  value?: string;
}

interface BlockViewProps {
  blocks: Json[];
  /** Runs until the bot has taken the click; the control shows that it is busy as long. */
  onPress(press: Press): Promise<void>;
}

/** Block Kit, drawn by `slack-blocks-to-jsx`; texts, clicks and questions are ours (see `prepareBlocks`). */
export function BlockView({ blocks, onPress }: BlockViewProps) {
  const prefix = useId();
  const frame = useRef<HTMLDivElement>(null);
  const prepared = useMemo(() => prepareBlocks(blocks, prefix), [blocks, prefix]);
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<{ id: string; control: Control; value?: string | undefined } | null>(
    null,
  );
  const showImages = useLightbox();

  // The renderer's buttons take no properties from us, so what they need is set on their elements.
  useLayoutEffect(() => {
    for (const button of frame.current?.querySelectorAll('button') ?? []) {
      const isBusy = busy.has(button.id.replace('overflow_menu_button_', ''));
      button.toggleAttribute('data-busy', isBusy);
      button.setAttribute('aria-busy', String(isBusy));
      const isFold = button.parentElement?.classList.contains('slack_blocks_to_jsx__image_media_trigger');
      if (isFold) button.setAttribute('aria-label', 'Show or hide the picture');
    }
    for (const image of frame.current?.querySelectorAll('.slack_blocks_to_jsx__image img') ?? []) {
      image.setAttribute('tabindex', '0');
      image.setAttribute('role', 'button');
    }
  });

  const press = async (id: string, value: string | undefined, confirmed: boolean) => {
    const control = prepared.controls.get(id);
    if (!control || busy.has(id)) return;
    if (control.confirm && !confirmed) {
      setAsked({ id, control, value });
      return;
    }
    setAsked(null);
    if (control.url) window.open(control.url, '_blank', 'noopener');
    setBusy((known) => new Set([...known, id]));
    try {
      await onPress(clickOf(control, value));
    } finally {
      setBusy((known) => new Set([...known].filter((other) => other !== id)));
    }
  };

  const choose = (target: EventTarget) => {
    const entry = target instanceof Element ? target.closest('.cursor-pointer') : null;
    const option = entry?.querySelector<HTMLElement>('[data-option]');
    if (option?.dataset.control) void press(option.dataset.control, option.dataset.option, false);
  };

  const onClick = (event: React.MouseEvent) => {
    const target = event.target as HTMLElement;
    const button = target.closest('button');
    if (button && prepared.controls.get(button.id)?.type === 'button')
      void press(button.id, undefined, false);
    if (target instanceof HTMLImageElement && !button) openImage(target, frame.current, showImages);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: delegation; the buttons inside are real buttons
    <div
      className="blocks"
      ref={frame}
      onClick={onClick}
      // The renderer takes a menu away when the button goes down, so that its entries never see a click.
      onMouseDown={(event) => choose(event.target)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        choose(event.target);
        // A picture opens on a click; an entry of a menu closes the menu.
        const { target } = event;
        if (target instanceof HTMLElement && target.matches('img, .cursor-pointer')) target.click();
      }}
    >
      <SlotsContext.Provider value={{ prepared, press, busy }}>
        {/* SAFETY: the server checks blocks against Slack's limits; an unknown kind is drawn as nothing. */}
        <SlackBlocks
          blocks={prepared.blocks as unknown as Block[]}
          hooks={hooks}
          withoutWrapper
          theme="light"
          logo=""
          name=""
        />
      </SlotsContext.Provider>
      {asked && (
        <ConfirmDialog
          confirm={asked.control.confirm}
          onAnswer={(yes) => {
            if (yes) void press(asked.id, asked.value, true);
            else setAsked(null);
          }}
        />
      )}
    </div>
  );
}

interface Slots {
  prepared: Prepared;
  press(id: string, value: string | undefined, confirmed: boolean): Promise<void>;
  busy: ReadonlySet<string>;
}
const SlotsContext = createContext<Slots | null>(null);

// The renderer keeps the first hooks it is given, so this one finds the present content through context.
const hooks = {
  emoji: (data: { name: string }) => <SlotContent name={data.name} />,
};

function SlotContent({ name }: { name: string }) {
  const slots = useContext(SlotsContext);
  const index = /^slot-(\d+)$/.exec(name)?.[1];
  const slot: Slot | undefined = index === undefined ? undefined : slots?.prepared.slots[Number(index)];
  if (!slot || !slots) return name;
  if (slot.kind === 'mrkdwn') return <Mrkdwn text={slot.text} />;
  if (slot.kind === 'rich') return <RichText parts={slot.parts} />;
  if (slot.kind === 'controls') {
    return (
      <BlockControls
        elements={slot.elements}
        busy={slots.busy}
        onPress={(id, value) => slots.press(id, value, false)}
      />
    );
  }
  const option = slot.option ? { 'data-control': slot.option.control, 'data-option': slot.option.value } : {};
  return (
    <span className="letters" {...option}>
      {slot.text}
    </span>
  );
}

function clickOf(control: Control, chosen: string | undefined): Press {
  const value = chosen ?? control.value;
  return {
    action_id: control.action_id,
    ...(control.block_id === '' ? {} : { block_id: control.block_id }),
    ...(value === undefined ? {} : { value }),
  };
}

function openImage(
  image: HTMLImageElement,
  frame: HTMLElement | null,
  showImages: ReturnType<typeof useLightbox>,
) {
  if (image.width < 40) return;
  const images = [...(frame?.querySelectorAll('img') ?? [])].filter((other) => other.width >= 40);
  showImages(
    images.map((other) => ({ url: other.src, name: other.alt || 'Picture' })),
    Math.max(0, images.indexOf(image)),
  );
}
