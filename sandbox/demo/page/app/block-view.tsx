import { Fragment, type ReactNode, useId, useMemo, useState } from 'react';
import { BlockElement, type Press } from './block-element.tsx';
import { isJson, listOf, pictureOf, str, textOf } from './block-kit.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useLightbox } from './lightbox.tsx';
import { isSafeUrl, type RichPart } from './mrkdwn.ts';
import { Mrkdwn, RichText } from './rich-text.tsx';
import type { Json } from './types.ts';

interface BlockViewProps {
  blocks: Json[];
  /** Runs until the bot has taken the click; the control shows that it is busy as long. */
  onPress(press: Press): Promise<void>;
}

/** The question that a control asks before its click counts. */
interface Asked {
  element: Json;
  blockId: string;
  value: string | undefined;
}

/** Block Kit as Slack draws it, the kinds that the product shows. */
export function BlockView({ blocks, onPress }: BlockViewProps) {
  const prefix = useId();
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Asked | null>(null);
  const showImages = useLightbox();
  const pictures = useMemo(() => blocks.flatMap(picturesIn), [blocks]);

  const keyOf = (element: Json, blockId: string) =>
    `${prefix}~${blockId}~${str(element.action_id)}~${str(element.value)}`;
  const press = async (element: Json, blockId: string, value: string | undefined, confirmed: boolean) => {
    const key = keyOf(element, blockId);
    if (busy.has(key)) return;
    if (isJson(element.confirm) && !confirmed) {
      setAsked({ element, blockId, value });
      return;
    }
    setAsked(null);
    const url = str(element.url);
    if (url !== '' && isSafeUrl(url)) window.open(url, '_blank', 'noopener');
    setBusy((known) => new Set([...known, key]));
    try {
      await onPress({
        action_id: str(element.action_id),
        ...(blockId === '' ? {} : { block_id: blockId }),
        ...(value === undefined ? {} : { value }),
      });
    } finally {
      setBusy((known) => new Set([...known].filter((other) => other !== key)));
    }
  };
  const draw: Draw = {
    element: (element, blockId) => (
      <BlockElement
        element={element}
        isBusy={busy.has(keyOf(element, blockId))}
        onPress={(value) => void press(element, blockId, value, false)}
      />
    ),
    open: (picture) => {
      const at = pictures.findIndex((other) => other.url === picture.url);
      showImages(pictures, Math.max(0, at));
    },
  };

  return (
    <div className="blocks">
      {blocks.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no identity and are replaced as a whole
        <Fragment key={at}>{drawBlock(block, draw)}</Fragment>
      ))}
      {asked && (
        <ConfirmDialog
          confirm={asked.element.confirm as Json}
          onAnswer={(yes) => {
            if (yes) void press(asked.element, asked.blockId, asked.value, true);
            else setAsked(null);
          }}
        />
      )}
    </div>
  );
}

interface Draw {
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
      return <Table rows={block.rows} />;
    default:
      // The message's own text is shown instead.
      throw new Error(`Cannot draw a block of type "${str(block.type)}"`);
  }
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

function Table({ rows }: { rows: unknown }) {
  const [head = [], ...body] = Array.isArray(rows) ? rows.map(listOf) : [];
  const cells = (row: Json[], Cell: 'th' | 'td') =>
    row.map((cell, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity
      <Cell key={at}>
        {cell.type === 'rich_text' ? (
          // SAFETY: as above.
          <RichText parts={listOf(cell.elements) as unknown as RichPart[]} />
        ) : (
          str(cell.text)
        )}
      </Cell>
    ));
  return (
    <div className="block-table">
      <table>
        <thead>
          <tr>{cells(head, 'th')}</tr>
        </thead>
        <tbody>
          {body.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity
            <tr key={at}>{cells(row, 'td')}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const keyed = (list: unknown, draw: (element: Json) => ReactNode): ReactNode =>
  listOf(list).map((element, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: elements may repeat their ids
    <Fragment key={at}>{draw(element)}</Fragment>
  ));

/** What can be opened, in order; pictures beside a line of context are marks, not pictures. */
const picturesIn = (block: Json): { url: string; name: string }[] =>
  [block, block.accessory]
    .filter(isJson)
    .filter((node) => node.type === 'image')
    .map((image) => ({ url: pictureOf(image), name: str(image.alt_text) || 'Picture' }));
