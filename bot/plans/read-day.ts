import { addDays, localOf } from '../../platform/local-time.ts';
import type { Texts } from '../texts/texts.ts';

/** Days ahead that a brief may be planned for: a year. */
const FARTHEST = 366;

/**
 * A day of a date picker, as Slack sends it, or what is wrong with it. Pure.
 *
 * @param now Ms; which day it is then depends on the person's zone.
 */
export function readDay(
  given: string | null | undefined,
  { now, zone }: { now: number; zone: string },
  { plans: { form } }: Pick<Texts, 'plans'>,
): { day: string | null } | { error: string } {
  if (!given) return { day: null };
  const today = localOf(now, zone).date;
  if (!/^\d{4}-\d\d-\d\d$/.test(given) || given < today) return { error: form.errors.past };
  return given > addDays(today, FARTHEST) ? { error: form.errors.tooFar } : { day: given };
}
