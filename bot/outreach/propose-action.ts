import type { KnownBlock } from '@slack/types';
import { within } from '../../platform/within.ts';
import type { Account } from '../../ports/outreach.ts';
import { clearUp } from '../asking/clear-up.ts';
import { deadlines } from '../asking/deadlines.ts';
import { noAnswer } from '../asking/no-answer.ts';
import { refusedAs } from '../asking/refused-as.ts';
import { clip, letters, type Message, quoted, said, small } from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import type { OutreachDesk } from './outreach-desk.ts';
import type { Proposable } from './parse-command.ts';
import { profileFault } from './profile-url.ts';
import { textLength, textMax } from './text-limits.ts';

interface Proposal {
  team_id: string;
  account: Account;
  type: Proposable;
  profile_url: string;
  name: string | null;
  text: string | null;
  author_id: string;
  channel_id: string;
  /** The same command or form always has the same key, so that it never proposes twice. */
  idempotency_key: string;
  response_url: string | null;
}

/** Which field of the form is wrong. */
type ProposalField = 'account' | 'type' | 'profile' | 'text';
type Proposed =
  | { kind: 'proposed' }
  | { kind: 'refused'; field: ProposalField; message: string }
  | { kind: 'uncertain' };

/** What is wrong with a proposal, without a call; null: nothing. The database checks it all again. */
export function proposalFault(
  { type, profile_url, text, account }: Pick<Proposal, 'type' | 'profile_url' | 'text' | 'account'>,
  t: OutreachTexts,
): Extract<Proposed, { kind: 'refused' }> | null {
  const e = t.add.errors;
  const refused = (field: ProposalField, message: string) => ({ kind: 'refused' as const, field, message });
  const fault = profileFault(profile_url);
  if (fault !== null) return refused('profile', e.url[fault]);
  const length = textLength(text ?? '');
  if (type === 'view_profile') return length > 0 ? refused('text', e.noTextForVisit) : null;
  if (type === 'send_message' && length === 0) return refused('text', e.textMissing);
  const max = textMax(type, account.tier);
  return length > max ? refused('text', e.tooLong(length, max)) : null;
}

/**
 * Stores the proposal durably before the person is told that it is made.
 *
 * `uncertain`: no answer in time. The person is then told privately how it ended, by proposing again under the same key,
 * which gives the same action.
 */
export async function proposeAction(
  desk: OutreachDesk,
  proposal: Proposal,
  t: OutreachTexts,
): Promise<Proposed> {
  const attempt = propose(desk, proposal, t);
  const outcome = await within(desk.clock, deadlines.start, attempt);
  if (outcome && outcome.kind !== 'uncertain') return outcome;
  desk.background(tellOutcome(desk, proposal, t, attempt));
  return { kind: 'uncertain' };
}

async function propose(desk: OutreachDesk, proposal: Proposal, t: OutreachTexts): Promise<Proposed> {
  const e = t.add.errors;
  try {
    const person = await desk.knowPerson(proposal.team_id, proposal.author_id);
    if (!person) return { kind: 'refused', field: 'type', message: t.command.unknownPerson };
    if (person.role === 'guest') return { kind: 'refused', field: 'type', message: t.command.guest };
    const { account, ...rest } = proposal;
    const answer = await desk.outreach.proposeAction({ ...rest, account_id: account.id });
    desk.log.info('outreach_proposed', {
      user_id: proposal.author_id,
      account_id: account.id,
      channel_id: proposal.channel_id,
      code: answer.reason ?? answer.outcome,
      ...(answer.action_id === null ? {} : { action_id: answer.action_id }),
    });
    if (answer.outcome === 'proposed') {
      desk.hints.outbox.wake();
      return { kind: 'proposed' };
    }
    return refusal(answer.reason, answer.params, t);
  } catch (error) {
    if (noAnswer(error)) return { kind: 'uncertain' };
    const code = refusedAs(desk, error);
    if (code !== null) return { kind: 'refused', field: 'type', message: e.other(code) };
    throw error;
  }
}

function refusal(
  reason: string | null,
  params: Record<string, unknown>,
  t: OutreachTexts,
): Extract<Proposed, { kind: 'refused' }> {
  const e = t.add.errors;
  const refused = (field: ProposalField, message: string) => ({ kind: 'refused' as const, field, message });
  switch (reason) {
    case 'suppressed':
      return refused('profile', e.suppressed);
    case 'erased':
      return refused('profile', e.erased);
    case 'duplicate':
      return refused('profile', e.duplicate);
    case 'bad_url':
      return refused('profile', e.url.not_a_profile);
    case 'too_long':
      return refused('text', e.tooLong(Number(params.length ?? 0), Number(params.max ?? 0)));
    case 'placeholder':
      return refused('text', e.placeholder(clip(String(params.found ?? ''), 100)));
    case 'empty':
      return refused('text', e.textMissing);
    case 'no_account':
      return refused('account', e.noAccount);
    case 'not_allowed':
      return refused('type', e.notAllowed);
    default:
      return refused('type', e.other(reason ?? '?'));
  }
}

/** Ends with a private message in every case but the death of the process; the card then tells it. */
async function tellOutcome(
  desk: OutreachDesk,
  proposal: Proposal,
  t: OutreachTexts,
  first: Promise<Proposed>,
): Promise<void> {
  const outcome = await clearUp(desk, (attempt) => (attempt === 1 ? first : propose(desk, proposal, t)));
  const { author_id: user_id, channel_id, response_url, text } = proposal;
  const line =
    outcome.kind === 'proposed'
      ? t.add.doneAfterAll
      : outcome.kind === 'refused'
        ? outcome.message
        : t.add.notDone;
  if (outcome.kind !== 'proposed') {
    desk.log.error('outreach_not_proposed', { user_id, code: outcome.kind });
  }
  const given = outcome.kind === 'proposed' ? [] : yourText(text, t);
  await desk.tell({ user_id, channel_id, response_url }, letters(line, given));
}

/** What the person sees at once. */
export function proposedMessage(
  proposed: Proposed,
  account: Account | null,
  text: string | null,
  t: OutreachTexts,
): Message {
  switch (proposed.kind) {
    case 'proposed':
      return {
        text: t.add.done,
        blocks: [
          said(t.add.done),
          small(t.add.doneNote),
          ...(account && account.status !== 'ok'
            ? [small(t.add.accountStops(t.accountStatus[account.status]))]
            : []),
        ],
      };
    case 'uncertain':
      return { text: t.add.notCertain, blocks: [said(t.add.notCertain)] };
    case 'refused':
      return letters(proposed.message, yourText(text, t));
  }
}

/** The person's own words given back, so that nothing typed is lost with a refusal. */
function yourText(text: string | null, t: OutreachTexts): KnownBlock[] {
  return text === null ? [] : [said(t.add.yourText), quoted(text, 2500)];
}
