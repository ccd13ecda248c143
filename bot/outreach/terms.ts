import type { BlockButtonAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { within } from '../../platform/within.ts';
import type { Account } from '../../ports/outreach.ts';
import { deadlines } from '../asking/deadlines.ts';
import { field, label, modal } from '../asking/form-parts.ts';
import { nullIfNoAnswer } from '../asking/no-answer.ts';
import { openForm } from '../asking/open-form.ts';
import { noted, onForm, onPress, tellLine } from '../asking/press.ts';
import { clip, mention, plain } from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { accountNotice } from './account-notice.ts';
import { announce } from './announce.ts';
import { recentCampaigns } from './campaigns/recent-campaigns.ts';
import type { OutreachDesk } from './outreach-desk.ts';
import { statusMessage } from './status-message.ts';

export const TERMS = 'outreach_accept_terms';

/** A status message that asks for it: drawn anew once it is done. Notices are drawn anew by the outbox. */
const shownStatus = z.object({
  ts: z.string(),
  picture_id: z.string().nullable(),
  asked_by: z.string().nullable(),
});
type ShownStatus = z.infer<typeof shownStatus>;
const origin = z.object({
  account_id: z.string(),
  channel_id: z.string().nullable(),
  status: shownStatus.nullable().default(null),
});

/** The owner of an account reads LinkedIn's rules before anything is sent from it. */
export function termsAction(desk: OutreachDesk) {
  return onPress(async (press) => {
    const { outreach: t } = await desk.textsFor(press.teamId);
    const looked = desk.outreach.listAccounts(press.teamId).catch(() => undefined);
    const accounts = await within(desk.clock, deadlines.look, looked);
    if (!accounts) return tellLine(desk, press.to, t.command.notAnswered);
    const account = accounts.find((a) => a.id === press.value);
    if (!account) return tellLine(desk, press.to, t.add.errors.noAccount);
    if (account.terms_acknowledged_at !== null) return tellLine(desk, press.to, t.terms.already);
    if (account.owner_id !== press.userId) {
      return tellLine(desk, press.to, t.terms.onlyOwner(mention(account.owner_id)));
    }
    await openForm(desk, press, termsModal(account, press.to.channel_id, t, statusIn(press.message)), t);
  });
}

const statusBlocks = z
  .array(
    z.looseObject({
      type: z.string(),
      slack_file: z.looseObject({ id: z.string() }).optional(),
      elements: z.array(z.looseObject({ text: z.unknown() })).optional(),
    }),
  )
  .min(1);

/** What a status message shows that only itself holds: its picture, and who asked for it. Null: it is another message. */
function statusIn(message: BlockButtonAction['message']): ShownStatus | null {
  const blocks = statusBlocks.safeParse(message?.blocks);
  if (!message || !blocks.success || blocks.data[0]?.type !== 'header') return null;
  const picture_id = blocks.data.find((b) => b.type === 'image')?.slack_file?.id ?? null;
  // The last line names the owner and, after them, who asked.
  const foot = String(blocks.data.findLast((b) => b.type === 'context')?.elements?.[0]?.text ?? '');
  return { ts: message.ts, picture_id, asked_by: [...foot.matchAll(/<@([UW][A-Z0-9]+)>/g)][1]?.[1] ?? null };
}

export function termsModal(
  account: Account,
  channelId: string | null,
  t: OutreachTexts,
  status: ShownStatus | null = null,
): ModalView {
  return modal(TERMS, { account_id: account.id, channel_id: channelId, status }, t.terms, [
    plain(t.terms.sentence),
    plain(t.terms.risk(clip(account.name, 150))),
    field('accept', clip(account.name, 150) || account.id, {
      type: 'checkboxes',
      options: [{ text: label(t.terms.check), value: 'accepted' }],
    }),
  ]);
}

export function submitTerms(desk: OutreachDesk) {
  return onForm(async ({ ack, refuse: refuseWith, teamId, userId, view }) => {
    const { outreach: t } = await desk.textsFor(teamId);
    const { account_id, channel_id, status } = origin.parse(JSON.parse(view.private_metadata));
    const refuse = (text: string) => refuseWith({ accept: text });
    const ticked = view.state.values.accept?.accept?.selected_options ?? [];
    if (!ticked.some((option) => option.value === 'accepted')) return refuse(t.terms.missing);
    const work = noted(desk, { teamId, userId })
      .then(() => desk.outreach.acknowledgeTerms(account_id, userId))
      .catch(nullIfNoAnswer);
    const answer = await within(desk.clock, deadlines.form, work);
    if (!answer) return refuse(t.outcome.notRecorded);
    const accounts = await desk.outreach.listAccounts(teamId).catch((): Account[] => []);
    const account = accounts.find((a) => a.id === account_id);
    if (answer.outcome !== 'done') {
      return refuse(
        answer.outcome === 'not_found'
          ? t.add.errors.noAccount
          : t.terms.onlyOwner(
              (account && (await desk.knowPerson(teamId, account.owner_id).catch(() => null))?.name) ??
                account?.owner_id ??
                '?',
            ),
      );
    }
    await ack();
    desk.log.info('outreach_terms_acknowledged', { account_id, user_id: userId });
    if (!account) return;
    if (channel_id !== null && status !== null) await redrawStatus(desk, account_id, channel_id, status, t);
    const params = { person_id: userId };
    const notice = accountNotice(account, { code: 'terms_acknowledged', params }, t);
    await announce(desk, { user_id: userId, channel_id }, notice, [account.channel_id]);
  });
}

async function redrawStatus(
  desk: OutreachDesk,
  accountId: string,
  channel: string,
  { ts, picture_id, asked_by }: ShownStatus,
  t: OutreachTexts,
): Promise<void> {
  try {
    const status = await desk.outreach.status(accountId);
    const campaigns = await recentCampaigns(desk.outreach, status);
    await desk.slack.chat.update({
      channel,
      ts,
      ...statusMessage(status, { askedBy: asked_by, pictureId: picture_id, campaigns }, t),
    });
  } catch (error) {
    desk.log.warn('status_not_redrawn', { account_id: accountId, error });
  }
}
