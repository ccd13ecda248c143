import { isExpected } from '../../platform/errors.ts';
import type { Desk } from '../desk.ts';

/**
 * The code of a refusal of the database, by which the person's words are chosen; null: another failure. Its own sentence is
 * English for operators and goes to the log alone.
 */
export function refusedAs({ log }: Pick<Desk, 'log'>, error: unknown): string | null {
  if (!isExpected(error)) return null;
  log.warn('database_refused', { code: error.code, error });
  return error.code;
}
