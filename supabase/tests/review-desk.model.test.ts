import fc from 'fast-check';
import { expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { histories, playHistory, stillClock, type Tally } from '../../testing/review-desk/history.ts';

const database = useDatabase();

// 2,000 of them, and whether they find planted faults: npm run prove -- --only review-desk.
test('what five people do at the review desk, and at once, goes as its rules say', async () => {
  const { query } = database.owner;
  const tally: Tally = { commands: 0, races: 0, met: {} };
  await query(stillClock);
  const goesAsMeant = fc.asyncProperty(histories(40), (history) => playHistory(query, history, tally));
  // Its seed is in the error: `npm run prove -- --only review-desk --seed` plays the same histories.
  await fc.assert(goesAsMeant, { numRuns: 8, endOnFailure: true });
  expect(tally.commands).toBeGreaterThan(8 * 40);
});
