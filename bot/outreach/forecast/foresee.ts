import { setImmediate as turn } from 'node:timers/promises';
import { type Forecast, forecastReleases } from '../../../governor/plan/forecast/forecast-releases.ts';
import { holidaysOf } from '../../../governor/plan/holidays.ts';
import { addDays } from '../../../platform/local-time.ts';
import type { Account, AccountConfig, ForecastInput } from '../../../ports/outreach.ts';
import type { OutreachDesk } from '../outreach-desk.ts';

const DRAWS = 200;
export const MOST_DAYS = 42;
export const USUAL_DAYS = 14;

/** What is shown of the coming days. */
export interface Foreseen {
  forecast: Forecast;
  /** With the limits that were asked about. */
  account: Account;
  input: ForecastInput;
  days: number;
  /** The limits are not saved. */
  isProposed: boolean;
}

/** Goes through the coming days under the limits of an account, or under those of a form. Others are served meanwhile. */
export async function foresee(
  desk: Pick<OutreachDesk, 'outreach' | 'random' | 'log' | 'clock'>,
  accountId: string,
  days: number,
  proposed: AccountConfig | null,
): Promise<Foreseen> {
  const input = withHolidays(await desk.outreach.forecastInput(accountId, proposed));
  const began = desk.clock.now();
  const forecast = await forecastReleases(input, {
    days,
    draws: DRAWS,
    random: desk.random,
    pause: () => turn(),
  });
  desk.log.info('outreach_foreseen', {
    account_id: accountId,
    count: input.actions.length,
    ms: desk.clock.now() - began,
  });
  return { forecast, account: input.account, input, days, isProposed: proposed !== null };
}

/** A region that no account has yet: its holidays are those that the governor will fetch; unknown ones close the year. */
function withHolidays(input: ForecastInput): ForecastInput {
  const region = input.account.config.holidays;
  if (region === null || input.unknown_years.length === 0) return input;
  const closed = Array.from({ length: MOST_DAYS + 15 }, (_, n) => ({
    date: addDays(input.local_date, n),
    name: region,
  }));
  const added = input.unknown_years.flatMap(
    (year) => holidaysOf(region, year) ?? closed.filter(({ date }) => date.startsWith(`${year}-`)),
  );
  return { ...input, holidays: [...input.holidays, ...added] };
}
