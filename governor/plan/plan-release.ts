import type { Random } from '../../platform/clock.ts';
import { addDays } from '../../platform/local-time.ts';
import type { AccountLoad, Action, Blocker, PlannedAction } from '../../ports/outreach.ts';
import { type AccountCalendar, accountCalendar } from './account-calendar.ts';
import { accountHold } from './account-hold.ts';
import { type CampaignShares, campaignShares } from './campaign-shares.ts';
import type { Span } from './opening-hours.ts';
import { atMost, freeSpans, placeTimes } from './place-times.ts';
import { takeFairly } from './take-fairly.ts';

interface Held {
  action: Action;
  blocked_by: Blocker;
  /** The reason is news: the database explains it where people see it. */
  isNews: boolean;
}

interface ReleasePlan {
  /** What the database is asked to release now: one at most, as the gap is the account's. */
  release: Action[];
  /** New times, also for what missed its own. */
  planned: PlannedAction[];
  held: Held[];
}

const MINUTE = 60_000;
/** Days ahead for which times are drawn. */
const HORIZON_DAYS = 14;
/** Open days ahead for which campaigns have times. */
const CAMPAIGN_DAYS = 1;
/** Nothing is planned so near the end of the window that the next beat may come too late. */
const CLOSING_MS = 2 * MINUTE;

/**
 * Decides what one beat does for one account.
 *
 * Every action of `load` is in exactly one of `release`, `planned` and `held`. A planned time stands until it is missed
 * by more than `lateMs`; what missed it is drawn anew in what is left of the day, never sent late back to back. Campaigns
 * have times on one day only, so that what comes to wait has its share of the next.
 * It explains and spreads; the limits themselves hold in the database, which has the last word on each release.
 *
 * @param lateMs How late a beat can come in normal operation.
 */
export function planRelease(load: AccountLoad, lateMs: number, random: Random): ReleasePlan {
  const plan: ReleasePlan = { release: [], planned: [], held: [] };
  const now = Date.parse(load.now);
  const stop = accountHold(load.account);
  if (stop) {
    for (const action of load.actions)
      plan.held.push({ action, blocked_by: stop, isNews: !isLater(action, now) && !isKnown(action, stop) });
    return plan;
  }
  const calendar = accountCalendar(load);
  const shares = campaignShares(load);
  const taken = load.last_dispatch_at === null ? [] : [Date.parse(load.last_dispatch_at)];
  const unplaced: Waiting[] = [];
  // Those with a time first, in its order: earlier promises outrank new work.
  const inTime = load.actions.toSorted((a, b) => timeOf(a) - timeOf(b));
  for (const action of inTime) {
    const stand = standing(action, { load, now, lateMs, taken, calendar, released: plan.release.length > 0 });
    if (stand.is === 'release') {
      plan.release.push(action);
      taken.push(now);
      calendar.use(action, now);
      shares.use(action);
    } else if (stand.is === 'keep') {
      plan.held.push({ action, blocked_by: stand.blocked_by, isNews: false });
      taken.push(stand.at);
      calendar.use(action, stand.at);
      shares.use(action);
    } else {
      unplaced.push({ action, from: Math.max(now, stand.from) });
    }
  }
  // By approval, as they were loaded: within a type none overtakes.
  unplaced.sort((a, b) => load.actions.indexOf(a.action) - load.actions.indexOf(b.action));
  plan.planned.push(...spread(unplaced, { load, now, taken, calendar, shares, random }));
  const placed = new Set(plan.planned.map((p) => p.action_id));
  for (const { action } of unplaced) {
    if (placed.has(action.id)) continue;
    plan.held.push({ action, blocked_by: calendar.whyNot(now), isNews: action.blocked_by === null });
  }
  return plan;
}

interface Waiting {
  action: Action;
  /** Not before, ms. */
  from: number;
}

type Standing =
  | { is: 'release' }
  | { is: 'keep'; at: number; blocked_by: Blocker }
  | { is: 'replan'; from: number };

/** What becomes of the time that an action has. */
function standing(
  action: Action,
  at: {
    load: AccountLoad;
    now: number;
    lateMs: number;
    taken: readonly number[];
    calendar: AccountCalendar;
    released: boolean;
  },
): Standing {
  const { now, lateMs, calendar } = at;
  const retry = action.retry_at === null ? Number.NEGATIVE_INFINITY : Date.parse(action.retry_at);
  if (action.scheduled_for === null) return { is: 'replan', from: retry };
  const planned = Date.parse(action.scheduled_for);
  const gap = at.load.account.config.gap_min_minutes * MINUTE;
  const afterGap = Math.max(planned, ...at.taken.map((t) => t + gap));
  // Held for longer than a beat's lateness: its moment has passed, another one is drawn.
  const ready = Math.max(afterGap, retry);
  if (ready - planned > lateMs) return { is: 'replan', from: Math.max(retry, planned) };
  if (!calendar.hasRoom(action, Math.max(ready, now)))
    return { is: 'replan', from: Math.max(retry, planned) };
  if (ready > now)
    return { is: 'keep', at: ready, blocked_by: ready > planned ? (action.blocked_by ?? 'gap') : 'not_due' };
  if (now - ready > lateMs || at.released) return { is: 'replan', from: now };
  return { is: 'release' };
}

/** Draws times day by day, each day's work fairly among the types. */
function spread(
  waiting: readonly Waiting[],
  on: {
    load: AccountLoad;
    now: number;
    taken: number[];
    calendar: AccountCalendar;
    shares: CampaignShares;
    random: Random;
  },
): PlannedAction[] {
  const { load, now, taken, calendar, shares, random } = on;
  const gap = load.account.config.gap_min_minutes * MINUTE;
  const planned: PlannedAction[] = [];
  const left = new Set(waiting);
  const put = (one: Waiting, at: number, spans: readonly Span[]) => {
    const first = freeSpans(spans, taken, gap).find((s) => s.to > one.from);
    const earliest = Math.max(one.from, first?.from ?? at);
    planned.push({
      action_id: one.action.id,
      revision: one.action.revision,
      scheduled_for: iso(at),
      jitter_applied_minutes: Math.max(0, Math.round((at - earliest) / MINUTE)),
    });
    left.delete(one);
    calendar.use(one.action, at);
  };
  let opened = 0;
  for (let day = 0; day < HORIZON_DAYS && left.size > 0; day += 1) {
    const date = addDays(load.local_date, day);
    const spans = calendar.spansOf(date).flatMap((s) => clip(s, now + 1, s.to - CLOSING_MS));
    const begin = spans[0]?.from;
    const end = spans.at(-1)?.to;
    if (begin === undefined || end === undefined) continue;
    const free = freeSpans(spans, taken, gap);
    const able = [...left].filter(
      (w) => w.from < end && (w.action.campaign === null || opened < CAMPAIGN_DAYS),
    );
    opened += 1;
    const chosen = takeFairly(able, calendar.roomsOf(date), atMost(free, gap), shares);
    const wanted = { spans, gap, random, load, now, today: day === 0 };
    const together = chosen.filter((w) => w.from <= begin);
    const times = drawDay({ ...wanted, taken, from: begin, n: together.length });
    for (const [k, at] of times.entries()) if (together[k]) put(together[k], at, spans);
    taken.push(...times);
    for (const one of chosen.filter((w) => w.from > begin)) {
      const [at] = drawDay({ ...wanted, taken, from: one.from, n: 1 });
      if (at === undefined) continue;
      put(one, at, spans);
      taken.push(at);
    }
  }
  return planned;
}

/**
 * A later day is spread over its whole window. Today a person has just approved and waits: the longest gap of the rules
 * for each action bounds how far the work is stretched, while what does not fit there takes the rest of the day.
 */
function drawDay(day: {
  spans: readonly Span[];
  taken: readonly number[];
  gap: number;
  random: Random;
  /** How many to place, none before `from`. */
  n: number;
  from: number;
  load: AccountLoad;
  now: number;
  today: boolean;
}): number[] {
  const { taken, gap, random, n } = day;
  if (n === 0) return [];
  const spans = day.spans.flatMap((s) => clip(s, day.from, s.to));
  if (!day.today) return placeTimes(spans, taken, n, gap, random);
  const free = Math.max(day.from, ...taken.filter((t) => t <= day.now).map((t) => t + gap));
  const ahead = taken.filter((t) => t > day.now).length;
  const until = free + (n + ahead) * day.load.account.config.gap_max_minutes * MINUTE;
  const near = spans.flatMap((s) => clip(s, s.from, Math.min(s.to, until)));
  const times = placeTimes(near, taken, n, gap, random);
  return times.length === n ? times : placeTimes(spans, taken, n, gap, random);
}

function clip(span: Span, from: number, to: number): Span[] {
  const clipped = { from: Math.max(span.from, from), to: Math.min(span.to, to) };
  return clipped.to > clipped.from ? [clipped] : [];
}

const timeOf = (action: Action) =>
  action.scheduled_for === null ? Number.POSITIVE_INFINITY : Date.parse(action.scheduled_for);
const isLater = (action: Action, now: number) =>
  action.scheduled_for !== null && Date.parse(action.scheduled_for) > now;
/** A stopped team looks paused from here. */
const isKnown = (action: Action, reason: Blocker) =>
  action.blocked_by === reason || (reason === 'paused' && action.blocked_by === 'kill_switch');
const iso = (at: number) => new Date(at).toISOString();
