import { beforeAll, beforeEach, expect, it } from 'vitest';
import { connectDatabase } from '../../platform/db.ts';
import {
  type Claim,
  type ContentForAgent,
  type ContentForBot,
  contentForAgent,
} from '../../ports/content.ts';
import { bothParts, enqueue, installTeam } from '../../testing/agents/jobs.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { journalSql } from './journal.ts';
import { forbiddenIn, lostAttempts, recoveries } from './judge.ts';

const db = useDatabase();
const world = { query: async (sql: string, values?: unknown[]) => (await db.owner.query(sql, values)).rows };
let bot: ContentForBot;
let [first, second] = [] as unknown as [ContentForAgent, ContentForAgent];

async function runner(sub: string): Promise<ContentForAgent> {
  const token = await db.sign({ role: 'greenlight_agent', sub, exp: Math.floor(Date.now() / 1000) + 3600 });
  const { url, publishableKey, fetch } = db;
  return contentForAgent(connectDatabase({ url, publishableKey, token, fetch })('content'));
}
beforeAll(async () => {
  await installTeam(db);
  await db.owner.query(journalSql);
  ({ bot } = await bothParts(db));
  [first, second] = [await runner('runner-1'), await runner('runner-2')];
});
beforeEach(async () => {
  await db.owner.query('delete from content.jobs; truncate chaos.job_changes, chaos.effects');
});

async function claimed(by: ContentForAgent, worker: string): Promise<Claim> {
  const job = await by.claimJob(worker, ['carousel']);
  if (!job) throw new Error(`${worker} found no job`);
  return { id: job.id, fence: job.fence };
}
/** Runner 1 held it until its lease ended, and runner 2 holds it. */
async function takenOver(): Promise<{ stale: Claim; held: Claim }> {
  await enqueue(db, bot);
  const stale = await claimed(first, 'agents-1');
  await db.advanceClock(31);
  await second.reapJobs();
  return { stale, held: await claimed(second, 'agents-2') };
}
const call = {
  node: 'plan',
  call_key: 'plan-1',
  model: 'm',
  usd: 0.1,
  input_tokens: 1,
  max_output_tokens: 1,
};
const paid = { model: 'm', usd: 0.1, input_tokens: 1, output_tokens: 1, reply: { text: 'x' } };
const as = (writer: string, sql: string) =>
  db.owner.query(
    `begin; select set_config('request.jwt.claims', '{"sub":"${writer}"}', true); ${sql}; commit`,
  );

it('finds nothing in what runners may do: work, lose a lease, tell late what a call cost', async () => {
  await enqueue(db, bot);
  const stale = await claimed(first, 'agents-1');
  const reserved = await first.reserveUsage(stale, call);
  await first.heartbeatJob(stale);
  await db.advanceClock(31);
  await second.reapJobs();
  const held = await claimed(second, 'agents-2');
  await first.settleUsage(stale, reserved.usage_id ?? 0, paid);
  await expect(first.heartbeatJob(stale)).rejects.toThrow(/no longer held/);
  await second.giveBackJob(held);
  expect(await forbiddenIn(world)).toEqual([]);
});

it('finds what a stale claim wrote', async () => {
  const { stale } = await takenOver();
  await as('runner-1', `update content.jobs set checkpoint_data = '{"steps":[]}' where id = '${stale.id}'`);
  expect(await forbiddenIn(world)).toEqual([
    expect.stringMatching(/^a stale claim wrote: runner-1 wrote job/),
  ]);
});

it('finds a live lease that was taken, and an attempt that no claim counted', async () => {
  await enqueue(db, bot);
  const { id } = await claimed(first, 'agents-1');
  await as(
    'runner-2',
    `update content.jobs set status = 'queued', leased_until = null, worker = null, attempts = attempts + 1 where id = '${id}'`,
  );
  const found = await forbiddenIn(world);
  expect(found.join('\n')).toMatch(/a live lease was taken/);
  expect(found.join('\n')).toMatch(/an attempt was counted without a claim/);
});

it('finds a paid call that was made again', async () => {
  await enqueue(db, bot);
  const held = await claimed(first, 'agents-1');
  const { usage_id } = await first.reserveUsage(held, call);
  await first.settleUsage(held, usage_id ?? 0, paid);
  expect((await first.reserveUsage(held, call)).outcome).toBe('settled');
  expect(await forbiddenIn(world)).toEqual([]);
  await as(
    'runner-1',
    `insert into content.usage_ledger (job_id, team_id, person_id, node, call_key, model, reserved_usd, input_tokens, output_tokens, fence)
     select job_id, team_id, person_id, node, call_key, model, reserved_usd, 1, 1, fence from content.usage_ledger`,
  );
  expect(await forbiddenIn(world)).toEqual([expect.stringMatching(/^a paid call was made again/)]);
});

it('measures from the kill to the next claim, and explains each lease that ended by a kill, a stop or a fault', async () => {
  const { held } = await takenOver();
  const { rows } = await db.owner.query(
    'select fence, extract(epoch from at) * 1000 as ms from chaos.claims where job_id = $1 order by fence',
    [held.id],
  );
  const [from, to] = [Number(rows[0]?.ms), Number(rows[1]?.ms)];
  // Before the lease was taken back, which is told a moment before the next claim.
  const killedAt = from + (to - from) / 100;
  const kills = [{ runner: 'runner-1', at: killedAt, point: 'random' }];
  const clear = [{ name: 'clear', from, to }];
  const seconds = (to - killedAt) / 1000;
  const found = await recoveries(world, kills, clear);
  expect(found.clear).toMatchObject({ jobs: 1, longest: expect.closeTo(seconds, 1) });
  expect(found.amidFaults.jobs).toBe(0);
  const { leasesOver, faults } = await lostAttempts(world, { kills, stops: [], spells: clear });
  expect([leasesOver, faults]).toEqual([1, []]);
  const unexplained = await lostAttempts(world, { kills: [], stops: [], spells: clear });
  expect(unexplained.faults).toEqual([expect.stringMatching(/^runner-1 lived and lost its lease/)]);
});
