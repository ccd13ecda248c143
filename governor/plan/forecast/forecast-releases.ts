import type { Random } from '../../../platform/clock.ts';
import { weekdayOf } from '../../../platform/local-time.ts';
import { type ActionType, actionTypes, type Blocker, type ForecastInput } from '../../../ports/outreach.ts';
import { accountHold } from '../account-hold.ts';
import { type BeatTiming, beatTiming } from '../beat-timing.ts';
import { daysAhead } from './days-ahead.ts';
import { type DrawnDays, drawDays } from './draw-days.ts';
import { queueAhead } from './queue-ahead.ts';

/** Four of five draws lie between these, ends included. */
interface Range {
  low: number;
  middle: number;
  high: number;
}

interface ForecastDay {
  date: string;
  /** Hours that are open, ms; empty: none. */
  spans: readonly { from: number; to: number }[];
  /** A holiday's name on a day that would be worked; null: it is none. */
  holiday: string | null;
  released: Range;
  by_type: Record<ActionType, Range>;
  /** What the draws of the day allow, of all types. */
  quota: Range;
}

/** When something happens, by its local date. Null: later than the days shown, in so many draws. */
interface DateRange {
  low: string | null;
  high: string | null;
}

export interface Forecast {
  days: ForecastDay[];
  total: Range;
  /** What stops the account today; the days are those that would come without it. */
  held: Blocker | null;
  /** Waits and is foreseen. */
  waiting: number;
  empty: DateRange;
  /** Of actions in no campaign: they wait for what cannot be foreseen. */
  unforeseen: number;
  campaigns: (ForecastInput['campaigns'][number] & {
    /** Actions that are foreseen. */
    waiting: number;
    first: DateRange;
    last: DateRange;
  })[];
}

interface ForecastOptions {
  days: number;
  /** At least 200, so that the ends of the ranges are steady. */
  draws: number;
  random: Random;
  timing?: BeatTiming;
  /** Between slices of the work, so that what else the process does goes on. */
  pause?: () => Promise<void>;
}

/** Some milliseconds each. */
const DRAWS_A_SLICE = 4;

/**
 * What the coming days bring: the planner goes through them many times, each time with quotas drawn as the rules say.
 *
 * The account's own draws come from a secret seed that is not asked, so that no forecast tells them. Acceptances, replies
 * and refusals cannot be foreseen: what waits for them is only counted.
 */
export async function forecastReleases(input: ForecastInput, options: ForecastOptions): Promise<Forecast> {
  const { draws, random, timing = beatTiming } = options;
  const { config } = input.account;
  const holidays = new Map(input.holidays.map((h) => [h.date, h.name]));
  const days = daysAhead(config, new Set(holidays.keys()), input.local_date, options.days);
  const queue = queueAhead(input);
  const all: DrawnDays[] = [];
  while (all.length < draws) {
    if (all.length % DRAWS_A_SLICE === 0) await options.pause?.();
    all.push(drawDays(input, { days, queue, timing }, random));
  }
  const each = (of: (draw: DrawnDays) => number) => rangeOf(all.map(of));
  const byDate = (of: (draw: DrawnDays) => number | null): DateRange => {
    const { low, high } = each((draw) => of(draw) ?? options.days);
    return {
      low: low < options.days ? days.date(low) : null,
      high: high < options.days ? days.date(high) : null,
    };
  };
  const isWorked = (date: string) => config.working_days.includes(weekdayOf(date));
  return {
    days: Array.from({ length: options.days }, (_, day): ForecastDay => {
      const date = days.date(day);
      return {
        date,
        spans: days.spans(day),
        holiday: isWorked(date) ? (holidays.get(date) ?? null) : null,
        released: each((draw) => sum(draw.released[day])),
        by_type: Object.fromEntries(
          actionTypes.map((type, k) => [type, each((draw) => draw.released[day]?.[k] ?? 0)]),
        ) as Record<ActionType, Range>,
        quota: each((draw) => draw.quotas[day] ?? 0),
      };
    }),
    total: each((draw) => draw.released.reduce((n, day) => n + sum(day), 0)),
    held: accountHold(input.account) ?? null,
    waiting: queue.items.length,
    unforeseen: input.unforeseen,
    empty: byDate((draw) => draw.emptyOn),
    campaigns: input.campaigns.map((campaign) => {
      const waiting = input.actions.filter((a) => a.campaign?.id === campaign.id).length;
      return {
        ...campaign,
        waiting,
        first: byDate((draw) => draw.campaigns.get(campaign.id)?.first ?? null),
        last: byDate((draw) => {
          const known = draw.campaigns.get(campaign.id);
          return known && known.released === waiting ? known.last : null;
        }),
      };
    }),
  };
}

/** The tenth, the middle and the ninetieth of a hundred. */
function rangeOf(values: number[]): Range {
  values.sort((a, b) => a - b);
  const at = (share: number) => values[Math.ceil(share * values.length) - 1] ?? 0;
  return { low: values[Math.floor(0.1 * values.length)] ?? 0, middle: at(0.5), high: at(0.9) };
}

const sum = (counts: readonly number[] = []) => counts.reduce((n, count) => n + count, 0);
