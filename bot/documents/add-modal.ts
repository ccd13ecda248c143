import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { altLength, languages } from '../../ports/content.ts';
import { channelInput } from '../asking/channel-input.ts';
import { field, modal, option } from '../asking/form-parts.ts';
import { said } from '../slack/blocks.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { documentLimit, TITLE_MAX } from './document-source.ts';

export const ADD_KNOWLEDGE = 'knowledge_add';
/** Slack's longest input. */
const PASTED_MAX = 3000;
const AUTO = 'auto';

/** `channel_id` null: the form asks for the channel. */
export const formOrigin = z.object({
  channel_id: z.string().nullable(),
  response_url: z.string().nullable(),
});
type FormOrigin = z.infer<typeof formOrigin>;

/** One document. Block and action id of a field are the same word. */
export function addModal(origin: FormOrigin, t: KnowledgeTexts): ModalView {
  const a = t.add;
  const auto = option(a.auto, AUTO);
  return modal(ADD_KNOWLEDGE, origin, a, [
    ...(origin.channel_id === null ? [channelInput(a.channel, a.channelHint)] : []),
    said(a.intro),
    // Not Slack's own address field, which refuses `example.com/page`.
    field(
      'address',
      a.address,
      { type: 'plain_text_input', max_length: 2000, focus_on_load: true },
      { hint: a.addressHint, optional: true },
    ),
    field(
      'file',
      a.file,
      {
        type: 'file_input',
        filetypes: documentLimit.extensions,
        max_files: 1,
      },
      { hint: a.fileHint(documentLimit.maxBytes / 1024 / 1024), optional: true },
    ),
    field(
      'alt',
      a.alt,
      { type: 'plain_text_input', max_length: altLength.max },
      { hint: a.altHint(altLength.max), optional: true },
    ),
    field(
      'text',
      a.text,
      { type: 'plain_text_input', multiline: true, max_length: PASTED_MAX },
      { hint: a.textHint(PASTED_MAX), optional: true },
    ),
    { type: 'divider' },
    field(
      'name',
      a.name,
      { type: 'plain_text_input', max_length: TITLE_MAX },
      { hint: a.nameHint, optional: true },
    ),
    field('language', a.language, {
      type: 'static_select',
      options: [auto, ...languages.map((language) => option(t.languages[language], language))],
      initial_option: auto,
    }),
  ]);
}
