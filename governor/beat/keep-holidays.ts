import type { GovernorTools } from '../governor-tools.ts';

/** Hands the database the calendars that its accounts keep and that it does not have yet. */
export async function keepHolidays({
  outreach,
  log,
}: Pick<GovernorTools, 'outreach' | 'log'>): Promise<void> {
  const gaps = await outreach.holidayGaps();
  if (gaps.length === 0) return;
  // The calendars of the whole world take a while to load, and are needed once a year.
  const { holidaysOf } = await import('../plan/holidays.ts');
  for (const { region, year } of gaps) {
    const days = holidaysOf(region, year);
    if (days === null) log.warn('holidays_unknown', { code: region });
    await outreach.keepHolidays(region, year, days);
  }
}
