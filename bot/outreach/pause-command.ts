import { z } from 'zod';
import { within } from '../../platform/within.ts';
import type { Account } from '../../ports/outreach.ts';
import { deadlines } from '../asking/deadlines.ts';
import { noAnswer } from '../asking/no-answer.ts';
import { type Asked, noted, onPress, tellLine } from '../asking/press.ts';
import { recorded } from '../asking/recorded.ts';
import { refusedAs } from '../asking/refused-as.ts';
import type { Call } from '../asking/subcommands.ts';
import { adminMentions } from '../asking/who-asks.ts';
import { clip, type Message, mention, safeText, said, small } from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { accountNotice, breakerThatLasts } from './account-notice.ts';
import { outreachActions } from './action-ref.ts';
import { announce } from './announce.ts';
import { chooseAccount, noAccount } from './choose-account.ts';
import { findAccount } from './find-account.ts';
import type { OutreachDesk } from './outreach-desk.ts';

type Switch = 'pause' | 'resume';

/** What a button carries that names an account; null: all. */
const chosen = z.object({ account: z.string().nullable(), reason: z.string() });

const REASON_MAX = 500;

/** `/outreach pause` and `resume`: the words name an account, or all; for a pause the rest is the reason. */
async function switchCommand(
  desk: OutreachDesk,
  which: Switch,
  asked: Asked,
  words: string,
  t: OutreachTexts,
): Promise<void> {
  const unanswered = which === 'pause' ? t.pause.notRecorded : t.command.notAnswered;
  const reading = desk.outreach.listAccounts(asked.teamId);
  const accounts = await recorded(desk, asked.to, t, reading, { unanswered });
  if (!accounts) return;
  const found = findAccount(accounts, words, { withReason: which === 'pause', withAll: true });
  switch (found.kind) {
    case 'all':
      return turn(desk, which, asked, null, found.rest, accounts, t);
    case 'one':
      return turn(desk, which, asked, found.account, found.rest, accounts, t);
    case 'several': {
      const question = which === 'pause' ? t.pause.whichPause : t.pause.whichResume;
      const reason = clip(words, REASON_MAX);
      const value = (a: Account | null) => JSON.stringify({ account: a?.id ?? null, reason });
      const all = { all: t.pause.everything };
      await desk.tell(asked.to, chooseAccount(question, outreachActions[which], accounts, value, all));
      return;
    }
    default:
      await desk.tell(asked.to, noAccount(found, accounts, t));
  }
}

/** Recorded first: a stop that Slack believes taken must outlive a crash of this process. */
export async function switchNow(
  desk: OutreachDesk,
  { ack, asked, t }: Call<OutreachTexts>,
  { kind, words }: { kind: Switch; words: string },
): Promise<void> {
  const switched = switchCommand(desk, kind, asked, words, t);
  await within(desk.clock, deadlines.switch, switched).finally(ack);
  await switched;
}

/** A press on an account's name, or on Everything. */
export function switchAction(desk: OutreachDesk, which: Switch) {
  return onPress(async (press) => {
    const { account: id, reason } = chosen.parse(JSON.parse(press.value));
    const { outreach: t } = await desk.textsFor(press.teamId);
    const unanswered = which === 'pause' ? t.pause.notRecorded : t.command.notAnswered;
    const reading = desk.outreach.listAccounts(press.teamId);
    const accounts = await recorded(desk, press.to, t, reading, { unanswered });
    if (!accounts) return;
    const account = accounts.find((a) => a.id === id) ?? null;
    if (id !== null && !account) return tellLine(desk, press.to, t.add.errors.noAccount);
    await turn(desk, which, press, account, reason, accounts, t);
  });
}

async function turn(
  desk: OutreachDesk,
  which: Switch,
  asked: Asked,
  account: Account | null,
  said: string,
  accounts: Account[],
  t: OutreachTexts,
): Promise<void> {
  const { teamId, userId, to } = asked;
  const reason = clip(said.trim() || t.pause.noReason, REASON_MAX);
  await noted(desk, asked);
  const id = account?.id ?? null;
  const work =
    which === 'pause'
      ? desk.outreach.pause(teamId, id, userId, reason)
      : desk.outreach.resume(teamId, id, userId);
  const unanswered = which === 'pause' ? t.pause.notRecorded : undefined;
  const answer = await recorded(
    desk,
    to,
    t,
    work.catch((error: unknown) => {
      // A refusal that has no outcome of its own.
      const code = noAnswer(error) ? null : refusedAs(desk, error);
      if (code === null) throw error;
      return { outcome: 'refused' as const, reason: code };
    }),
    unanswered === undefined ? {} : { unanswered },
  );
  if (!answer) return;
  desk.log.info(`outreach_${which}`, {
    user_id: userId,
    code: answer.outcome,
    ...(id === null ? {} : { account_id: id }),
  });
  if (answer.outcome === 'not_allowed') {
    const line =
      which === 'resume' && answer.reason !== 'guest'
        ? t.pause.resumeAdminsOnly(await adminMentions(desk, teamId, t))
        : t.command.guest;
    return tellLine(desk, to, line);
  }
  if (answer.outcome === 'not_found') return tellLine(desk, to, t.add.errors.noAccount);
  if (answer.outcome !== 'done') {
    return tellLine(desk, to, t.command.refused(safeText(answer.reason ?? answer.outcome, 100)));
  }
  if (account) return oneTurned(desk, which, asked, account, reason, t);
  const notice =
    which === 'pause'
      ? stoppedNotice(userId, reason, t)
      : teamResumedNotice(userId, accounts, await afterResume(desk, teamId, accounts), t);
  await announce(desk, to, notice, stoppedBefore(which, accounts) ? accounts.map((a) => a.channel_id) : []);
}

/**
 * Whether the accounts' channels hear of it through the outbox: they do when it changes something. A team's stop shows
 * on its accounts as a pause.
 */
function stoppedBefore(which: Switch, accounts: Account[]): boolean {
  const paused = accounts.length > 0 && accounts.every((a) => a.paused_at !== null);
  return which === 'pause' ? !paused : paused;
}

async function oneTurned(
  desk: OutreachDesk,
  which: Switch,
  asked: Asked,
  account: Account,
  reason: string,
  t: OutreachTexts,
): Promise<void> {
  const name = safeText(account.name, 150);
  const paused = account.paused_at !== null;
  if (which === 'pause' && paused) return tellLine(desk, asked.to, t.pause.alreadyPaused(name));
  const held =
    paused || account.breaker?.needs_person || ['checkpoint', 'restricted'].includes(account.status);
  if (which === 'resume' && !held) return tellLine(desk, asked.to, t.pause.nothingToResume);
  const code = which === 'pause' ? 'paused' : 'resumed';
  const [still = account] =
    which === 'resume'
      ? (await afterResume(desk, asked.teamId, [account])).filter(({ id }) => id === account.id)
      : [];
  const notice = accountNotice(still, { code, params: { person_id: asked.userId, reason } }, t);
  await announce(desk, asked.to, notice, [account.channel_id]);
  // Resuming one account does not end the kill switch.
  if (which === 'resume' && still !== account && still.paused_at)
    await tellLine(desk, asked.to, t.pause.teamStopped);
}

/** The accounts as they are once they are resumed: what still stops them is said. */
function afterResume(desk: OutreachDesk, teamId: string, before: Account[]): Promise<Account[]> {
  return desk.outreach.listAccounts(teamId).catch(() => before);
}

function stoppedNotice(userId: string, reason: string, t: OutreachTexts): Message {
  const line = t.pause.pausedAll(mention(userId));
  return {
    text: line,
    blocks: [said(line), small(`${t.pause.reason} ${safeText(reason, 500)}`), small(t.pause.inFlight)],
  };
}

function teamResumedNotice(userId: string, accounts: Account[], now: Account[], t: OutreachTexts): Message {
  if (accounts.every((a) => a.paused_at === null)) {
    return { text: t.pause.nothingToResume, blocks: [said(t.pause.nothingToResume)] };
  }
  const line = t.pause.resumedAll(mention(userId));
  const lasting = now.flatMap((account) => breakerThatLasts(account, t) ?? []);
  return { text: line, blocks: [said(line), ...[t.pause.freshGap, ...lasting].map(small)] };
}
