import type { Random } from '../../../platform/clock.ts';
import { type ActionType, actionTypes, type ForecastInput, type TypeRule } from '../../../ports/outreach.ts';
import type { Room } from '../take-fairly.ts';
import type { DaysAhead } from './days-ahead.ts';

const WEEK_MS = 7 * 24 * 3_600_000;
/** Above every rule: more invitations in 7 days than any published limit. */
const INVITATIONS_A_WEEK = 200;

/** Quotas and use of one draw, day after day. */
interface DrawnRooms {
  beginDay(day: number, now: number): void;
  roomsOf(date: string): Map<ActionType, Room>;
  /** Takes a planned time back. */
  giveBack(type: ActionType, date: string): void;
  /** One went. */
  count(type: ActionType, at: number): void;
  /** What left the last 7 days makes room today. */
  refresh(now: number): void;
  /** When a limit of 7 days that holds a type today gives room next; infinite: no such limit holds it. */
  nextRoomAt(type: ActionType): number;
  /** Of all types, before the limit of 7 days. */
  quotaOfDay(): number;
}

export function drawRooms(input: ForecastInput, days: DaysAhead, random: Random): DrawnRooms {
  const { rules } = input.account.config;
  const rooms = new Map<string, Map<ActionType, Room>>();
  const types = new Map<ActionType, OfType>();
  for (const type of actionTypes) {
    const rule = rules.find((r) => r.type === type);
    if (rule) types.set(type, ofType(input, rule));
  }
  let sendingDays = input.sending_days;
  let sent = input.sent_today;
  let today = new Map<ActionType, Room>();
  let quotas = 0;

  const drawToday = (t: OfType, isFirst: boolean): number => {
    const { daily_min: min, daily_max: max } = t.rule;
    const drawn = isFirst && t.drawn !== null ? t.drawn : min + Math.floor(random.next() * (max - min + 1));
    return Math.min(drawn, max, input.fits_a_day, t.warmUp[sendingDays] ?? max);
  };
  const limitToday = (t: OfType, now: number) => {
    while ((t.times[t.first] ?? Number.POSITIVE_INFINITY) <= now - WEEK_MS) t.first += 1;
    const left = Math.max(0, t.week - (t.times.length - t.first));
    const room = today.get(t.rule.type);
    if (room) room.quota = Math.min(t.quota, t.usedToday + left);
  };

  return {
    beginDay(day, now) {
      if (day > 0) {
        if (sent) sendingDays += 1;
        sent = false;
      }
      rooms.clear();
      today = new Map();
      rooms.set(days.date(day), today);
      quotas = 0;
      for (const [type, t] of types) {
        if (day > 0) t.usedToday = 0;
        t.quota = drawToday(t, day === 0);
        quotas += t.quota;
        today.set(type, { quota: t.quota, used: t.usedToday });
        limitToday(t, now);
      }
    },
    roomsOf(date) {
      const known = rooms.get(date);
      if (known) return known;
      // As the planner does: a later day's draw is not known yet, its middle is planned with.
      const middle = new Map(
        rules.map((r) => [r.type, { quota: Math.ceil((r.daily_min + r.daily_max) / 2), used: 0 }]),
      );
      rooms.set(date, middle);
      return middle;
    },
    giveBack(type, date) {
      const room = rooms.get(date)?.get(type);
      if (room) room.used -= 1;
    },
    count(type, at) {
      const t = types.get(type);
      if (!t) return;
      t.usedToday += 1;
      t.times.push(at);
      sent = true;
    },
    refresh(now) {
      for (const t of types.values()) if (t.week < Number.POSITIVE_INFINITY) limitToday(t, now);
    },
    nextRoomAt(type) {
      const t = types.get(type);
      const room = today.get(type);
      if (!t || !room || room.quota >= t.quota) return Number.POSITIVE_INFINITY;
      return (t.times[t.first] ?? Number.POSITIVE_INFINITY) + WEEK_MS;
    },
    quotaOfDay: () => Math.min(quotas, input.fits_a_day),
  };
}

interface OfType {
  rule: TypeRule;
  drawn: number | null;
  warmUp: readonly number[];
  week: number;
  /** When each went that counts, and the first that is not older than 7 days. */
  times: number[];
  first: number;
  usedToday: number;
  quota: number;
}

function ofType(input: ForecastInput, rule: TypeRule): OfType {
  const known = input.types.find((t) => t.type === rule.type);
  const week = rule.rolling_7d_max ?? Number.POSITIVE_INFINITY;
  return {
    rule,
    drawn: known?.drawn ?? null,
    warmUp: known?.warm_up ?? [],
    week: rule.type === 'send_invite' ? Math.min(week, INVITATIONS_A_WEEK) : week,
    times: (known?.used_7d ?? []).map((at) => Date.parse(at)),
    first: 0,
    usedToday: known?.used_today ?? 0,
    quota: 0,
  };
}
