import Holidays from 'date-holidays';
import { addDays } from '../../platform/local-time.ts';

interface ClosedDay {
  /** Local date of the region. */
  date: string;
  name: string;
}

/**
 * The public holidays of a region's year.
 *
 * @param region ISO 3166: country, or country and subdivision, e.g. DE or DE-BY.
 * @returns Null when the calendar does not know the region: then nothing may be called a working day.
 */
export function holidaysOf(region: string, year: number): ClosedDay[] | null {
  const [country = '', subdivision] = region.toUpperCase().split('-');
  const calendar = new Holidays();
  if (!(country in calendar.getCountries())) return null;
  if (subdivision === undefined) calendar.init(country);
  else if (subdivision in (calendar.getStates(country) ?? {})) calendar.init(country, subdivision);
  else return null;
  const days = new Map<string, string>();
  for (const holiday of calendar.getHolidays(year)) {
    if (holiday.type !== 'public') continue;
    // A holiday may last several days; the library's text begins with the local date, in any zone of this machine.
    const first = holiday.date.slice(0, 10);
    const count = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / 86_400_000));
    for (let day = 0; day < count; day += 1) {
      const date = addDays(first, day);
      if (date.startsWith(`${year}-`)) days.set(date, holiday.name);
    }
  }
  return [...days].map(([date, name]) => ({ date, name })).sort((a, b) => a.date.localeCompare(b.date));
}
