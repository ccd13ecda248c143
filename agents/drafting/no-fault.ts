import { isExpected } from '../../platform/errors.ts';

/** What is no fault of a page or a search: the next attempt, or the next runner, has it. Pure. */
export const isNoFaultOfIts = (error: unknown): boolean =>
  isExpected(error, 'database_unavailable', 'token_refused', 'lost_lease', 'shutdown');
