import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { contentForAgent, contentForBot } from '../../ports/content.ts';
import { outreachForBot, outreachForGovernor } from '../../ports/outreach.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { connectParts, installTeam, type Parts, showAll, startJob } from '../../testing/supabase/content.ts';
import { MONDAY, type Outreach, openOutreach } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let parts: Parts;
let o: Outreach;
let figures: {
  agents(): ReturnType<ReturnType<typeof contentForAgent>['agentMetrics']>;
  bot(): ReturnType<ReturnType<typeof contentForBot>['botMetrics']>;
  botOutreach(): ReturnType<ReturnType<typeof outreachForBot>['botMetrics']>;
  governor(): ReturnType<ReturnType<typeof outreachForGovernor>['governorMetrics']>;
};
beforeAll(async () => {
  o = await openOutreach(database);
  await installTeam(database);
  parts = await connectParts(database);
  const { greenlight_agent, greenlight_bot, greenlight_governor } = parts.rpc;
  figures = {
    agents: contentForAgent(greenlight_agent('content')).agentMetrics,
    bot: contentForBot(greenlight_bot('content')).botMetrics,
    botOutreach: outreachForBot(greenlight_bot('outreach')).botMetrics,
    governor: outreachForGovernor(greenlight_governor('outreach' as 'content')).governorMetrics,
  };
});

test('content.agent_metrics() counts open jobs by type and state, and how long those that are ready have waited', async () => {
  await startJob(parts, 'ana', false);
  expect(await figures.agents()).toEqual({
    jobs: [{ type: 'carousel', status: 'queued', count: 1 }],
    ready: [],
  });
  await showAll(parts);
  await database.advanceClock(60);
  const { ready } = await figures.agents();
  expect(ready).toMatchObject([{ type: 'carousel', count: 1 }]);
  expect(ready[0]?.oldest_s).toBeGreaterThanOrEqual(60);
  const job = await parts.agent.claimJob('w', ['carousel']);
  expect(job?.waited_s).toBeGreaterThanOrEqual(60);
  expect(await figures.agents()).toEqual({
    jobs: [{ type: 'carousel', status: 'running', count: 1 }],
    ready: [],
  });
});

test('bot_metrics() of either schema tells what Slack does not show yet, and what waits to cross', async () => {
  await showAll(parts);
  const before = await figures.bot();
  await startJob(parts, 'ana', false);
  await database.owner.query(
    "select content.hand_over(team_id, 'x', 'key', '{}') from platform.teams limit 1",
  );
  await database.advanceClock(30);
  const now = await figures.bot();
  expect(now.outbox.waiting).toBeGreaterThan(before.outbox.waiting);
  expect(now.outbox.oldest_s).toBeGreaterThanOrEqual(30);
  expect(now.handovers).toMatchObject({ waiting: 1 });
  expect(now.handovers.oldest_s).toBeGreaterThanOrEqual(30);
  expect(await figures.botOutreach()).toMatchObject({ handovers: { waiting: 0, oldest_s: 0 } });
});

test('outreach.governor_metrics() counts what is open, what holds it, unknown outcomes and open breakers', async () => {
  await o.setClock(MONDAY);
  const account = await o.account();
  const id = await o.ready(account.id);
  await database.owner.query("update outreach.linkedin_automation set blocked_by = 'gap' where id = $1", [
    id,
  ]);
  await database.owner.query(
    "select outreach.open_breaker_for($1, '*', 'checkpoint', interval '1 hour', true), outreach.open_breaker_for($1, 'send_invite', 'rate', interval '1 hour', false)",
    [account.id],
  );
  const open = await figures.governor();
  expect(open.held).toEqual([{ reason: 'gap', count: 1 }]);
  expect(open.actions.reduce((sum, { count }) => sum + count, 0)).toBe(1);
  expect(open.unknown).toEqual({ count: 0, for_a_person: 0, oldest_s: 0 });
  expect(open.accounts).toEqual([{ status: 'ok', count: 1, paused: 0 }]);
  expect(open.breakers).toContainEqual({ reason: 'checkpoint', needs_person: true, count: 1 });
  expect(open.breakers).toContainEqual({ reason: 'rate', needs_person: false, count: 1 });
  expect(open.stopped_teams).toBe(0);
});

test('no figure is read from rows that have ended: with many of them each table is read by the index of its open rows', async () => {
  const { query } = database.owner;
  const many = 3000;
  const tables = ['content.jobs', 'content.outbox', 'content.handovers'];
  for (const table of tables) await query(`alter table ${table} disable trigger user`);
  await query(
    `insert into content.jobs (id, type, status, brief, team_id, requester_id, channel_id, idempotency_key, ended_at, thread_ts)
     select 'ended ' || n, 'carousel', 'cancelled', '{}', team_id, 'U1', 'C1', 'ended ' || n, now(), n || '.777'
     from generate_series(1, ${many}) n, (select team_id from platform.teams limit 1) t`,
  );
  await query(
    `insert into content.outbox (job_id, kind, shown, ts) select 'ended ' || n, 'brief', 1, n || '.2' from generate_series(1, ${many}) n`,
  );
  await query(
    `insert into content.handovers (team_id, kind, key, payload, status, ended_at)
     select team_id, 'x', 'ended ' || n, '{}', 'done', now() from generate_series(1, ${many}) n, (select team_id from platform.teams limit 1) t`,
  );
  for (const table of tables) await query(`alter table ${table} enable trigger user`);
  await query('analyze');
  const bodies = {
    'content.agent_metrics': ['jobs'],
    'content.bot_metrics': ['outbox', 'handovers'],
    'content.agent_due': ['jobs'],
    'content.bot_due': ['jobs', 'outbox', 'handovers'],
  };
  for (const [name, read] of Object.entries(bodies)) {
    const { rows } = await query('select prosrc from pg_proc where oid = $1::regproc', [name]);
    const plan = await query(`explain ${rows[0]?.prosrc}`);
    const told = plan.rows.map((row) => Object.values(row)[0]).join('\n');
    for (const table of read) expect(told).not.toMatch(new RegExp(`Seq Scan on ${table}\\b`));
  }
});

test('each query of the runbook runs, and writes nothing', async () => {
  const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const queries = [...page.matchAll(/^```sql\n(.*?)^```/gms)].map(([, sql = '']) => sql);
  expect(queries.length).toBeGreaterThan(4);
  for (const sql of queries) await database.owner.query(`begin read only; ${sql} commit;`);
});
