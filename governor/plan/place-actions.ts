import type { Random } from '../../platform/clock.ts';
import type { AccountConfig, ActionType } from '../../ports/outreach.ts';
import type { CampaignShares, Shared } from './campaign-shares.ts';
import type { Span } from './opening-hours.ts';
import { atMost, freeSpans, placeTimes } from './place-times.ts';
import { type Room, takeFairly } from './take-fairly.ts';

/** What of an action says when it can go. */
interface Placeable extends Shared {
  /** A person waits for it: see `gapOf`. */
  is_answer: boolean;
}

export interface Waiting<A extends Placeable> {
  action: A;
  /** Not before, ms. */
  from: number;
}

interface Placed<W> {
  waiting: W;
  at: number;
  /** The first instant at which it could have gone, ms. */
  earliest: number;
}

const MINUTE = 60_000;
/** Days ahead for which times are drawn. */
const HORIZON_DAYS = 14;
/** Open days ahead for which campaigns have times. */
const CAMPAIGN_DAYS = 1;
/** The release lets a person's answer go so soon after another action, without quota. */
const ANSWER_GAP = 2 * MINUTE;
/** An answer is drawn within so long from the first time at which it could go. */
const ANSWER_WITHIN = 4 * MINUTE;
/** Nothing is planned so near the end of the window that the next beat may come too late. */
export const CLOSING_MS = 2 * MINUTE;

/**
 * Draws times day by day, each day's work fairly among the types; answers before all else, as soon as they may go.
 *
 * @param waiting In the order in which they should go, within a type and campaign.
 * @param on.taken Times of the account that are given away, ms; the new ones are added.
 * @param on.calendar Its rooms are used.
 * @returns What found no time is left out.
 */
export function placeActions<W extends Waiting<Placeable>>(
  waiting: readonly W[],
  on: {
    config: AccountConfig;
    /** The local date so many days from today. */
    dateAfter(days: number): string;
    now: number;
    taken: number[];
    calendar: {
      spansOf(date: string): readonly Span[];
      roomsOf(date: string): ReadonlyMap<ActionType, Room>;
    };
    shares: CampaignShares;
    random: Random;
  },
): Placed<W>[] {
  const { config, now, taken, calendar, shares, random } = on;
  const gap = config.gap_min_minutes * MINUTE;
  const placed: Placed<W>[] = [];
  const left = new Set(waiting);
  for (const one of waiting) {
    if (!one.action.is_answer) continue;
    left.delete(one);
    const put = placeAnswer(one, on);
    if (!put) continue;
    placed.push({ waiting: one, ...put });
    taken.push(put.at);
    shares.use(one.action);
  }
  let opened = 0;
  for (let day = 0; day < HORIZON_DAYS && left.size > 0; day += 1) {
    const date = on.dateAfter(day);
    const spans = clip(calendar.spansOf(date), now + 1, Number.POSITIVE_INFINITY, CLOSING_MS);
    const begin = spans[0]?.from;
    const end = spans.at(-1)?.to;
    if (begin === undefined || end === undefined) continue;
    const rooms = calendar.roomsOf(date);
    if (opened === CAMPAIGN_DAYS) for (const w of left) if (w.action.campaign !== null) left.delete(w);
    opened += 1;
    const able: W[] = [];
    for (const w of left) if (w.from < end && hasRoom(w, rooms)) able.push(w);
    if (able.length === 0) continue;
    const near = taken.filter((t) => t > begin - gap && t < end + gap);
    const put = (one: W, at: number, free: readonly Span[]) => {
      const first = free.find((s) => s.to > one.from);
      placed.push({ waiting: one, at, earliest: Math.max(one.from, first?.from ?? at) });
      left.delete(one);
      const room = rooms.get(one.action.type);
      if (room) room.used += 1;
    };
    const take = (times: readonly number[]) => {
      near.push(...times);
      taken.push(...times);
    };
    const free = freeSpans(spans, near, gap);
    const chosen = takeFairly(able, rooms, atMost(free, gap), shares);
    const wanted = { spans, gap, gapMax: config.gap_max_minutes * MINUTE, random, now, today: day === 0 };
    const together = chosen.filter((w) => w.from <= begin);
    const times = drawDay({ ...wanted, taken: near, from: begin, n: together.length });
    for (const [k, at] of times.entries()) if (together[k]) put(together[k], at, free);
    take(times);
    for (const one of chosen.filter((w) => w.from > begin)) {
      const [at] = drawDay({ ...wanted, taken: near, from: one.from, n: 1 });
      if (at === undefined) continue;
      put(one, at, freeSpans(spans, near, gap));
      take([at]);
    }
  }
  return placed;
}

/** How long after the account's last action another may go, ms. */
export function gapOf({ is_answer }: Pick<Placeable, 'is_answer'>, config: AccountConfig): number {
  return is_answer ? ANSWER_GAP : config.gap_min_minutes * MINUTE;
}

/** The next open minutes; what was planned there waits for its own gap, and is drawn anew where that is long. */
function placeAnswer<W extends Waiting<Placeable>>(
  one: W,
  on: Parameters<typeof placeActions<W>>[1],
): { at: number; earliest: number } | undefined {
  for (let day = 0; day < HORIZON_DAYS; day += 1) {
    const date = on.dateAfter(day);
    const from = Math.max(on.now + 1, one.from);
    const spans = clip(on.calendar.spansOf(date), from, Number.POSITIVE_INFINITY, CLOSING_MS);
    const earliest = freeSpans(spans, on.taken, ANSWER_GAP)[0]?.from;
    if (earliest === undefined) continue;
    const soon = clip(spans, earliest, earliest + ANSWER_WITHIN);
    const [at] = placeTimes(soon, on.taken, 1, ANSWER_GAP, on.random);
    if (at === undefined) continue;
    const room = on.calendar.roomsOf(date).get(one.action.type);
    // It takes no place that is missing, and one that is there.
    if (room) room.used += 1;
    return { at, earliest };
  }
  return undefined;
}

function hasRoom({ action }: Waiting<Placeable>, rooms: ReadonlyMap<ActionType, Room>): boolean {
  const room = rooms.get(action.type);
  return room !== undefined && room.used < room.quota;
}

/**
 * A later day is spread over its whole window. Today a person has just approved and waits: the longest gap of the rules
 * for each action bounds how far the work is stretched, while what does not fit there takes the rest of the day.
 */
function drawDay(day: {
  spans: readonly Span[];
  taken: readonly number[];
  gap: number;
  gapMax: number;
  random: Random;
  /** How many to place, none before `from`. */
  n: number;
  from: number;
  now: number;
  today: boolean;
}): number[] {
  const { taken, gap, random, n } = day;
  if (n === 0) return [];
  const spans = clip(day.spans, day.from, Number.POSITIVE_INFINITY);
  if (!day.today) return placeTimes(spans, taken, n, gap, random);
  const free = Math.max(day.from, ...taken.filter((t) => t <= day.now).map((t) => t + gap));
  const ahead = taken.filter((t) => t > day.now).length;
  const until = free + (n + ahead) * day.gapMax;
  const near = clip(spans, Number.NEGATIVE_INFINITY, until);
  const times = placeTimes(near, taken, n, gap, random);
  return times.length === n ? times : placeTimes(spans, taken, n, gap, random);
}

/** What of the spans lies between; `closing` ms before the end of each are left out. */
function clip(spans: readonly Span[], from: number, to: number, closing = 0): Span[] {
  const clipped: Span[] = [];
  for (const span of spans) {
    const piece = { from: Math.max(span.from, from), to: Math.min(span.to - closing, to) };
    if (piece.to > piece.from) clipped.push(piece);
  }
  return clipped;
}
