import fc from 'fast-check';
import { expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { openDesk } from '../../testing/review-desk/desk.ts';
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

test('who may decide changes and a card is edited in the same instant: neither waits for the other for ever', async () => {
  const { query } = database.owner;
  await query(stillClock);
  const desk = await openDesk(query, 'T0INSTANT');
  const outcomes: string[] = [];
  // Nearly every second one was a deadlock while outbox and waits were locked in two orders.
  for (let job = 0; job < 12; job += 1) {
    await desk.ask('ana', 'C1');
    await desk.claim();
    await desk.write(job, 1, 1, { title: `a${job}`, slide: 'b', hook: 'c' });
    await query(`update content.outbox set ts = '1.' || id`);
    await desk.seen();
    const [noted, edited] = await Promise.all([
      desk.notePerson('eva', job % 2 === 0, false),
      desk.edit(job, 'caio', 1, `key ${job}`, { title: `other${job}`, slide: 'b', hook: 'c' }),
      desk.hold([job]),
    ]);
    outcomes.push(noted, edited);
    await desk.cancel(job, 'caio');
  }
  await desk.close();
  expect([...new Set(outcomes)]).toEqual(['noted', 'queued']);
});

test('a card loses its last approver and is decided in the same instant: neither waits for the other for ever', async () => {
  const { query } = database.owner;
  await query(stillClock);
  const desk = await openDesk(query, 'T0LAST');
  const outcomes: string[] = [];
  for (const gone of ['caio', 'davi'] as const) await desk.notePerson(gone, false, true);
  for (let job = 0; job < 12; job += 1) {
    await desk.notePerson('eva', false, false);
    await desk.ask('ana', 'C1');
    await desk.claim();
    await desk.write(job, 1, 1, { title: `a${job}`, slide: 'b', hook: 'c' });
    await desk.seen();
    const [noted, asked] = await Promise.all([
      desk.notePerson('eva', true, false),
      desk.click(job, 'ana', 1, 'request_changes', false),
      desk.hold([job]),
    ]);
    outcomes.push(noted, asked);
    await desk.cancel(job, 'ana');
  }
  await desk.close();
  expect([...new Set(outcomes)]).toEqual(['noted', 'decided']);
});
