import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
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
  const text = (words: string) => ({ type: 'plain_text' as const, text: words });
  const option = (role: GivenRole) => ({ text: text(w.about[role]), value: role });
  const asks: KnownBlock[] = given.said ? [plain(t.approvers.whoIsMeant(given.said))] : [];
  return {
    type: 'modal',
    callback_id: ROLE_FORM,
    private_metadata: JSON.stringify(origin),
    title: text(w.title),
    submit: text(w.submit),
    close: text(w.close),
    blocks: [
      ...asks,
      {
        type: 'input',
        block_id: 'person',
        label: text(w.person),
        element: {
          type: 'users_select',
          action_id: 'person',
          placeholder: text(w.pick),
          ...(given.person === null ? {} : { initial_user: given.person }),
        },
      },
      {
        type: 'input',
        block_id: 'role',
        label: text(w.role),
        element: {
          type: 'static_select',
          action_id: 'role',
          options: offered.map(option),
          initial_option: option(given.role ?? 'approver'),
        },
      },
    ],
  };
}
