import { localDate } from '../../platform/local-time.ts';
import type { AccountLoad, Action, Blocker } from '../../ports/outreach.ts';
import { isOpen, openSpans, type Span } from './opening-hours.ts';
import type { Room } from './take-fairly.ts';

/** The days of an account: when it is open, and what each day still has room for. */
export function accountCalendar(load: AccountLoad) {
  const { config } = load.account;
  const holidays = new Set(load.holidays);
  const spans = new Map<string, Span[]>();
  const rooms = new Map<string, Map<Action['type'], Room>>();

  const spansOf = (date: string): Span[] => {
    const known = spans.get(date) ?? openSpans(config, holidays, date);
    spans.set(date, known);
    return known;
  };
  /** Today's draw is known. A later day's is not yet: its middle is planned with, and what is too much moves on then. */
  const roomsOf = (date: string): Map<Action['type'], Room> => {
    const known = rooms.get(date);
    if (known) return known;
    const day = new Map<Action['type'], Room>();
    for (const rule of config.rules) {
      const today = load.quotas.find((q) => q.type === rule.type);
      const sevenDays = (rule.rolling_7d_max ?? Number.POSITIVE_INFINITY) - (today?.used_7d ?? 0);
      const quota =
        date === load.local_date
          ? Math.min(today?.quota ?? 0, (today?.used_today ?? 0) + Math.max(0, sevenDays))
          : Math.ceil((rule.daily_min + rule.daily_max) / 2);
      day.set(rule.type, { quota, used: date === load.local_date ? (today?.used_today ?? 0) : 0 });
    }
    rooms.set(date, day);
    return day;
  };
  const roomAt = (action: Action, at: number) => roomsOf(localDate(at, config.time_zone)).get(action.type);
  const hasQuota = (action: Action, at: number): boolean => {
    const room = roomAt(action, at);
    return room !== undefined && room.used < room.quota;
  };
  return {
    spansOf,
    roomsOf,
    /** An answer needs none of the day's quota. */
    hasRoom: (action: Action, at: number) =>
      isOpen(config, holidays, at) && (action.is_answer || hasQuota(action, at)),
    use(action: Action, at: number): void {
      const room = roomAt(action, at);
      if (room) room.used += 1;
    },
    whyNot(now: number): Blocker {
      if (isOpen(config, holidays, now)) return 'quota';
      return holidays.has(load.local_date) ? 'holiday' : 'window';
    },
  };
}

export type AccountCalendar = ReturnType<typeof accountCalendar>;
