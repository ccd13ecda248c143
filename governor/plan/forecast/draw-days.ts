import type { Random } from '../../../platform/clock.ts';
import { actionTypes, type ForecastInput } from '../../../ports/outreach.ts';
import { type BeatTiming, latenessOf } from '../beat-timing.ts';
import { type CampaignShares, campaignShares, shareKey } from '../campaign-shares.ts';
import { CLOSING_MS, gapOf, placeActions } from '../place-actions.ts';
import type { DaysAhead } from './days-ahead.ts';
import { drawRooms } from './draw-rooms.ts';
import { type FreeTimes, freeTimes } from './free-times.ts';
import type { QueueAhead } from './queue-ahead.ts';

/** What one draw comes to. */
export interface DrawnDays {
  /** By day, then in the order of `actionTypes`. */
  released: number[][];
  /** By day: what its draws allow, of all types. */
  quotas: number[];
  /** Days of the first and the last release of each campaign. */
  campaigns: Map<string, { first: number; last: number; released: number }>;
  /** The day of the last release, if nothing foreseen is left; null: some is. */
  emptyOn: number | null;
}

/** As many actions as the governor sees of an account at once. */
const IN_SIGHT = 100;
const NEVER = Number.POSITIVE_INFINITY;

/**
 * Goes through the coming days once, from event to event: a day begins, an action goes, a step is due, a limit of 7 days
 * gives room, the hours of a day end. Between these nothing changes, so that the beats between them are left out.
 */
export function drawDays(
  input: ForecastInput,
  ahead: { days: DaysAhead; queue: QueueAhead; timing: BeatTiming },
  random: Random,
): DrawnDays {
  const { days, queue, timing } = ahead;
  const { config } = input.account;
  const lateMs = latenessOf(timing);
  const rooms = drawRooms(input, days, random);
  const limits: FreeTimes = freeTimes(input, days);
  const calendar = { spansOf: days.spansOf, roomsOf: rooms.roomsOf };
  const at = Float64Array.from(queue.items, (item) => item.at);
  const from = Float64Array.from(queue.items, (item) => item.from);
  const typeNumbers = Uint8Array.from(queue.items, (item) => actionTypes.indexOf(item.action.type));
  /** Places of what is in reach of the governor, in its order; it sees the first hundred. */
  const ready = queue.items.flatMap((item, place) => (item.is === 'ready' ? [place] : []));
  /** What is set aside, with its time. */
  const aside = new Map(
    queue.items.flatMap((item, place) => (item.is === 'aside' ? [[place, item.from]] : [])),
  );
  /** What campaigns had before, and in this draw. */
  const had = new Map(input.shares.map((share) => [shareKey(share.type, share.campaign_id), share]));
  const drawn: DrawnDays = {
    released: Array.from({ length: days.count }, () => actionTypes.map(() => 0)),
    quotas: [],
    campaigns: new Map(),
    emptyOn: null,
  };
  let day = 0;
  let last = input.last_dispatch_at === null ? Number.NEGATIVE_INFINITY : Date.parse(input.last_dispatch_at);
  let shares: CampaignShares = campaignShares(input);
  let lastDay = 0;

  const action = (place: number) => {
    const item = queue.items[place];
    if (!item) throw new RangeError(`Cannot forecast action ${place}: there are ${queue.items.length}`);
    return item.action;
  };
  const timeOf = (place: number) => at[place] ?? NEVER;
  /** Loops count up to here and build no list: they are what a forecast spends its time on. */
  const inSight = () => Math.min(ready.length, IN_SIGHT);
  const readyAt = (k: number) => ready[k] ?? -1;
  const nextPlanned = () => {
    let first = -1;
    let soonest = NEVER;
    for (let k = 0; k < inSight(); k += 1) {
      const time = timeOf(readyAt(k));
      if (time < soonest) {
        first = readyAt(k);
        soonest = time;
      }
    }
    return first;
  };
  const beatAfter = (time: number) => {
    const minute = Math.floor(time / timing.everyMs) * timing.everyMs;
    const beat = minute + random.next() * timing.jitterMs;
    return beat >= time ? beat : minute + timing.everyMs + random.next() * timing.jitterMs;
  };
  /** Loses its time; another is drawn, not before `notBefore`. */
  const unplace = (place: number, notBefore: number) => {
    const time = timeOf(place);
    rooms.giveBack(action(place).type, days.date(days.dayAt(time)));
    at[place] = NEVER;
    from[place] = Math.max(from[place] ?? 0, notBefore);
  };
  /** Found no time, and since then nothing but releases happened, which take room and give none. */
  const tried = new Uint8Array(queue.items.length);
  const place = (now: number, which: 'all' | 'untried' = 'all') => {
    const waiting: { place: number; action: ForecastInput['actions'][number]; from: number }[] = [];
    const taken = [last];
    if (which === 'all') tried.fill(0);
    for (let k = 0; k < inSight(); k += 1) {
      const p = readyAt(k);
      const time = timeOf(p);
      if (time < NEVER) taken.push(time);
      else if (which === 'all' || tried[p] === 0)
        waiting.push({ place: p, action: action(p), from: Math.max(now, from[p] ?? 0) });
    }
    if (waiting.length === 0) return;
    rooms.refresh(now);
    const on = { config, dateAfter: (n: number) => days.date(day + n), now, taken, calendar, shares, random };
    for (const { place } of waiting) tried[place] = 1;
    for (const put of placeActions(waiting, on)) at[put.waiting.place] = put.at;
  };
  /** What the planner asks of each planned time: its hours, its room and that it was not missed. */
  const beginDay = (now: number) => {
    rooms.beginDay(day, now);
    drawn.quotas.push(days.spans(day).length > 0 ? rooms.quotaOfDay() : 0);
    shares = campaignShares({ shares: [...had.values()] });
    for (const p of ready
      .slice(0, IN_SIGHT)
      .filter((p) => timeOf(p) < NEVER)
      .sort((a, b) => timeOf(a) - timeOf(b))) {
      const time = Math.max(timeOf(p), from[p] ?? 0);
      const on = days.dayAt(Math.max(time, now));
      const room = rooms.roomsOf(days.date(on)).get(action(p).type);
      const isOpen = days.isOpenOn(on, Math.max(time, now));
      const isFull = !action(p).is_answer && (!room || room.used >= room.quota);
      if (!isOpen || !room || isFull || time - timeOf(p) > lateMs || now - time > lateMs) {
        at[p] = NEVER;
        from[p] = time;
      } else {
        at[p] = time;
        room.used += 1;
        shares.use(action(p));
      }
    }
    place(now);
  };
  const leave = (place: number) => ready.splice(ready.indexOf(place), 1);
  const join = (place: number) => {
    const next = ready.findIndex((p) => p > place);
    ready.splice(next < 0 ? ready.length : next, 0, place);
  };
  const release = (p: number, now: number) => {
    const { type, campaign } = action(p);
    leave(p);
    last = now;
    lastDay = day;
    rooms.count(type, now);
    limits.count(action(p), now);
    const of = drawn.released[day];
    if (of) of[actionTypes.indexOf(type)] = (of[actionTypes.indexOf(type)] ?? 0) + 1;
    const key = shareKey(type, campaign?.id ?? null);
    const share = had.get(key) ?? { campaign_id: campaign?.id ?? null, type, used: 0 };
    had.set(key, { ...share, used: share.used + 1 });
    if (campaign) {
      const known = drawn.campaigns.get(campaign.id) ?? { first: day, last: day, released: 0 };
      drawn.campaigns.set(campaign.id, { ...known, last: day, released: known.released + 1 });
    }
    for (const follower of queue.followers.get(p) ?? []) {
      aside.set(follower, dueAfter(now, action(follower).wait_days));
    }
  };
  /** So many working days after, from the start of its hours; 0: at once. */
  const dueAfter = (now: number, waitDays: number): number => {
    let due = now;
    for (let n = 0; n < waitDays && due < NEVER; n += 1) {
      due = days.nextOpen(days.begin(days.dayAt(due) + 1));
    }
    return due;
  };
  /** Invitations that wait as too many are unanswered: one that is withdrawn makes room. */
  const endNoEnd = (now: number) => {
    for (const p of ready) if (from[p] === NEVER) from[p] = now;
  };
  /** A planned time has come. */
  const tryRelease = (p: number, due: number, now: number) => {
    const heldUntil = limits.heldUntil(action(p), now);
    if (due - timeOf(p) > lateMs || !days.isOpenOn(day, now)) {
      unplace(p, timeOf(p));
    } else if (heldUntil > now) {
      const { campaign } = action(p);
      unplace(p, heldUntil);
      if (campaign && limits.isOfCompany(action(p), now)) {
        leave(p);
        aside.set(p, heldUntil);
      }
    } else {
      const comesInSight = ready[IN_SIGHT];
      release(p, now);
      if (action(p).type === 'withdraw_invite') endNoEnd(now);
      else if (comesInSight === undefined || timeOf(comesInSight) < NEVER) return;
      else return place(now, 'untried');
    }
    place(now);
  };

  let now = Date.parse(input.now);
  beginDay(now);
  while (ready.length + aside.size > 0) {
    const first = nextPlanned();
    const due = first < 0 ? NEVER : Math.max(timeOf(first), last + gapOf(action(first), config));
    const goes = due === NEVER ? NEVER : beatAfter(Math.max(due, now));
    const wake = aside.size === 0 ? NEVER : Math.min(...aside.values());
    const begins = days.begin(day + 1);
    const next = Math.min(goes, wake, begins, roomOrClose(now));
    if (next === begins || next === NEVER) {
      day += 1;
      if (day >= days.count) break;
      now = beatAfter(begins);
      beginDay(now);
      continue;
    }
    now = Math.max(now, next);
    if (next === goes) {
      tryRelease(first, due, now);
    } else {
      for (const [p, time] of aside) {
        if (time > now) continue;
        aside.delete(p);
        join(p);
      }
      place(now);
    }
  }
  /** When what has no time may find one before the day ends. */
  function roomOrClose(after: number): number {
    let types = 0;
    for (let k = 0; k < inSight(); k += 1) {
      const p = readyAt(k);
      if (timeOf(p) === NEVER && (from[p] ?? 0) < NEVER) types |= 1 << (typeNumbers[p] ?? 0);
    }
    if (types === 0) return NEVER;
    const closes = (days.spans(day).at(-1)?.to ?? 0) - CLOSING_MS + 1;
    const waits = actionTypes.filter((_, n) => types & (1 << n));
    const times = [closes, ...waits.map((type) => rooms.nextRoomAt(type) + 1)];
    return Math.min(...times.filter((time) => time > after), NEVER);
  }
  drawn.emptyOn = ready.length + aside.size === 0 ? lastDay : null;
  while (drawn.quotas.length < days.count) {
    day = drawn.quotas.length;
    rooms.beginDay(day, days.begin(day));
    drawn.quotas.push(days.spans(day).length > 0 ? rooms.quotaOfDay() : 0);
  }
  return drawn;
}
