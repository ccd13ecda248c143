import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { clip, said } from '../slack/blocks.ts';

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
