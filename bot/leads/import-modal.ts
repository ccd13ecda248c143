import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { channelInput } from '../asking/channel-input.ts';
import { field, modal } from '../asking/form-parts.ts';
import { said } from '../slack/blocks.ts';
import type { LeadsTexts } from '../texts/en/leads.ts';
import { fileLimit } from './look-at-file.ts';
import { tableLimits } from './read-table.ts';

export const IMPORT = 'leads_import';
export const TAG_MAX = 60;

/** `channel_id` null: the form asks for the channel. */
export const importOrigin = z.object({
  channel_id: z.string().nullable(),
  response_url: z.string().nullable(),
});

export function importModal(origin: z.infer<typeof importOrigin>, t: LeadsTexts): ModalView {
  const f = t.form;
  return modal(IMPORT, origin, f, [
    said(f.intro),
    ...(origin.channel_id === null ? [channelInput(f.channel, f.channelHint)] : []),
    field(
      'file',
      f.file,
      { type: 'file_input', filetypes: fileLimit.extensions, max_files: 1 },
      { hint: f.fileHint(fileLimit.maxBytes / 1024 / 1024, tableLimits.rows) },
    ),
    field(
      'tag',
      f.tag,
      { type: 'plain_text_input', max_length: TAG_MAX },
      { hint: f.tagHint, optional: true },
    ),
  ]);
}
