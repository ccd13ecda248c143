import { isExpected } from '../../platform/errors.ts';

/** Whether the database or Storage said nothing (it may have done it all the same), or does not let the bot in. */
export function noAnswer(error: unknown): boolean {
  return isExpected(error, 'database_unavailable', 'token_refused', 'storage_unavailable', 'storage_refused');
}

/** For `catch`: null where the database said nothing; every other failure goes on. */
export function nullIfNoAnswer(error: unknown): null {
  if (noAnswer(error)) return null;
  throw error;
}
