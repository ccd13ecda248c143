import type { KnownBlock } from '@slack/types';
import type { Account, AccountStatus, Action } from '../../ports/outreach.ts';
import { heading, mention, quoted, safeText, said, small, words } from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { decisionButtons } from './action-card.ts';
import { leadName } from './describe-action.ts';
import type { OutreachDesk } from './outreach-desk.ts';
import { figures, healthLine, nextLine } from './status-message.ts';

const ACCOUNTS_SHOWN = 8;
const APPROVALS_SHOWN = 8;
const TEXT_SHOWN = 1200;

/** Outreach on the Home tab: what waits for this person's decision, and for admins the day of each account. */
export async function outreachHome(
  desk: OutreachDesk,
  teamId: string,
  userId: string,
): Promise<{ first: KnownBlock[]; rest: KnownBlock[] }> {
  const { outreach: t } = await desk.textsFor(teamId);
  try {
    const [person, queue, accounts] = await Promise.all([
      desk.knowPerson(teamId, userId),
      desk.outreach.queue(teamId, 200),
      desk.outreach.listAccounts(teamId),
    ]);
    const role = person?.role ?? 'guest';
    if (accounts.length === 0 || role === 'guest') return { first: [], rest: [] };
    const mine = queue.filter((a) => waitsFor(a, userId));
    const statuses = role === 'admin' ? await read(desk, accounts) : [];
    return {
      // A rule may name a member as well.
      first: role === 'member' && mine.length === 0 ? [] : approvalBlocks(mine, t),
      rest: role === 'admin' ? dayBlocks(statuses, t) : [],
    };
  } catch (error) {
    desk.log.warn('outreach_home_not_read', { user_id: userId, error });
    return { first: [], rest: [small(t.home.notReachable)] };
  }
}

function waitsFor(action: Action, userId: string): boolean {
  return action.status === 'pending_approval' && (action.approval?.asked.includes(userId) ?? false);
}

function read(desk: OutreachDesk, accounts: Account[]): Promise<AccountStatus[]> {
  return Promise.all(accounts.slice(0, ACCOUNTS_SHOWN).map((a) => desk.outreach.status(a.id)));
}

/** The exact words and the buttons of the card, so that there is no need to look for it. Pure. */
export function approvalBlocks(mine: Action[], t: OutreachTexts): KnownBlock[] {
  if (mine.length === 0) return [heading(t.home.approvals), small(t.home.noApprovals)];
  return [
    heading(t.home.approvals),
    ...mine
      .slice(0, APPROVALS_SHOWN)
      .flatMap((action, i): KnownBlock[] => [
        words({ text: `${t.types[action.type]}: ${leadName(action)}`, bold: true }),
        small(t.home.approval(t.types[action.type], channel(action.channel_id), mention(action.author_id))),
        ...(action.text ? wholeOrCard(action, action.text, i, t) : [decisionButtons(action, t, `home_${i}`)]),
      ]),
    ...(mine.length > APPROVALS_SHOWN ? [small(t.home.moreApprovals(mine.length - APPROVALS_SHOWN))] : []),
  ];
}

/** Words that are not shown whole are not approved: a long text is decided at its card. */
function wholeOrCard(action: Action, text: string, i: number, t: OutreachTexts): KnownBlock[] {
  const whole = text.length <= TEXT_SHOWN;
  return [
    quoted(text, TEXT_SHOWN),
    whole ? decisionButtons(action, t, `home_${i}`) : small(t.home.decideAtCard(channel(action.channel_id))),
  ];
}

/** Pure. */
export function dayBlocks(statuses: AccountStatus[], t: OutreachTexts): KnownBlock[] {
  return [
    heading(t.home.heading),
    ...statuses.map((status) =>
      said(
        [
          `*${safeText(status.account.name, 150)}*`,
          ...figures(status, t).slice(1),
          nextLine(status, t),
          healthLine(status.account, t),
        ].join('\n'),
      ),
    ),
  ];
}

function channel(id: string): string {
  return /^[CG][A-Z0-9]+$/.test(id) ? `<#${id}>` : safeText(id, 50);
}
