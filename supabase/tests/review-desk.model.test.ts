import fc from 'fast-check';
import { expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { openDesk } from '../../testing/review-desk/desk.ts';
import { faults } from '../../testing/review-desk/faults.ts';
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

test.each(faults)('the proof can plant: $name', async ({ changes }) => {
  for (const { function: name, from } of changes) {
    const { rows } = await database.owner.query('select pg_get_functiondef($1::regproc) as source', [name]);
    expect(String(rows[0]?.source)).toContain(from);
  }
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

test('an approval is counted by the rule that let its person approve, also when that rule changes meanwhile', async () => {
  const { query } = database.owner;
  await query(stillClock);
  const desk = await openDesk(query, 'T0MEANWHILE');
  const who = (...people: string[]) => ({ groups: [{ quorum: 1, people }] });
  await desk.saveRule('eva', '*/*', who('caio', 'bia'));
  await desk.ask('ana', 'C1');
  await desk.claim();
  await desk.write(0, 1, 1, { title: 'a', slide: 'b', hook: 'c' });
  await desk.seen();
  const waiting = `select count(*)::integer as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  const until = async (sql: string) => {
    while ((await query(sql)).rows[0]?.n === 0);
  };
  // Stops the click between what it reads of the rule, until the change of the rule is done or waits as well.
  const stopped = query(`do $$ begin
    insert into content.reviews (draft_id, job_id, version, hash, reviewer_id, decision)
    select d.id, d.job_id, d.version, d.hash, 'caio', 'approve' from content.drafts d join content.jobs j on j.id = d.job_id where j.team_id = 'T0MEANWHILE';
    loop
      perform pg_stat_clear_snapshot();
      exit when (${waiting}) > 1 or (select max(version) from platform.approver_rule_versions where team_id = 'T0MEANWHILE') > 2;
      perform pg_sleep(0.001);
    end loop;
    raise 'undone';
  end $$`).catch(({ message }) => message);
  await until(waiting.replace(`wait_event_type = 'Lock'`, `wait_event = 'PgSleep'`));
  const clicked = desk.click(0, 'caio', 1, 'approve', false);
  await until(waiting);
  const saved = desk.saveRule('eva', '*/*', who('davi', 'bia'));
  expect(await Promise.all([stopped, clicked, saved])).toEqual(['undone', 'decided', 'saved']);
  await desk.close();
});
