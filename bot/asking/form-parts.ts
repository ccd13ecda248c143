import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { clip, said } from '../slack/blocks.ts';

/** A form; `origin` comes back with its submission. */
export function modal(
  callbackId: string,
  origin: object,
  said: { title: string; submit: string; close: string },
  blocks: KnownBlock[],
): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    private_metadata: JSON.stringify(origin),
    title: label(said.title),
    submit: label(said.submit),
    close: label(said.close),
    blocks,
  };
}

type Unnamed<Element> = Element extends unknown ? Omit<Element, 'action_id'> : never;

/** A field of a form: its block and its element have one id. */
export function field(
  id: string,
  name: string,
  element: Unnamed<InputBlock['element']>,
  { hint, optional }: { hint?: string; optional?: boolean } = {},
): InputBlock {
  return {
    type: 'input',
    block_id: id,
    ...(optional === undefined ? {} : { optional }),
    label: label(name),
    ...(hint === undefined ? {} : { hint: label(hint) }),
    // SAFETY: with its id it is the element that it was named by its type.
    element: { ...element, action_id: id } as InputBlock['element'],
  };
}

/** Takes a form's place with what became of it. */
export function noticeView(title: string, close: string, blocks: KnownBlock[]): ModalView {
  return { type: 'modal', title: label(title), close: label(close), blocks };
}

export function label(text: string) {
  return { type: 'plain_text' as const, text };
}

export function option(text: string, value: string): PlainTextOption {
  return { text: label(clip(text, 75)), value };
}

/** Stands above a form that stays open as another person was quicker. */
export function meanwhileNotice(sentences: string[], now: KnownBlock[]): KnownBlock[] {
  return [said(sentences.join(' ')), ...now, { type: 'divider' }];
}
