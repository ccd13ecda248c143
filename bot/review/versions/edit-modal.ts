import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { handReasonLength } from '../../../ports/content.ts';
import { field, label, modal, option } from '../../asking/form-parts.ts';
import { clip, heading, limits } from '../../slack/blocks.ts';
import type { Texts } from '../../texts/texts.ts';
import { noteOrigin } from '../changes-modal.ts';
import { fieldsOf } from './apply-edit.ts';
import type { Piece } from './editable.ts';

export const CHOOSE = 'choose_what_to_edit';
export const EDIT = 'edit_draft';

export const editOrigin = noteOrigin.extend({ pieces: z.array(z.string()) });

/** Asks which slides or parts are to be edited: a form of Slack has no room for all of a draft. */
export function chooseModal(
  origin: z.infer<typeof noteOrigin>,
  pieces: readonly Piece[],
  texts: Texts,
): ModalView {
  const t = texts.versions.choose;
  return modal(CHOOSE, origin, t, [
    { type: 'section', text: label(t.intro(origin.ref.version)) },
    field('pieces', t.label, {
      type: 'multi_static_select',
      options: pieces.slice(0, limits.options).map(({ id, label }) => option(label || '…', id)),
    }),
  ]);
}

/** The texts of the chosen pieces; null: a form has no room for so many. */
export function editModal(
  origin: z.infer<typeof editOrigin>,
  pieces: readonly Piece[],
  texts: Texts,
): ModalView | null {
  const t = texts.versions.edit;
  const blocks: KnownBlock[] = [
    { type: 'section', text: label(t.intro(origin.ref.version)) },
    ...pieces.flatMap(pieceBlocks),
    field(
      'reason',
      t.reason,
      { type: 'plain_text_input', multiline: true, max_length: handReasonLength },
      { optional: true, hint: t.reasonHint },
    ),
  ];
  return blocks.length > limits.viewBlocks ? null : modal(EDIT, origin, t, blocks);
}

function pieceBlocks({ label, editables }: Piece): KnownBlock[] {
  return [
    heading(clip(label, 140)),
    ...editables.flatMap((editable) => {
      const fields = fieldsOf(editable);
      return fields.map(({ id, value }, at) => {
        const name = fields.length === 1 ? editable.label : `${editable.label} (${at + 1}/${fields.length})`;
        return field(
          id,
          name,
          {
            type: 'plain_text_input',
            multiline: editable.kind !== 'line' && editable.kind !== 'hashtags',
            max_length: limits.input,
            ...(value === '' ? {} : { initial_value: value }),
          },
          { optional: editable.mayBeEmpty || fields.length > 1 },
        );
      });
    }),
  ];
}
