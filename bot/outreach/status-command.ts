import type { Account, AccountStatus } from '../../ports/outreach.ts';
import { nullIfNoAnswer } from '../asking/no-answer.ts';
import { type Asked, onPress, tellLine } from '../asking/press.ts';
import { answered } from '../asking/recorded.ts';
import { uploadPicture } from '../slack/upload-picture.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { outreachActions } from './action-ref.ts';
import { recentCampaigns } from './campaigns/recent-campaigns.ts';
import { chooseAccount, noAccount } from './choose-account.ts';
import { findAccount } from './find-account.ts';
import type { OutreachDesk } from './outreach-desk.ts';
import { postFigures } from './post-figures.ts';
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
  const accounts = await answered(desk, asked.to, t, desk.outreach.listAccounts(asked.teamId));
  if (!accounts) return;
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
    const accounts = await answered(desk, press.to, t, desk.outreach.listAccounts(press.teamId));
    if (!accounts) return;
    const account = accounts.find((a) => a.id === press.value);
    if (account) await showStatus(desk, draw, press, account, t);
    else await tellLine(desk, press.to, t.add.errors.noAccount);
  });
}

async function showStatus(
  desk: OutreachDesk,
  draw: DrawStatus,
  asked: Asked,
  account: Account,
  t: OutreachTexts,
): Promise<void> {
  const status = await answered(desk, asked.to, t, desk.outreach.status(account.id));
  if (!status) return;
  const campaigns = (await recentCampaigns(desk.outreach, status).catch(nullIfNoAnswer)) ?? [];
  const pictureId = await picture(desk, draw, status, t);
  await postFigures(desk, asked, pictureId, {
    message: (view) => statusMessage(status, { ...view, campaigns }, t),
    notPosted: (error) => desk.log.warn('outreach_status_not_posted', { account_id: account.id, error }),
  });
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
