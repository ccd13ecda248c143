import type { Account, AccountStatus } from '../../ports/outreach.ts';
import { noAnswer } from '../asking/no-answer.ts';
import { type Asked, onPress, tellLine } from '../asking/press.ts';
import { uploadPicture } from '../slack/upload-picture.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { outreachActions } from './action-ref.ts';
import { recentCampaigns } from './campaigns/recent-campaigns.ts';
import { chooseAccount, noAccount } from './choose-account.ts';
import { findAccount } from './find-account.ts';
import type { OutreachDesk } from './outreach-desk.ts';
import { statusMessage } from './status-message.ts';
import type { DrawStatus } from './status-picture.ts';

/**
 * `/outreach status [account]`: one message that the whole channel sees, with the picture. Figures are no secret within
 * the team, and who looks at them talks about them. Where the bot is not a member, the person alone gets the words.
 */
export async function statusCommand(
  desk: OutreachDesk,
  draw: DrawStatus,
  asked: Asked,
  words: string,
  t: OutreachTexts,
): Promise<void> {
  const accounts = await answered(desk.outreach.listAccounts(asked.teamId));
  if (!accounts) return tellLine(desk, asked.to, t.command.notAnswered);
  const found = findAccount(accounts, words, { withReason: false, withAll: false });
  if (found.kind === 'one') return showStatus(desk, draw, asked, found.account, t);
  const message =
    found.kind === 'none' || found.kind === 'unknown'
      ? noAccount(found, accounts, t)
      : chooseAccount(t.command.whichAccount, outreachActions.status, accounts, (a) => a?.id ?? '');
  await desk.tell(asked.to, message);
}

/** A press on an account's name. */
export function statusAction(desk: OutreachDesk, draw: DrawStatus) {
  return onPress(async (press) => {
    const { outreach: t } = await desk.textsFor(press.teamId);
    const accounts = await answered(desk.outreach.listAccounts(press.teamId));
    const account = accounts?.find((a) => a.id === press.value);
    if (account) await showStatus(desk, draw, press, account, t);
    else await tellLine(desk, press.to, accounts ? t.add.errors.noAccount : t.command.notAnswered);
  });
}

async function showStatus(
  desk: OutreachDesk,
  draw: DrawStatus,
  asked: Asked,
  account: Account,
  t: OutreachTexts,
): Promise<void> {
  const status = await answered(desk.outreach.status(account.id));
  if (!status) return tellLine(desk, asked.to, t.command.notAnswered);
  const campaigns = (await answered(recentCampaigns(desk.outreach, status))) ?? [];
  const pictureId = await picture(desk, draw, status, t);
  const message = (id: string | null) =>
    statusMessage(status, { askedBy: asked.userId, pictureId: id, campaigns }, t);
  for (const id of pictureId === null ? [null] : [pictureId, null]) {
    try {
      await desk.slack.chat.postMessage({
        channel: asked.to.channel_id ?? '',
        ...message(id),
        unfurl_links: false,
        unfurl_media: false,
      });
      return;
    } catch (error) {
      // Without the picture next; then, as the bot may not be in the channel, to the person alone.
      desk.log.warn('outreach_status_not_posted', { account_id: account.id, error });
    }
  }
  await desk.tell(asked.to, statusMessage(status, { askedBy: null, pictureId: null, campaigns }, t));
}

/** Null: the figures go without it. */
async function picture(
  desk: OutreachDesk,
  draw: DrawStatus,
  status: AccountStatus,
  t: OutreachTexts,
): Promise<string | null> {
  try {
    const png = await draw(status, t);
    const alt = t.statusView.alt(status.account.name);
    return await uploadPicture(desk, { name: `outreach-${status.today.date}.png`, alt, png });
  } catch (error) {
    desk.log.warn('outreach_picture_not_made', { account_id: status.account.id, error });
    return null;
  }
}

/** Null: the database did not answer. */
async function answered<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (noAnswer(error)) return null;
    throw error;
  }
}
