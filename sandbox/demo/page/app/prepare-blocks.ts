import { withEmoji } from './emoji.ts';
import { decode, isSafeUrl, type RichPart } from './mrkdwn.ts';
import type { Json } from './types.ts';

/** What stands behind one `:slot-n:` in the prepared blocks. */
export type Slot =
  | { kind: 'mrkdwn'; text: string }
  | { kind: 'plain'; text: string; option?: { control: string; value: string } }
  | { kind: 'rich'; parts: RichPart[] }
  | { kind: 'controls'; elements: { control: string; element: Json }[] };

/** What a control does when it is used. */
export interface Control {
  action_id: string;
  block_id: string;
  type: string;
  value?: string | undefined;
  url?: string | undefined;
  confirm?: Confirm | undefined;
}

export interface Confirm {
  title: string;
  text: Json;
  confirm: string;
  deny: string;
  style?: string | undefined;
}

export interface Prepared {
  blocks: Json[];
  slots: Slot[];
  controls: Map<string, Control>;
}

/**
 * Makes blocks safe and usable for `slack-blocks-to-jsx`.
 *
 * Each text becomes a slot that our own component fills: the renderer decodes entities before it parses, so an escaped
 * `&lt;!channel&gt;` would be shown as a mention, and it drops lines that look like Markdown lists. Ids of controls
 * become unique in the page (`prefix`), as they repeat across messages. `confirm` and `url` are taken out because the
 * page asks and opens by itself. Files of Slack become addresses of the sandbox.
 */
export function prepareBlocks(blocks: Json[], prefix: string): Prepared {
  const slots: Slot[] = [];
  const controls = new Map<string, Control>();
  const slot = (content: Slot): Json => {
    slots.push(content);
    return { type: 'mrkdwn', text: `:slot-${slots.length - 1}:` };
  };
  const control = (element: Json, blockId: string): string => {
    const id = `${prefix}~${controls.size}`;
    controls.set(id, {
      action_id: str(element.action_id),
      block_id: blockId,
      type: str(element.type),
      value: typeof element.value === 'string' ? element.value : undefined,
      url: typeof element.url === 'string' && isSafeUrl(element.url) ? element.url : undefined,
      confirm: readConfirm(element.confirm),
    });
    return id;
  };

  const walk = (node: unknown, blockId: string): unknown => {
    if (Array.isArray(node)) return node.map((child) => walk(child, blockId));
    if (!isJson(node)) return node;
    if (node.type === 'mrkdwn' && typeof node.text === 'string')
      return slot({ kind: 'mrkdwn', text: node.text });
    if (node.type === 'plain_text' && typeof node.text === 'string') {
      return slot({ kind: 'plain', text: withEmoji(decode(node.text)) });
    }
    // A cell of a table: the renderer parses raw text as Markdown, but draws rich text as it is.
    if (node.type === 'raw_text') {
      const section = { type: 'rich_text_section', elements: [{ type: 'text', text: str(node.text) }] };
      return { type: 'rich_text', elements: [section] };
    }
    if (node.type === 'rich_text') return node;
    const rest: Json = { ...node };
    if (isJson(rest.slack_file)) {
      rest.image_url = fileUrl(rest.slack_file);
      delete rest.slack_file;
    }
    if (rest.type === 'image' && isJson(rest.title)) {
      // The only text that the renderer takes as a string.
      const title = { type: 'plain_text', text: withEmoji(decode(str(rest.title.text))) };
      const { title: _, ...other } = rest;
      return { ...mapValues(other, (value) => walk(value, blockId)), title };
    }
    if (typeof rest.action_id === 'string') {
      const id = control(rest, blockId);
      delete rest.confirm;
      delete rest.url;
      if (rest.type === 'overflow' && Array.isArray(rest.options)) {
        rest.options = rest.options.filter(isJson).map((option) => ({
          value: option.value,
          text: slot({
            kind: 'plain',
            text: textOf(option.text),
            option: { control: id, value: str(option.value) },
          }),
        }));
        return { ...rest, action_id: id };
      }
      return { ...mapValues(rest, (value) => walk(value, blockId)), action_id: id };
    }
    return mapValues(rest, (value) => walk(value, blockId));
  };

  const prepareBlock = (block: Json): Json => {
    const blockId = str(block.block_id);
    const plainSection = (content: Slot) => ({ type: 'section', text: slot(content) });
    if (block.type === 'rich_text' && Array.isArray(block.elements)) {
      return plainSection({ kind: 'rich', parts: block.elements as RichPart[] });
    }
    if (block.type === 'actions' && Array.isArray(block.elements)) {
      const elements = block.elements.filter(isJson);
      if (elements.some((element) => !drawnByRenderer.has(str(element.type)))) {
        return plainSection({
          kind: 'controls',
          elements: elements.map((element) => ({ control: control(element, blockId), element })),
        });
      }
    }
    const { block_id: _, ...rest } = block;
    return walk(rest, blockId) as Json;
  };

  return { blocks: blocks.map(prepareBlock), slots, controls };
}

/** Its selects show no chosen value and report none, so those are ours. */
const drawnByRenderer = new Set(['button', 'overflow', 'workflow_button']);

function fileUrl(file: Json): string {
  if (typeof file.id === 'string') return `/sandbox/api/files/${encodeURIComponent(file.id)}`;
  return str(file.url);
}

function readConfirm(confirm: unknown): Confirm | undefined {
  if (!isJson(confirm)) return undefined;
  return {
    title: textOf(confirm.title) || 'Are you sure?',
    text: isJson(confirm.text) ? confirm.text : { type: 'plain_text', text: '' },
    confirm: textOf(confirm.confirm) || 'Yes',
    deny: textOf(confirm.deny) || 'Cancel',
    ...(typeof confirm.style === 'string' ? { style: confirm.style } : {}),
  };
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function str(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The readable text of a text object. */
export function textOf(value: unknown): string {
  return isJson(value) ? withEmoji(decode(str(value.text))) : '';
}

function mapValues(node: Json, change: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, change(value)]));
}
