import { localDate, zoned } from '../../../platform/local-time.ts';
import { isWriteKind, type WriteKind } from '../kinds.ts';
import { signalOf } from '../provider-error.ts';
import type { Account, Call, Invitation, Message } from '../shapes.ts';
import type { Law } from './law.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** LinkedIn: no new invitation of the same person for up to three weeks after a withdrawal. */
const REINVITE_DAYS = 21;
const ANSWER_GAP_MINUTES = 2;
/** More invitations in 7 days than any published limit, above the account's own rules. */
const INVITES_IN_7_DAYS = 200;

/** A write that arrived, and everything that LinkedIn knew at that moment. */
interface Arrival {
  call: Call & { kind: WriteKind };
  account: Account;
  /** All calls of the account in the last 30 days, oldest first. */
  earlier: Call[];
  /** All writes to the same person from any account, oldest first. */
  toPerson: Call[];
  /** When the two became connected, and since when the driver could know; null: they are not. */
  relation: { created_at: number; known_at: number | null } | null;
  /** The newest invitation between the two. */
  invitation: Invitation | null;
  pending: number;
  /** What the person wrote to any account, newest first. */
  replies: Message[];
  law: Law;
}

interface Finding {
  rule: string;
  message: string;
}

export interface Tolerance {
  /** Between the driver's decision and the arrival: its own clock, the way to here. */
  arrivalMs: number;
  /** How long a driver must keep still after each signal. A person may end it earlier where people's acts are known. */
  cooldownMs: { limit: number; rate: number; checkpoint: number; restricted: number };
}
export const defaultTolerance: Tolerance = {
  arrivalMs: 5 * SECOND,
  cooldownMs: { limit: 24 * HOUR, rate: HOUR, checkpoint: 24 * HOUR, restricted: 7 * DAY },
};

/** Which rules a write breaks, as far as LinkedIn's side can tell. Pure. */
export function checkWrite(arrival: Arrival, tolerance: Tolerance = defaultTolerance): Finding[] {
  return [
    ...checkDay(arrival, tolerance),
    ...checkBudget(arrival),
    ...checkGap(arrival, tolerance),
    ...checkOnce(arrival),
    ...checkPerson(arrival, tolerance),
    ...checkPeople(arrival, tolerance),
    ...checkCampaign(arrival, tolerance),
    ...checkAccount(arrival, tolerance),
  ];
}

/** Window, working day and holiday in the account's zone. */
function checkDay({ call, law: { rules } }: Arrival, { arrivalMs }: Tolerance): Finding[] {
  if (!rules) return [];
  const fits = (at: number): string | null => {
    const local = zoned(at, rules.time_zone);
    const minutes = local.hour * 60 + local.minute + local.second / 60;
    // Past midnight both the day on which the window began and the day that it is must be open.
    const days = [local.toPlainDate()];
    if (rules.window_start !== undefined && rules.window_end !== undefined) {
      const [start, end] = [minutesOf(rules.window_start), minutesOf(rules.window_end)];
      const isInside = start < end ? minutes >= start && minutes < end : minutes >= start || minutes < end;
      if (!isInside) return `outside ${rules.window_start} to ${rules.window_end} ${rules.time_zone}`;
      if (start >= end && minutes < end) days.push(local.toPlainDate().subtract({ days: 1 }));
    }
    const idle = days.find((day) => rules.working_days && !rules.working_days.includes(day.dayOfWeek));
    if (idle) return `${idle} is no working day`;
    const free = days.find((day) => rules.holidays?.includes(day.toString()));
    return free ? `${free} is a holiday` : null;
  };
  const wrong = fits(call.at);
  // Decided in the last second of the window, arrived after it: the decision counts.
  if (wrong === null || fits(call.at - arrivalMs) === null) return [];
  return [{ rule: 'window', message: wrong }];
}

/** Daily, weekly and pending limits: refused calls changed nothing and count for nothing; unknown ones count. */
function checkBudget({ call, earlier, pending, law: { rules, approvals } }: Arrival): Finding[] {
  if (!rules || isAnswer(approvals)) return [];
  const found: Finding[] = [];
  const { kind } = call;
  // A person may have found that an unknown one was not sent; where people's acts are known, only effects count.
  const counts = (c: Call) => (approvals === null ? c.known !== 'refused' : c.effect);
  const spent = earlier.filter((c) => c.kind === kind && counts(c));
  const daily = rules.daily_max?.[kind] ?? null;
  const today = localDate(call.at, rules.time_zone);
  const sameDay = spent.filter((c) => localDate(c.at, rules.time_zone) === today).length + 1;
  if (daily !== null && sameDay > daily)
    found.push({ rule: 'daily_limit', message: `${sameDay} ${call.kind} on ${today}; at most ${daily}` });
  const ruled = rules.rolling_7d_max?.[kind] ?? null;
  const weekly = kind === 'send_invite' ? Math.min(ruled ?? INVITES_IN_7_DAYS, INVITES_IN_7_DAYS) : ruled;
  const inWeek = spent.filter((c) => c.at > call.at - 7 * DAY).length + 1;
  if (weekly !== null && inWeek > weekly)
    found.push({ rule: 'weekly_limit', message: `${inWeek} ${call.kind} in 7 days; at most ${weekly}` });
  const cap = rules.pending_invites_max;
  if (call.kind === 'send_invite' && cap !== undefined && pending >= cap)
    found.push({ rule: 'pending_limit', message: `${pending} invitations are pending; at most ${cap}` });
  return found;
}

/** The gap to the last write of any kind, with any outcome. */
function checkGap(
  { call, earlier, law: { rules, approvals } }: Arrival,
  { arrivalMs }: Tolerance,
): Finding[] {
  const last = earlier.findLast((c) => isWriteKind(c.kind));
  if (!rules?.gap_min_minutes || !last) return [];
  const gap = call.at - last.at;
  const least = isAnswer(approvals)
    ? Math.min(ANSWER_GAP_MINUTES, rules.gap_min_minutes)
    : rules.gap_min_minutes;
  if (gap >= least * MINUTE - arrivalMs) return [];
  const minutes = (gap / MINUTE).toFixed(1);
  return [{ rule: 'gap', message: `${minutes} minutes after call ${last.id}; at least ${least}` }];
}

/** No act twice. A refused call was no act. */
function checkOnce({ call, toPerson, law: { approvals, open_outcomes } }: Arrival): Finding[] {
  const acts = toPerson.filter((c) => c.kind === call.kind && c.known !== 'refused');
  const same = acts.filter((c) => c.account_id === call.account_id && c.text === call.text);
  // Each approval stands for one action, and each action for one call. Without them: one of a kind.
  const allowed = approvals?.length ?? 1;
  if (same.length >= allowed && same.length > 0)
    return [
      { rule: 'sent_twice', message: `the same ${call.kind} reached LinkedIn in call ${same.at(-1)?.id}` },
    ];
  const found: Finding[] = [];
  // A note and a message are words alike; an account may invite again with the note of a withdrawn invitation.
  const words = folded(call.text);
  const twin = toPerson.find(
    (c) =>
      c.effect &&
      words !== '' &&
      folded(c.text) === words &&
      !(call.kind === 'send_invite' && c.kind === 'send_invite' && c.account_id === call.account_id),
  );
  if (twin)
    found.push({ rule: 'same_words', message: `the same words reached this person in call ${twin.id}` });
  if (open_outcomes !== null && open_outcomes > 1)
    found.push({
      rule: 'unknown_outcome',
      message: `what became of another ${call.kind} to this person is not known`,
    });
  return found;
}

/** What the two are to each other. */
function checkPerson({ call, account, relation, invitation }: Arrival, { arrivalMs }: Tolerance): Finding[] {
  const wasKnown = (at: number | null | undefined) =>
    at !== null && at !== undefined && at <= call.at - arrivalMs;
  if (call.kind === 'send_message' && !relation)
    return [{ rule: 'connection', message: 'a message to a person who is no connection' }];
  if (call.kind !== 'send_invite') return [];
  if (call.person_id === account.provider_id)
    return [{ rule: 'connection', message: 'an invitation to oneself' }];
  if (relation && wasKnown(relation.known_at))
    return [{ rule: 'connection', message: 'an invitation to a connection' }];
  if (!invitation) return [];
  const ended = invitation.ended_at ?? 0;
  if (invitation.status === 'WITHDRAWN' && call.at < ended + REINVITE_DAYS * DAY)
    return [
      { rule: 'reinvited', message: `invited again ${days(call.at - ended)} days after the withdrawal` },
    ];
  if (invitation.status === 'PENDING' && invitation.by === 'api')
    return [{ rule: 'pending_invitation', message: `invitation ${invitation.id} is still pending` }];
  return [];
}

/** What people decided, and what the person answered. */
function checkPeople({ call, replies, law }: Arrival, { arrivalMs }: Tolerance): Finding[] {
  const found: Finding[] = [];
  const { approvals, is_released, suppressed_since } = law;
  if (approvals?.length === 0)
    found.push({ rule: 'not_approved', message: 'no person approved this act with this text' });
  else if (is_released === false)
    found.push({ rule: 'not_approved', message: 'no approved action with this text is being released' });
  if (suppressed_since !== null && suppressed_since <= call.at - arrivalMs)
    found.push({ rule: 'suppressed', message: 'this person must not be contacted' });
  const reply = replies.find((m) => m.known_at !== null && m.known_at <= call.at - arrivalMs);
  const answersIt = approvals?.some(({ at }) => reply !== undefined && at >= reply.at) ?? false;
  const isWord = call.kind === 'send_invite' || call.kind === 'send_message';
  if (reply && isWord && !answersIt)
    found.push({ rule: 'answered', message: `this person answered before, in message ${reply.id}` });
  return found;
}

/** A campaign's steps in their order and time, none while it is paused, and few people of a company at a time. */
function checkCampaign(
  { call, relation, law: { campaign, rules } }: Arrival,
  { arrivalMs }: Tolerance,
): Finding[] {
  if (!campaign) return [];
  const found: Finding[] = [];
  const { paused_since, before_at, wait_days, colleagues, per_company_week } = campaign;
  if (paused_since !== null && paused_since <= call.at - arrivalMs)
    found.push({ rule: 'campaign_paused', message: 'a person paused the campaign before' });
  if (per_company_week !== null && colleagues >= per_company_week)
    found.push({
      rule: 'company_cap',
      message: `${colleagues} others of the company were reached in 7 days; at most ${per_company_week} people`,
    });
  if (campaign.is_first) return found;
  if (before_at === null) {
    found.push({ rule: 'earlier_step', message: 'the step before it was not done' });
    return found;
  }
  const since = campaign.after_acceptance ? Math.max(before_at, relation?.created_at ?? call.at) : before_at;
  const waited = rules ? workingDays(since, call.at, rules) : wait_days;
  if (waited < wait_days)
    found.push({ rule: 'earlier_step', message: `${waited} working days later; at least ${wait_days}` });
  return found;
}

/** Working days that began after one instant and not after another. */
function workingDays(since: number, until: number, rules: NonNullable<Law['rules']>): number {
  const last = zoned(until, rules.time_zone).toPlainDate();
  let count = 0;
  let day = zoned(since, rules.time_zone).toPlainDate().add({ days: 1 });
  for (; day.toString() <= last.toString(); day = day.add({ days: 1 })) {
    const isWorking = rules.working_days?.includes(day.dayOfWeek) ?? true;
    if (isWorking && !rules.holidays?.includes(day.toString())) count += 1;
  }
  return count;
}

/** Nothing while the account is known to be down, nor after a warning until its time is over and a person said so. */
function checkAccount(
  { call, account, earlier, law: { approvals, resumed_at } }: Arrival,
  { arrivalMs, cooldownMs }: Tolerance,
): Finding[] {
  const knownAt = account.down_known_at;
  if (account.status !== 'ok' && knownAt !== null && knownAt <= call.at - arrivalMs)
    return [{ rule: 'account_down', message: `the account is known to be ${account.status}` }];
  for (const warning of earlier) {
    const signal = signalOf(warning.outcome);
    if (signal === null || warning.at > call.at - arrivalMs) continue;
    if (resumed_at !== null && resumed_at >= warning.at) continue;
    const needsPerson = signal === 'checkpoint' || signal === 'restricted';
    // A limit of invitations says nothing about messages; one met while reading says nothing about writing.
    if (!needsPerson && !isWriteKind(warning.kind)) continue;
    if (signal === 'limit' && warning.kind !== call.kind) continue;
    const isTooEarly = call.at < warning.at + cooldownMs[signal];
    if (isTooEarly || (needsPerson && approvals !== null))
      return [
        {
          rule: 'account_down',
          message: `${signal} was answered in call ${warning.id}, and no person let it go on`,
        },
      ];
  }
  return [];
}

const isAnswer = (approvals: Law['approvals']): boolean => approvals?.at(-1)?.is_answer ?? false;
/** The letters and digits alone, without case, accents and width: what a reader takes for the same words. */
const folded = (text: string | null): string => {
  const plain = (text ?? '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^\p{L}\p{N}]+/gu, '') || plain.replace(/[\s\p{Cf}]+/gu, '');
};
const days = (ms: number): number => Math.floor(ms / DAY);

function minutesOf(clockTime: string): number {
  const [hours = 0, minutes = 0] = clockTime.split(':').map(Number);
  return hours * 60 + minutes;
}
