import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { altLength, languages } from '../../ports/content.ts';
import { channelInput } from '../asking/channel-input.ts';
import { label, option } from '../asking/form-parts.ts';
import { said } from '../slack/blocks.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { documentLimit, TITLE_MAX } from './document-source.ts';

export const ADD_KNOWLEDGE = 'knowledge_add';
/** Slack's longest input. */
export const PASTED_MAX = 3000;
export const AUTO = 'auto';

/** `channel_id` null: the form asks for the channel. */
export const formOrigin = z.object({
  channel_id: z.string().nullable(),
  response_url: z.string().nullable(),
});
export type FormOrigin = z.infer<typeof formOrigin>;

/** One document. Block and action id of a field are the same word. */
export function addModal(origin: FormOrigin, t: KnowledgeTexts): ModalView {
  const a = t.add;
  const auto = option(a.auto, AUTO);
  return {
    type: 'modal',
    callback_id: ADD_KNOWLEDGE,
    private_metadata: JSON.stringify(origin),
    title: label(a.title),
    submit: label(a.submit),
    close: label(a.close),
    blocks: [
      ...(origin.channel_id === null ? [channelInput(a.channel, a.channelHint)] : []),
      said(a.intro),
      {
        type: 'input',
        block_id: 'address',
        optional: true,
        label: label(a.address),
        hint: label(a.addressHint),
        // Not Slack's own address field, which refuses `example.com/page`.
        element: { type: 'plain_text_input', action_id: 'address', max_length: 2000, focus_on_load: true },
      },
      {
        type: 'input',
        block_id: 'file',
        optional: true,
        label: label(a.file),
        hint: label(a.fileHint(documentLimit.maxBytes / 1024 / 1024)),
        element: {
          type: 'file_input',
          action_id: 'file',
          filetypes: documentLimit.extensions,
          max_files: 1,
        },
      },
      {
        type: 'input',
        block_id: 'alt',
        optional: true,
        label: label(a.alt),
        hint: label(a.altHint(altLength.max)),
        element: { type: 'plain_text_input', action_id: 'alt', max_length: altLength.max },
      },
      {
        type: 'input',
        block_id: 'text',
        optional: true,
        label: label(a.text),
        hint: label(a.textHint(PASTED_MAX)),
        element: { type: 'plain_text_input', action_id: 'text', multiline: true, max_length: PASTED_MAX },
      },
      { type: 'divider' },
      {
        type: 'input',
        block_id: 'name',
        optional: true,
        label: label(a.name),
        hint: label(a.nameHint),
        element: { type: 'plain_text_input', action_id: 'name', max_length: TITLE_MAX },
      },
      {
        type: 'input',
        block_id: 'language',
        label: label(a.language),
        element: {
          type: 'static_select',
          action_id: 'language',
          options: [auto, ...languages.map((language) => option(t.languages[language], language))],
          initial_option: auto,
        },
      },
    ],
  };
}
