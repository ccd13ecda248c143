import { Fragment, type ReactNode, useId, useMemo, useRef, useState } from 'react';
import { BlockElement, type Press } from './block-element.tsx';
import { isJson, listOf, pictureOf, str, textOf } from './block-kit.ts';
import { Card, Carousel } from './card-block.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Chart, DataTable, Table, Video } from './data-blocks.tsx';
import { InputBlock } from './input-block.tsx';
import { type FieldValue, initialValue } from './input-value.ts';
import { useLightbox } from './lightbox.tsx';
import { Markdown } from './markdown.tsx';
import { isSafeUrl, type RichPart } from './mrkdwn.ts';
import { RenderGuard } from './render-guard.tsx';
import { Mrkdwn, RichText } from './rich-text.tsx';
import { type Suggest, SuggestContext } from './suggest-context.ts';
import { Plan, Task } from './task-blocks.tsx';
import type { Json } from './types.ts';
import { type Form, isStateful, sentValue, useForm } from './use-form.ts';

interface BlockViewProps {
  blocks: Json[];
  /** Runs until the bot has taken the click; the control shows that it is busy as long. */
  onPress(press: Press): Promise<void>;
  /** Asks the app what an external select offers. */
  onSuggest: Suggest;
  /** Of the window around it; a message or Home tab has its own. */
  form?: Form;
  /** By block. */
  errors?: Record<string, string>;
}

/** The question that a control asks before its click counts. */
interface Asked {
  element: Json;
  blockId: string;
  value: Chosen;
  /** What a control goes back to when the answer is no. */
  before: FieldValue;
}

/** Block Kit as Slack draws it, the kinds that the product shows. */
export function BlockView({ blocks, onPress, onSuggest, form: outer, errors = {} }: BlockViewProps) {
  const own = useForm(blocks);
  const form = outer ?? own;
  const prefix = useId();
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Asked | null>(null);
  const told = useRef(new Map<string, FieldValue>());
  const showImages = useLightbox();
  const pictures = useMemo(() => blocks.flatMap(picturesIn), [blocks]);

  const keyOf = (element: Json, blockId: string) =>
    `${prefix}~${blockId}~${str(element.action_id)}~${str(element.value)}`;
  const press = async (element: Json, blockId: string, value: Chosen, confirmed: boolean) => {
    const key = keyOf(element, blockId);
    if (busy.has(key)) return;
    if (isJson(element.confirm) && !confirmed) {
      setAsked({ element, blockId, value, before: told.current.get(key) ?? initialValue(element) });
      return;
    }
    setAsked(null);
    if (value !== undefined) told.current.set(key, value);
    const url = str(element.url);
    if (url !== '' && isSafeUrl(url)) window.open(url, '_blank', 'noopener');
    setBusy((known) => new Set([...known, key]));
    try {
      await onPress({
        action_id: str(element.action_id),
        ...(blockId === '' ? {} : { block_id: blockId }),
        ...(value === undefined ? {} : { value: sentValue(element, value) ?? '' }),
        state: form.values(),
      });
    } finally {
      setBusy((known) => new Set([...known].filter((other) => other !== key)));
    }
  };
  const draw: Draw = {
    element: (element, blockId) => (
      <BlockElement
        element={element}
        blockId={blockId}
        isBusy={busy.has(keyOf(element, blockId))}
        value={form.held({ block_id: blockId }, element)}
        onChange={(value) => form.change({ block_id: blockId }, element, value)}
        onPress={(value) => void press(element, blockId, value, false)}
      />
    ),
    input: (block) => {
      const element = isJson(block.element) ? block.element : {};
      const blockId = str(block.block_id);
      return (
        <InputBlock
          block={block}
          value={form.held(block, element)}
          error={errors[blockId]}
          onChange={(value) => form.change(block, element, value)}
          onDone={
            block.dispatch_action === true
              ? (value) => void press(element, blockId, value ?? undefined, false)
              : undefined
          }
        />
      );
    },
    open: (picture) => {
      const at = pictures.findIndex((other) => other.url === picture.url);
      showImages(pictures, Math.max(0, at));
    },
  };

  return (
    <SuggestContext value={onSuggest}>
      <div className="blocks">
        {blocks.map((block, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no identity and are replaced as a whole
          <Fragment key={at}>
            {outer ? (
              <RenderGuard subject={block} fallback="">
                <Drawn block={block} draw={draw} />
              </RenderGuard>
            ) : (
              drawBlock(block, draw)
            )}
          </Fragment>
        ))}
        {asked && (
          <ConfirmDialog
            confirm={asked.element.confirm as Json}
            onAnswer={(yes) => {
              if (yes) return void press(asked.element, asked.blockId, asked.value, true);
              if (isStateful(asked.element))
                form.change({ block_id: asked.blockId }, asked.element, asked.before);
              setAsked(null);
            }}
          />
        )}
      </div>
    </SuggestContext>
  );
}

type Chosen = string | string[] | undefined;

/** Inside its own guard, a block of a window that cannot be drawn costs the window nothing else. */
function Drawn({ block, draw }: { block: Json; draw: Draw }) {
  return drawBlock(block, draw);
}

interface Draw {
  input(block: Json): ReactNode;
  element(element: Json, blockId: string): ReactNode;
  open(picture: { url: string; name: string }): void;
}

function drawBlock(block: Json, draw: Draw): ReactNode {
  const blockId = str(block.block_id);
  switch (block.type) {
    case 'header':
      return <h3 className="block-header">{textOf(block.text)}</h3>;
    case 'divider':
      return <hr className="block-divider" />;
    case 'section':
      return <Section block={block} draw={draw} />;
    case 'context':
      return (
        <div className="block-context">
          {keyed(block.elements, (element) =>
            element.type === 'image' ? (
              <img src={pictureOf(element)} alt={str(element.alt_text)} />
            ) : (
              <Text text={element} />
            ),
          )}
        </div>
      );
    case 'input':
      return draw.input(block);
    case 'actions':
    case 'context_actions':
      return (
        <div className="block-actions">
          {keyed(block.elements, (element) => draw.element(element, blockId))}
        </div>
      );
    case 'image':
      return (
        <figure className="block-image">
          {isJson(block.title) && <figcaption>{textOf(block.title)}</figcaption>}
          <Picture image={block} onOpen={draw.open} />
        </figure>
      );
    case 'rich_text':
      return (
        <div className="block-rich">
          {/* SAFETY: the server checks blocks against Slack's shapes; an unknown part is drawn as its text. */}
          <RichText parts={listOf(block.elements) as unknown as RichPart[]} />
        </div>
      );
    case 'table':
      return <Table rows={block.rows} columns={block.column_settings} />;
    case 'data_table':
      return <DataTable block={block} />;
    case 'data_visualization':
      return <Chart block={block} />;
    case 'markdown':
      return <Markdown text={str(block.text)} />;
    case 'card':
      return <Card card={block} draw={cardDraw(blockId, draw)} />;
    case 'carousel':
      return <Carousel cards={listOf(block.elements)} draw={cardDraw(blockId, draw)} />;
    case 'alert':
      return (
        <div className={`alert alert-${str(block.level) || 'default'}`} role="note">
          {isJson(block.text) && <Text text={block.text} />}
        </div>
      );
    case 'container':
      return <Container block={block} draw={draw} />;
    case 'video':
      return <Video video={block} />;
    case 'task_card':
      return <Task task={block} />;
    case 'plan':
      return <Plan plan={block} />;
    default:
      // The message's own text is shown instead.
      throw new Error(`Cannot draw a block of type "${str(block.type)}"`);
  }
}

const cardDraw = (blockId: string, draw: Draw) => ({
  text: (text: Json) => <Text text={text} />,
  element: (element: Json) => draw.element(element, blockId),
  picture: (image: Json) => <Picture image={image} onOpen={draw.open} />,
});

function Container({ block, draw }: { block: Json; draw: Draw }) {
  const rich = isJson(block.rich_text_title) ? block.rich_text_title : null;
  const head = (
    <>
      {isJson(block.icon) && (
        <img className="card-icon" src={pictureOf(block.icon)} alt={str(block.icon.alt_text)} />
      )}
      <span className="container-words">
        <span className="card-title">{rich ? drawBlock(rich, draw) : textOf(block.title)}</span>
        {isJson(block.subtitle) && (
          <span className="card-subtitle">
            <Text text={block.subtitle} />
          </span>
        )}
      </span>
    </>
  );
  const body = (
    <div className="blocks container-body">
      {keyed(block.child_blocks, (child) => drawBlock(child, draw))}
    </div>
  );
  const looks = `container container-${str(block.width) || 'standard'}`;
  if (block.is_collapsible === true) {
    return (
      <details className={looks} open={block.default_collapsed !== true}>
        <summary>{head}</summary>
        {body}
      </details>
    );
  }
  return (
    <section className={looks}>
      <header className={block.has_header_divider === true ? 'container-lined' : undefined}>{head}</header>
      {body}
    </section>
  );
}

function Section({ block, draw }: { block: Json; draw: Draw }) {
  const accessory = isJson(block.accessory) ? block.accessory : null;
  return (
    <div className="block-section">
      <div className="block-section-body">
        {isJson(block.text) && <Text text={block.text} />}
        {listOf(block.fields).length > 0 && (
          <div className="block-fields">
            {keyed(block.fields, (field) => (
              <Text text={field} />
            ))}
          </div>
        )}
      </div>
      {accessory?.type === 'image' && <Picture image={accessory} onOpen={draw.open} />}
      {accessory && accessory.type !== 'image' && draw.element(accessory, str(block.block_id))}
    </div>
  );
}

function Text({ text }: { text: Json }) {
  if (text.type === 'mrkdwn') return <Mrkdwn text={str(text.text)} />;
  return <span className="letters">{textOf(text)}</span>;
}

function Picture({ image, onOpen }: { image: Json; onOpen: Draw['open'] }) {
  const picture = { url: pictureOf(image), name: str(image.alt_text) || 'Picture' };
  return (
    <button type="button" className="block-picture" onClick={() => onOpen(picture)}>
      <img src={picture.url} alt={str(image.alt_text)} />
    </button>
  );
}

const keyed = (list: unknown, draw: (element: Json) => ReactNode): ReactNode =>
  listOf(list).map((element, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: elements may repeat their ids
    <Fragment key={at}>{draw(element)}</Fragment>
  ));

/** What can be opened, in order; pictures beside a line of context are marks, not pictures. */
const picturesIn = (block: Json): { url: string; name: string }[] =>
  block.type === 'container' ? listOf(block.child_blocks).flatMap(picturesIn) : ownPictures(block);

const ownPictures = (block: Json): { url: string; name: string }[] =>
  [
    ...[block, block.accessory].filter(isJson).filter((node) => node.type === 'image'),
    ...[block, ...listOf(block.elements)].map((card) => card.hero_image).filter(isJson),
  ].map((image) => ({ url: pictureOf(image), name: str(image.alt_text) || 'Picture' }));
