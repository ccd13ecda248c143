import type { Random } from '../../platform/clock.ts';
import { addDays } from '../../platform/local-time.ts';
import type { AccountLoad, Action, Blocker, PlannedAction } from '../../ports/outreach.ts';
import { type AccountCalendar, accountCalendar } from './account-calendar.ts';
import { accountHold } from './account-hold.ts';
import { campaignShares } from './campaign-shares.ts';
import { gapOf, placeActions, type Waiting } from './place-actions.ts';

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
  const unplaced: Waiting<Action>[] = [];
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
  const { config } = load.account;
  const placed = new Set<Action>();
  for (const { waiting, at, earliest } of placeActions(unplaced, {
    config,
    dateAfter: (days) => addDays(load.local_date, days),
    now,
    taken,
    calendar,
    shares,
    random,
  })) {
    const { action } = waiting;
    placed.add(action);
    plan.planned.push({
      action_id: action.id,
      revision: action.revision,
      scheduled_for: iso(at),
      jitter_applied_minutes: Math.max(0, Math.round((at - earliest) / MINUTE)),
    });
  }
  for (const { action } of unplaced) {
    if (placed.has(action)) continue;
    plan.held.push({ action, blocked_by: calendar.whyNot(now), isNews: action.blocked_by === null });
  }
  return plan;
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
  const gap = gapOf(action, at.load.account.config);
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

const timeOf = (action: Action) =>
  action.scheduled_for === null ? Number.POSITIVE_INFINITY : Date.parse(action.scheduled_for);
const isLater = (action: Action, now: number) =>
  action.scheduled_for !== null && Date.parse(action.scheduled_for) > now;
/** A stopped team looks paused from here. */
const isKnown = (action: Action, reason: Blocker) =>
  action.blocked_by === reason || (reason === 'paused' && action.blocked_by === 'kill_switch');
const iso = (at: number) => new Date(at).toISOString();
