import { addDays, weekdayOf } from '../../platform/local-time.ts';

/** Working days of a week, Monday to Friday. */
const WEEK = 5;

/**
 * The days of a plan's briefs, in their order: up to five are spread over the first five working days, more take a working
 * day each. Saturdays and Sundays are left out, holidays are not known. Pure.
 *
 * @param today YYYY-MM-DD, on the requester's clocks.
 * @param first What the person asked for; null: tomorrow. A past one counts as today, a weekend as the Monday after it.
 */
export function spreadDays(count: number, today: string, first: string | null): string[] {
  const from = first === null ? addDays(today, 1) : first < today ? today : first;
  const days = workingDays(from, Math.max(count, WEEK));
  if (count >= WEEK) return days.slice(0, count);
  return Array.from({ length: count }, (_, at) => days[Math.floor((at * WEEK) / count)] ?? from);
}

function workingDays(from: string, count: number): string[] {
  const days: string[] = [];
  for (let day = from; days.length < count; day = addDays(day, 1)) {
    if (weekdayOf(day) <= WEEK) days.push(day);
  }
  return days;
}
