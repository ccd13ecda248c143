import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { field, label, modal } from '../asking/form-parts.ts';
import { plain } from '../slack/blocks.ts';
import type { GivenRole, TeamTexts } from '../texts/en/team.ts';
import { ROLE_FORM } from './team-actions.ts';

export const formOrigin = z.object({
  channel_id: z.string().nullable(),
  response_url: z.string().nullable(),
});
export type FormOrigin = z.infer<typeof formOrigin>;

const offered: GivenRole[] = ['approver', 'admin', 'member'];

/** Who gets which role. */
export function roleModal(
  origin: FormOrigin,
  given: { person: string | null; role: GivenRole | null; said: string | null },
  t: TeamTexts,
): ModalView {
  const w = t.approvers.form;
  const option = (role: GivenRole) => ({ text: label(w.about[role]), value: role });
  const asks: KnownBlock[] = given.said ? [plain(t.approvers.whoIsMeant(given.said))] : [];
  return modal(ROLE_FORM, origin, w, [
    ...asks,
    field('person', w.person, {
      type: 'users_select',
      placeholder: label(w.pick),
      ...(given.person === null ? {} : { initial_user: given.person }),
    }),
    field('role', w.role, {
      type: 'static_select',
      options: offered.map(option),
      initial_option: option(given.role ?? 'approver'),
    }),
  ]);
}
