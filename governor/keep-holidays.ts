import type { GovernorTools } from './governor-tools.ts';
import { holidaysOf } from './holidays.ts';

/** Hands the database the calendars that its accounts keep and that it does not have yet. */
export async function keepHolidays({
  outreach,
  log,
}: Pick<GovernorTools, 'outreach' | 'log'>): Promise<void> {
  for (const { region, year } of await outreach.holidayGaps()) {
    const days = holidaysOf(region, year);
    if (days === null) log.warn('holidays_unknown', { code: region });
    await outreach.keepHolidays(region, year, days);
  }
}
