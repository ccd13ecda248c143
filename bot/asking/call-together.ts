import type { Clock } from '../../platform/clock.ts';
import { isExpected } from '../../platform/errors.ts';
import { gathering } from '../../platform/lanes.ts';

/**
 * Makes one call of what comes in the same moment under one name: while a call is under way, the next ones wait for it together, at
 * most `patienceMs`. An item alone is called as ever. Where the database refuses several, each is called by itself: one of them is at
 * fault, and nothing of any is done.
 */
export function callTogether<Item, Answer>(
  limits: { clock: Clock; most: number; patienceMs: number },
  calls: { alone(item: Item): Promise<Answer>; together(items: Item[]): Promise<Answer[]> },
): (name: string, item: Item) => Promise<Answer> {
  const gathered = gathering<Item, PromiseSettledResult<Answer>>(limits, async (items) => {
    const [only, second] = items;
    if (only !== undefined && second === undefined) return Promise.allSettled([calls.alone(only)]);
    try {
      return (await calls.together(items)).map((value) => ({ status: 'fulfilled', value }));
    } catch (error) {
      // No answer may mean that all are done: each person is told that it is not known.
      if (isExpected(error, 'database_unavailable', 'token_refused')) throw error;
      return Promise.allSettled(items.map(calls.alone));
    }
  });
  return async (name, item) => {
    const result = await gathered(name, item);
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  };
}
