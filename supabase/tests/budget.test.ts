import { beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { useDatabase } from '../../testing/database/database.ts';
import {
  claim,
  connectParts,
  endAllJobs,
  installTeam,
  type Parts,
  recordVersion,
  startJob,
  TEAM,
} from '../../testing/supabase/content.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
});
beforeEach(async () => {
  await endAllJobs(database);
  await database.owner.query('delete from content.budget_caps');
  await database.owner.query('delete from content.usage_ledger');
});
const call = (key: string, usd: number, tokens = 100) => ({
  call_key: key,
  node: 'write',
  model: 'm',
  input_tokens: tokens,
  max_output_tokens: 100,
  usd,
});
const set = (person_id: string, ...caps: Parameters<Parts['bot']['setBudget']>[0]['caps']) =>
  parts.bot.setBudget({ team_id: TEAM, person_id, caps });

test('a team has caps in money and in tokens before one is set', async () => {
  const lines = await parts.bot.getBudget(TEAM, 'ana');
  expect(lines.map(({ scope, usd, tokens }) => [scope, usd, tokens])).toEqual([
    ['job', 3, 3_000_000],
    ['person_day', 20, 20_000_000],
    ['month', 200, 200_000_000],
  ]);
  const held = await claim(parts, await startJob(parts));
  expect(await parts.agent.reserveUsage(held, call('dear', 3.01))).toMatchObject({
    outcome: 'refused',
    cap: { scope: 'job', unit: 'usd', cap: 3, spent: 0 },
  });
});

test('reserve_usage() stops a call whose price is unknown by its tokens, with no cap in money either', async () => {
  await set('rui', { scope: 'job', usd: null, tokens: 1000 });
  const held = await claim(parts, await startJob(parts));
  expect((await parts.agent.reserveUsage(held, call('a', 0, 500))).outcome).toBe('reserved');
  expect(await parts.agent.reserveUsage(held, call('b', 0, 500))).toMatchObject({
    outcome: 'refused',
    cap: { scope: 'job', unit: 'tokens', cap: 1000, spent: 600 },
  });
  expect((await parts.agent.reserveUsage(held, call('c', 5, 200))).outcome).toBe('reserved');
});

test.each([
  ['NaN', { usd: 'NaN' }],
  ['a negative price', { usd: -1 }],
  ['infinity', { usd: 'Infinity' }],
  ['no price', { usd: null }],
  ['words', { usd: 'free' }],
  ['no tokens', { input_tokens: null }],
  ['negative tokens', { max_output_tokens: -5 }],
])('reserve_usage() refuses %s', async (_, change) => {
  const held = await claim(parts, await startJob(parts));
  const wrong = { ...call('x', 0.01), ...change } as unknown as ReturnType<typeof call>;
  await expect(parts.agent.reserveUsage(held, wrong)).rejects.toMatchObject({ code: 'bad_usage' });
});

test('get_budget() tells what was spent and what is reserved, of this person today and of the team', async () => {
  const mine = await claim(parts, await startJob(parts, 'ana'));
  const { usage_id } = await parts.agent.reserveUsage(mine, call('a', 0.5));
  await parts.agent.settleUsage(mine, usage_id ?? 0, {
    input_tokens: 90,
    output_tokens: 50,
    usd: 0.4,
    model: 'm',
    reply: {},
  });
  await parts.agent.reserveUsage(mine, call('b', 0.25, 300));
  const other = await claim(parts, await startJob(parts, 'bia'));
  await parts.agent.reserveUsage(other, call('c', 0, 1000));
  const [, day, month] = await parts.bot.getBudget(TEAM, 'ana');
  expect(day).toMatchObject({ spent_usd: 0.4, spent_tokens: 140, reserved_usd: 0.25, reserved_tokens: 400 });
  expect(month).toMatchObject({
    spent_usd: 0.4,
    reserved_usd: 0.25,
    reserved_tokens: 1500,
    unpriced_tokens: 1100,
  });
});

test('set_budget() is for admins, answers what changed and keeps who changed it', async () => {
  for (const person of ['ana', 'leo', 'gil', 'nobody']) {
    await expect(set(person, { scope: 'job', usd: 1, tokens: 5 })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  }
  expect(
    await set(
      'rui',
      { scope: 'job', usd: 1, tokens: 3_000_000 },
      { scope: 'month', usd: 200, tokens: 200_000_000 },
    ),
  ).toEqual(['job']);
  expect((await parts.bot.getBudget(TEAM, 'ana'))[0]).toMatchObject({
    usd: 1,
    tokens: 3_000_000,
    changed_by: 'rui',
  });
});

test.each([
  { scope: 'job' as const, usd: -1, tokens: 5 },
  { scope: 'job' as const, usd: 1, tokens: 0 },
  { scope: 'job' as const, usd: 2_000_000, tokens: 5 },
  { scope: 'year' as 'job', usd: 1, tokens: 5 },
  { scope: 'job' as const, usd: 'NaN' as unknown as number, tokens: 5 },
  { scope: 'job' as const, usd: 1, tokens: null as unknown as number },
])('set_budget() refuses %j', async (cap) => {
  await expect(set('rui', cap)).rejects.toMatchObject({ code: 'bad_cap' });
});

test('agents cannot change a cap', async () => {
  const change = { p_change: { team_id: TEAM, person_id: 'rui', caps: [] } };
  await expect(parts.rpc.greenlight_agent('content')('set_budget', change, z.unknown())).rejects.toThrow();
});

const row = async (id: number | null) =>
  (
    await database.owner.query(
      'select state, usd::float, unheard, reply from content.usage_ledger where id = $1',
      [id],
    )
  ).rows[0];
const answered = (usd: number, reply: unknown = { text: 'x' }) => ({
  input_tokens: 90,
  output_tokens: 50,
  usd,
  model: 'm',
  reply,
});

test('an unheard call is settled at its reserve once its runner lets the job go, and counts as spent', async () => {
  const held = await claim(parts, await startJob(parts, 'ana'));
  const { usage_id } = await parts.agent.reserveUsage(held, call('a', 0.5));
  // While the job is held its answer can still come.
  expect(await row(usage_id)).toMatchObject({ state: 'reserved', unheard: false });
  await parts.agent.failJob(held, { code: 'model_unavailable', message: 'x' }, 0);
  expect(await row(usage_id)).toMatchObject({ state: 'settled', usd: 0.5, unheard: true, reply: null });
  const [, day] = await parts.bot.getBudget(TEAM, 'ana');
  expect(day).toMatchObject({ spent_usd: 0.5, reserved_usd: 0, spent_tokens: 200, reserved_tokens: 0 });
  const { rows } = await database.owner.query(
    'select usd::float from content.content_history where job_id = $1',
    [held.id],
  );
  expect(rows).toEqual([{ usd: 0.5 }]);
  // Nothing was answered, so that the next try asks, and its own answer is kept beside it.
  const again = await claim(parts, held.id);
  const second = await parts.agent.reserveUsage(again, call('a', 0.5));
  expect(second.outcome).toBe('reserved');
  await parts.agent.settleUsage(again, second.usage_id ?? 0, answered(0.2));
  expect(await parts.agent.reserveUsage(again, call('a', 0.5))).toMatchObject({
    outcome: 'settled',
    reply: { text: 'x' },
  });
  expect(await row(usage_id)).toMatchObject({ usd: 0.5, unheard: true });
});

test('the calls of a runner that died are settled when its job is taken by another, and its late answer corrects them', async () => {
  const dead = await claim(parts, await startJob(parts, 'ana'));
  const kept = await parts.agent.reserveUsage(dead, call('kept', 0.5));
  const asked = await parts.agent.reserveUsage(dead, call('asked', 0.5));
  await database.owner.query('select content.expire_leases()');
  await parts.agent.reapJobs();
  const held = await claim(parts, dead.id);
  expect(held.fence).not.toBe(dead.fence);
  for (const { usage_id } of [kept, asked])
    expect(await row(usage_id)).toMatchObject({ state: 'settled', usd: 0.5, unheard: true });
  const again = await parts.agent.reserveUsage(held, call('asked', 0.5));
  await parts.agent.settleUsage(dead, kept.usage_id ?? 0, answered(0.1));
  await parts.agent.settleUsage(dead, asked.usage_id ?? 0, answered(0.1));
  expect(await row(kept.usage_id)).toMatchObject({ usd: 0.1, unheard: false });
  expect(await row(asked.usage_id)).toMatchObject({ usd: 0.1, unheard: true, reply: null });
  // What came late and was not asked again is an answer like any other; never twice.
  expect((await parts.agent.reserveUsage(held, call('kept', 0.5))).outcome).toBe('settled');
  await expect(parts.agent.settleUsage(dead, kept.usage_id ?? 0, answered(0.1))).rejects.toMatchObject({
    code: 'lost_lease',
  });
  // Of another claim's calls it settles none.
  await expect(parts.agent.settleUsage(dead, again.usage_id ?? 0, answered(0.1))).rejects.toMatchObject({
    code: 'lost_lease',
  });
  await parts.agent.settleUsage(held, again.usage_id ?? 0, answered(0.2));
});

test('settle_usage() without a reply counts what was reported, and keeps no answer', async () => {
  const held = await claim(parts, await startJob(parts, 'ana'));
  const { usage_id } = await parts.agent.reserveUsage(held, call('a', 0.5));
  await parts.agent.settleUsage(held, usage_id ?? 0, answered(0.1, null));
  expect(await row(usage_id)).toMatchObject({ state: 'settled', usd: 0.1, unheard: true });
  expect((await parts.agent.reserveUsage(held, call('a', 0.5))).outcome).toBe('reserved');
});

test.each([
  ['a model without a price', { model: 'm' }, 0, true],
  ['a model with one', { model: 'm' }, 0.02, false],
  ['the offline writer', { model: 'offline-extractive-1' }, 0, false],
])('claim_outbox() tells of a card whether the price is unknown: %s', async (_, { model }, usd, unpriced) => {
  const held = await claim(parts, await startJob(parts, 'ana'));
  const { usage_id } = await parts.agent.reserveUsage(held, { ...call('a', usd), model });
  await parts.agent.settleUsage(held, usage_id ?? 0, { ...answered(usd), model });
  await recordVersion(parts, held, 1);
  const seen: Record<string, boolean> = {};
  for (;;) {
    const items = await parts.bot.claimOutbox('b', 10);
    if (items.length === 0) break;
    for (const { id, fence, kind, revision, unpriced } of items) {
      seen[kind] = unpriced;
      await parts.bot.settleOutbox({ id, fence, ts: `9.${id}`, revision });
    }
  }
  expect(seen).toMatchObject({ pages: false, card: unpriced });
});

test('a day begins at midnight UTC, whatever zone a session has', async () => {
  const { id } = await claim(parts, await startJob(parts));
  const paid = `insert into content.usage_ledger (job_id, team_id, person_id, node, call_key, model, reserved_usd, created_at)
    values ('${id}', '${TEAM}', 'ana', 'n', '%s', 'm', %s, content.span_start('person_day') + interval '%s')`;
  for (const [key, usd, from] of [
    ['first', 1, '0'],
    ['before', 2, '-1 second'],
  ])
    await database.owner.query(paid.replace('%s', `${key}`).replace('%s', `${usd}`).replace('%s', `${from}`));
  // Its day begins at 10:00 UTC.
  const { rows } = await database.owner.query(
    `with session as materialized (select set_config('timezone', 'Pacific/Kiritimati', true) as zone)
     select s.usd from session cross join lateral (
       select content.spent('person_day', j)::float as usd from content.jobs j where j.id = $1 and zone <> '') s`,
    [id],
  );
  expect(rows).toEqual([{ usd: 1 }]);
});
