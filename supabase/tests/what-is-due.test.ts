import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import {
  claim,
  connectParts,
  endAllJobs,
  installTeam,
  type Parts,
  recordVersion,
  showAll,
  startJob,
  TEAM,
} from '../../testing/supabase/content.ts';
import { type Outreach, openOutreach } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let parts: Parts;
let o: Outreach;
beforeAll(async () => {
  o = await openOutreach(database);
  await installTeam(database);
  parts = await connectParts(database);
});
beforeEach(async () => {
  await endAllJobs(database);
  await database.advanceClock(120);
  await showAll(parts);
  await database.owner.query(
    `delete from content.handovers; delete from outreach.outbox; delete from outreach.handovers`,
  );
});

test('nothing is due of a database in which nothing waits', async () => {
  expect(await parts.bot.botDue()).toEqual({ queues: {}, working: false });
  expect(await parts.agent.agentDue()).toEqual({ queues: {}, working: false });
  expect(await o.bot.botDue()).toEqual({ queues: {}, working: false });
});

test('a job is due for the bot first, for a runner once it stands in Slack, and for others when its lease ends', async () => {
  await startJob(parts, 'ana', false);
  expect((await parts.bot.botDue()).queues.outbox).toBeLessThanOrEqual(0);
  expect((await parts.agent.agentDue()).queues).toEqual({});
  await showAll(parts);
  expect((await parts.agent.agentDue()).queues.jobs).toBeLessThanOrEqual(0);
  const held = await parts.agent.claimJob('w', ['carousel']);
  const { queues, working } = await parts.agent.agentDue();
  expect([Object.keys(queues), working]).toEqual([['leases'], true]);
  expect(queues.leases).toBeGreaterThan(20);
  expect((await parts.bot.botDue()).working).toBe(true);
  await database.advanceClock(31);
  expect((await parts.agent.agentDue()).queues.leases).toBeLessThanOrEqual(0);
  expect(await parts.agent.reapJobs()).toBe(1);
  expect(held).not.toBeNull();
});

test('what failed is due when it is tried again, and what is claimed when its claim ends', async () => {
  await startJob(parts, 'ana', false);
  const [brief] = await parts.bot.claimOutbox('b', 1);
  if (!brief) throw new Error('nothing to show');
  // The next one waits behind it: that is found by its claim.
  await database.owner.query('delete from content.outbox where id <> $1', [brief.id]);
  const claimed = (await parts.bot.botDue()).queues.outbox ?? 0;
  expect(claimed).toBeGreaterThan(20);
  expect(claimed).toBeLessThanOrEqual(30);
  await parts.bot.failOutbox(brief, { code: 'x', retry_in_s: 600, maybe_posted: false, told: false });
  const failed = (await parts.bot.botDue()).queues.outbox ?? 0;
  expect(failed).toBeGreaterThan(590);
  expect(failed).toBeLessThanOrEqual(600);
});

test('a wait is due when somebody has to be reminded', async () => {
  await database.owner.query(`delete from content.waits`);
  await recordVersion(parts, await claim(parts, await startJob(parts)), 1);
  await showAll(parts);
  await database.owner.query(`update content.waits set look_at = platform.now() + interval '1 hour'`);
  const { waits } = (await parts.bot.botDue()).queues;
  expect(waits).toBeGreaterThan(3590);
  expect(waits).toBeLessThanOrEqual(3600);
});

describe.each(['content', 'outreach'] as const)('of %s', (schema) => {
  const due = async () => (await (schema === 'content' ? parts.bot : o.bot).botDue()).queues;

  test('what crosses to the other system is due at once, and again when it was not carried', async () => {
    await database.owner.query(`select ${schema}.hand_over($1, 'x', 'due', '{}')`, [TEAM]);
    expect((await due()).handovers).toBeLessThanOrEqual(0);
    const calls = schema === 'content' ? parts.bot : o.bot;
    const [item] = await calls.claimHandovers('b', 1);
    if (!item) throw new Error('nothing to carry');
    await calls.failHandover(item, { code: 'x', retry_in_s: 300 });
    expect((await due()).handovers).toBeGreaterThan(290);
  });
});

test('leads of earlier rules are due to be scored, until they are', async () => {
  const account = await o.account();
  await o.ready(account.id);
  await database.owner.query('delete from outreach.outbox');
  expect((await o.bot.botDue()).queues).toEqual({});
  await database.owner.query('update outreach.leads set score_version = 0');
  expect((await o.bot.botDue()).queues).toEqual({ scores: 0 });
  while ((await o.bot.rescoreLeads(300)) > 0);
  expect((await o.bot.botDue()).queues).toEqual({});
});

test('an import is due until a bot holds it', async () => {
  await database.owner.query(
    `insert into outreach.lead_batches (id, team_id, kind, status, title, person_id, channel_id, counts)
     values ('due', $1, 'import', 'running', 'x.csv', 'ana', 'C1', '{}')`,
    [TEAM],
  );
  expect((await o.bot.botDue()).queues.lead_batches).toBeLessThanOrEqual(0);
  await database.owner.query(
    `update outreach.lead_batches set leased_until = platform.now() + interval '2 minutes' where id = 'due'`,
  );
  expect((await o.bot.botDue()).queues.lead_batches).toBeGreaterThan(110);
});

const HOURS = ["platform.now() - interval '1 hour'", "platform.now() + interval '1 hour'"];
const TIMES = HOURS.flatMap((run) => ['null', ...HOURS].map((leased) => ({ run, leased })));

/** One row of a queue, whatever made it. */
async function oneRow(table: string): Promise<void> {
  const { query } = database.owner;
  if (table === 'content.outbox') {
    await query('update content.outbox set given_up = true where wanted > shown');
    await startJob(parts, 'ana', false);
    await query(
      'delete from content.outbox where id > (select min(id) from content.outbox where wanted > shown and not given_up)',
    );
  } else if (table === 'outreach.outbox') {
    await query(
      `insert into outreach.outbox (kind, account_id, event, channel_id) values ('account', $1, '{"code": "x", "params": {}}', 'C1')`,
      [(await o.account()).id],
    );
  } else {
    await query(`select ${table.split('.')[0]}.hand_over($1, 'x', 'due', '{}')`, [TEAM]);
  }
}

test.each(['content.outbox', 'content.handovers', 'outreach.outbox', 'outreach.handovers'])(
  'what can be claimed of %s is due now, and nothing else, whenever it is to run and was claimed last',
  async (table) => {
    const [schema, queue = ''] = table.split('.');
    const bot = schema === 'content' ? parts.bot : o.bot;
    const claimed = () => (queue === 'outbox' ? bot.claimOutbox('b', 10) : bot.claimHandovers('b', 10));
    await oneRow(table);
    const told = [];
    for (const { run, leased } of TIMES) {
      await database.owner.query(
        `update ${table} set run_at = ${run}, leased_until = ${leased}, worker = ${leased === 'null' ? 'null' : "'b'"}`,
      );
      const inS = (await bot.botDue()).queues[queue] ?? Number.POSITIVE_INFINITY;
      told.push([inS <= 0, (await claimed()).length > 0]);
    }
    // In the past and free, or with a claim that ended.
    const yes = [true, true];
    const no = [false, false];
    expect(told).toEqual([yes, yes, no, no, no, no]);
  },
);
