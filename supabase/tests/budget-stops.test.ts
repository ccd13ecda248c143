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

const database = useDatabase();
const { query } = database.owner;
let parts: Parts;
beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
});
beforeEach(async () => {
  await endAllJobs(database);
  for (const table of ['budget_caps', 'usage_ledger', 'budget_stops', 'budget_warnings'])
    await query(`delete from content.${table}`);
});

const call = (key: string, usd: number, tokens = 100) => ({
  call_key: key,
  node: 'write',
  model: 'm',
  input_tokens: tokens,
  max_output_tokens: 0,
  usd,
});
type Held = Awaited<ReturnType<typeof claim>>;
async function spend(held: Held, key: string, usd: number, tokens = 100): Promise<void> {
  const { usage_id } = await parts.agent.reserveUsage(held, call(key, usd, tokens));
  const paid = { input_tokens: tokens, output_tokens: 0, usd, model: 'm', reply: { key } };
  await parts.agent.settleUsage(held, usage_id ?? 0, paid);
}
const capTokens = (scope: 'job' | 'person_day' | 'month', tokens: number, usd: number | null = null) =>
  query(
    `insert into content.budget_caps (team_id, scope, usd, tokens, changed_by) values ($1, $2, $3, $4, 'rui')
     on conflict (team_id, scope) do update set usd = excluded.usd, tokens = excluded.tokens`,
    [TEAM, scope, usd, tokens],
  );
const stopAt = (held: Held, tokens: number, more: { usd?: number; can_finish?: boolean } = {}) =>
  parts.agent.stopForBudget(held, { node: 'write', usd: 0, can_finish: false, ...more, tokens });
/** A job that has spent 90 of its 100 tokens and waits as its next call wants 50. */
async function stopped(more: { can_finish?: boolean } = {}): Promise<{ id: string; held: Held }> {
  await capTokens('job', 100);
  const id = await startJob(parts);
  const held = await claim(parts, id);
  await spend(held, 'first', 0, 90);
  expect((await parts.agent.reserveUsage(held, call('next', 0, 50))).cap).toEqual({
    scope: 'job',
    unit: 'tokens',
    cap: 100,
    spent: 90,
    wanted: 50,
  });
  expect(await stopAt(held, 50, more)).toEqual({ outcome: 'stopped', number: 1 });
  return { id, held };
}
const answer = (
  job_id: string,
  person_id: string,
  answer: 'raise' | 'go_on' | 'finish' | 'stop',
  amount: { usd?: number; tokens?: number } = {},
  number = 1,
) => parts.bot.answerBudgetStop({ job_id, number, person_id, answer, usd: null, tokens: null, ...amount });
const status = async (id: string) =>
  (await query('select status from content.jobs where id = $1', [id])).rows[0]?.status;

describe('stop_for_budget()', () => {
  test('lets the job wait without a worker, shows its card, and keeps what people asked for', async () => {
    const { id, held } = await stopped();
    expect(await status(id)).toBe('awaiting_budget');
    expect(await showAll(parts)).toContain('budget');
    await expect(parts.agent.heartbeatJob(held)).rejects.toMatchObject({ code: 'lost_lease' });
    expect(await parts.agent.claimJob('r', ['carousel'])).toBeNull();
  });

  test('puts the job back when the cap has room meanwhile', async () => {
    await capTokens('job', 1000);
    const id = await startJob(parts);
    const held = await claim(parts, id);
    expect(await stopAt(held, 50)).toEqual({ outcome: 'room', number: null });
    expect((await claim(parts, id)).id).toBe(id);
  });

  test.each([
    ['no tokens', { tokens: null }],
    ['a price that is none', { usd: 'NaN' }],
    ['no node', { node: '' }],
    ['an unknown way to finish', { can_finish: 'perhaps' }],
  ])('refuses %s', async (_, wrong) => {
    const held = await claim(parts, await startJob(parts));
    const given = { node: 'write', usd: 0, tokens: 5, can_finish: false, ...wrong } as never;
    await expect(parts.agent.stopForBudget(held, given)).rejects.toMatchObject({ code: 'bad_usage' });
  });
});

describe('answer_budget_stop() raise', () => {
  test('adds to the cap of that job alone, which then goes on where it stood; nothing is paid twice', async () => {
    const { id } = await stopped();
    expect((await answer(id, 'rui', 'raise', { tokens: 60 })).outcome).toBe('answered');
    const again = await claim(parts, id);
    expect(await parts.agent.reserveUsage(again, call('first', 0, 90))).toMatchObject({
      outcome: 'settled',
      reply: { key: 'first' },
    });
    expect((await parts.agent.reserveUsage(again, call('next', 0, 50))).outcome).toBe('reserved');
    expect((await parts.bot.getBudget(TEAM, 'ana'))[0]).toMatchObject({ tokens: 100, raised_tokens: 0 });
    const other = await claim(parts, await startJob(parts));
    expect((await parts.agent.reserveUsage(other, call('a', 0, 120))).outcome).toBe('refused');
    // The next cap is a stop of its own.
    expect(await stopAt(again, 50)).toEqual({ outcome: 'stopped', number: 2 });
    expect((await answer(id, 'rui', 'raise', { tokens: 60 })).outcome).toBe('superseded');
  });

  test.each([
    ['person_day' as const, 'bia'],
    ['month' as const, null],
  ])('of a %s cap holds for that span alone, and for the others that it binds', async (scope, unbound) => {
    await capTokens(scope, 100);
    const id = await startJob(parts, 'ana');
    const held = await claim(parts, id);
    await spend(held, 'a', 0, 90);
    await stopAt(held, 50);
    expect((await answer(id, 'rui', 'raise', { tokens: 100 })).outcome).toBe('answered');
    const line = async (person: string) =>
      (await parts.bot.getBudget(TEAM, person)).find((one) => one.scope === scope);
    expect(await line('ana')).toMatchObject({ tokens: 100, raised_tokens: 100 });
    if (unbound) expect(await line(unbound)).toMatchObject({ tokens: 100, raised_tokens: 0 });
    await query(`update content.budget_stops set span_start = span_start - interval '40 days'`);
    expect(await line('ana')).toMatchObject({ tokens: 100, raised_tokens: 0 });
  });

  test('is for admins, and refuses what would not let the call pass', async () => {
    const { id } = await stopped();
    for (const person of ['ana', 'leo', 'gil', 'nobody'])
      expect((await answer(id, person, 'raise', { tokens: 500 })).outcome, person).toBe('not_allowed');
    const little = await answer(id, 'rui', 'raise', { tokens: 39 });
    expect(little).toMatchObject({ outcome: 'too_little', stop: { missing: 40, status: 'open' } });
    expect((await answer(id, 'rui', 'raise', { usd: 5 })).outcome).toBe('too_little');
    expect((await answer(id, 'rui', 'raise', { tokens: 40 })).outcome).toBe('answered');
  });

  test('counts a cap that was lowered below what is spent', async () => {
    const { id } = await stopped();
    await parts.bot.setBudget({
      team_id: TEAM,
      person_id: 'rui',
      caps: [{ scope: 'job', usd: null, tokens: 10 }],
    });
    expect((await answer(id, 'rui', 'raise', { tokens: 60 })).stop).toMatchObject({ missing: 130 });
    expect((await answer(id, 'rui', 'raise', { tokens: 130 })).outcome).toBe('answered');
  });

  test.each([
    ['nothing', {}],
    ['zero', { tokens: 0 }],
    ['less than nothing', { usd: -1 }],
    ['more than any cap', { usd: 1_000_001 }],
    ['no number', { usd: 'NaN' as unknown as number }],
    ['half a token', { tokens: 1.5 }],
  ])('refuses %s as an amount', async (_, amount) => {
    const { id } = await stopped();
    await expect(answer(id, 'rui', 'raise', amount)).rejects.toMatchObject({ code: 'bad_amount' });
    expect(await status(id)).toBe('awaiting_budget');
  });

  test('by two admins at once has one outcome', async () => {
    const { id } = await stopped();
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, (_, at) => answer(id, 'rui', 'raise', { tokens: 40 + at })),
    );
    expect(outcomes.map((one) => one.outcome).sort()).toEqual([
      ...Array.from({ length: 5 }, () => 'already_answered'),
      'answered',
    ]);
    const { rows } = await query(
      'select count(*)::int as raised from content.budget_stops where status = $1',
      ['raised'],
    );
    expect(rows).toEqual([{ raised: 1 }]);
  });
});

describe('answer_budget_stop()', () => {
  test('goes on without a raise once there is room again, and not before', async () => {
    const { id } = await stopped();
    expect((await answer(id, 'ana', 'go_on')).outcome).toBe('no_room');
    expect((await answer(id, 'bia', 'go_on')).outcome).toBe('not_allowed');
    await capTokens('job', 200);
    expect((await answer(id, 'ana', 'go_on')).outcome).toBe('answered');
    expect((await claim(parts, id)).budget).toBeNull();
  });

  test('finishes for those who steer the job, where there is something, until a version was recorded', async () => {
    const { id } = await stopped({ can_finish: true });
    expect((await answer(id, 'bia', 'finish')).outcome).toBe('not_allowed');
    expect((await answer(id, 'leo', 'finish')).outcome).toBe('answered');
    const held = await claim(parts, id);
    expect(held.budget).toEqual({ number: 1, answer: 'finish', read_upto: null });
    // Killed meanwhile: the next runner is told the same.
    await query('select content.expire_leases()');
    await parts.agent.reapJobs();
    const again = await claim(parts, id);
    expect(again.budget).toMatchObject({ answer: 'finish' });
    await recordVersion(parts, again, 1);
    const { rows } = await query('select status from content.budget_stops where job_id = $1', [id]);
    expect(rows).toEqual([{ status: 'finished' }]);
  });

  test('offers no finish where there is nothing', async () => {
    const { id } = await stopped();
    expect((await answer(id, 'ana', 'finish')).outcome).toBe('nothing_to_finish');
  });

  test('stop ends a job behind which nothing waits', async () => {
    const { id } = await stopped();
    expect((await answer(id, 'bia', 'stop')).outcome).toBe('not_allowed');
    expect(await answer(id, 'ana', 'stop')).toMatchObject({ outcome: 'answered', job_status: 'cancelled' });
    expect((await answer(id, 'rui', 'raise', { tokens: 50 })).outcome).toBe('already_answered');
  });

  test('stop leads back to the version that waits, and its request for changes is no decision', async () => {
    await capTokens('job', 100);
    const id = await startJob(parts);
    const first = await claim(parts, id);
    await spend(first, 'first', 0, 90);
    const draft = await recordVersion(parts, first, 1);
    const review = {
      job_id: id,
      version: 1,
      hash: draft.hash,
      reviewer_id: 'leo',
      note: 'menos texto',
    };
    await parts.bot.recordReview({ ...review, decision: 'request_changes' });
    await stopAt(await claim(parts, id), 50);
    expect((await parts.bot.recordReview({ ...review, decision: 'approve' })).outcome).toBe(
      'already_decided',
    );
    const back = await answer(id, 'ana', 'stop');
    expect(back).toMatchObject({
      outcome: 'answered',
      job_status: 'queued',
      stop: { goes_back_to: 'version' },
    });
    const held = await claim(parts, id);
    expect(held).toMatchObject({ budget: { answer: 'stop' }, resume: { decision: 'request_changes' } });
    await parts.agent.keepWaiting(held, null);
    expect(await status(id)).toBe('awaiting_review');
    expect((await parts.bot.recordReview({ ...review, decision: 'approve' })).outcome).toBe('decided');
  });

  test('knows neither other answers nor other jobs', async () => {
    const { id } = await stopped();
    await expect(answer(id, 'rui', 'approve' as 'stop')).rejects.toMatchObject({ code: 'bad_answer' });
    expect((await answer(id, 'rui', 'stop', {}, 7)).outcome).toBe('not_found');
    expect((await answer('no job', 'rui', 'stop')).outcome).toBe('not_found');
  });

  test('after a cancel the buttons say that it is over', async () => {
    const { id } = await stopped();
    await parts.bot.cancelJob(id, 'ana');
    expect((await answer(id, 'rui', 'raise', { tokens: 50 })).outcome).toBe('already_answered');
    expect(await showAll(parts)).toContain('budget');
  });
});

test('reserve_usage() never lets concurrent jobs pass a cap together', async () => {
  await capTokens('month', 1000);
  const ids: string[] = [];
  for (let at = 0; at < 8; at += 1) ids.push(await startJob(parts, at % 2 ? 'ana' : 'bia'));
  const held: Held[] = [];
  for (const _ of ids) {
    const job = await parts.agent.claimJob('r', ['carousel']);
    if (job) held.push(job);
  }
  const all = await Promise.all(
    held.flatMap((job) =>
      Array.from({ length: 8 }, (_, at) => parts.agent.reserveUsage(job, call(`k${at}`, 0, 30))),
    ),
  );
  expect(all.filter((one) => one.outcome === 'reserved')).toHaveLength(33);
  const [, , month] = await parts.bot.getBudget(TEAM, 'ana');
  expect((month?.spent_tokens ?? 0) + (month?.reserved_tokens ?? 0)).toBe(990);
});

describe('a cap of which four fifths are spent', () => {
  test('is told once a span, by whichever job comes so far first', async () => {
    await capTokens('month', 1000);
    const [first, second] = [
      await claim(parts, await startJob(parts, 'ana')),
      await claim(parts, await startJob(parts, 'bia')),
    ];
    await showAll(parts);
    await spend(first, 'a', 0, 799);
    expect(await showAll(parts)).not.toContain('budget_warning');
    await Promise.all([spend(first, 'b', 0, 10), spend(second, 'c', 0, 10)]);
    await spend(second, 'd', 0, 10);
    expect((await showAll(parts)).filter((kind) => kind === 'budget_warning')).toHaveLength(1);
    const { rows } = await query('select scope, subject, unit, cap::int from content.budget_warnings');
    expect(rows).toEqual([{ scope: 'month', subject: TEAM, unit: 'tokens', cap: 1000 }]);
  });

  test('counts no call that is under way', async () => {
    await capTokens('job', 1000);
    const held = await claim(parts, await startJob(parts));
    await parts.agent.reserveUsage(held, call('big', 0, 900));
    await spend(held, 'small', 0, 20);
    const { rows } = await query('select * from content.budget_warnings');
    expect(rows).toEqual([]);
  });
});

describe('what was reserved when a job dies', () => {
  const row = async (id: number | null) =>
    (await query('select state, usd::float, unheard from content.usage_ledger where id = $1', [id])).rows[0];
  const die = async () => {
    await query('select content.expire_leases()');
    await parts.agent.reapJobs();
  };

  test('counts where a call may have been made, and is freed where it only asked for room', async () => {
    const held = await claim(parts, await startJob(parts));
    const asked = await parts.agent.reserveUsage(held, call('asked', 0.5));
    const room = await parts.agent.reserveUsage(held, { ...call('room:1', 0.5), model: 'none' });
    await die();
    expect(await row(asked.usage_id)).toMatchObject({ state: 'settled', usd: 0.5, unheard: true });
    expect(await row(room.usage_id)).toMatchObject({ state: 'void', usd: null });
  });

  test('is freed when its runner says late that the call was refused, by that runner alone', async () => {
    const held = await claim(parts, await startJob(parts));
    const asked = await parts.agent.reserveUsage(held, call('asked', 0.5));
    await die();
    const again = await claim(parts, held.id);
    await expect(
      parts.agent.voidUsage({ ...held, fence: again.fence + 1 }, asked.usage_id ?? 0),
    ).rejects.toMatchObject({ code: 'lost_lease' });
    await parts.agent.voidUsage(held, asked.usage_id ?? 0);
    expect(await row(asked.usage_id)).toMatchObject({ state: 'void', usd: null, unheard: false });
    const { rows } = await query('select usd::float from content.content_history where job_id = $1', [
      held.id,
    ]);
    expect(rows).toEqual([{ usd: 0 }]);
  });
});

test('get_spending() tells the month by day, person, type and model; get_estimate() the median of jobs with a version', async () => {
  expect(await parts.bot.getEstimate(TEAM, 'carousel')).toMatchObject({ jobs: expect.any(Number) });
  await query('delete from content.jobs');
  expect(await parts.bot.getEstimate(TEAM, 'carousel')).toEqual({ jobs: 0, usd: 0, tokens: 0 });
  for (const [person, usd, tokens] of [
    ['ana', 0.1, 100],
    ['bia', 0.3, 300],
    ['ana', 0.2, 200],
  ] as const) {
    const held = await claim(parts, await startJob(parts, person));
    await spend(held, 'a', usd, tokens);
    await recordVersion(parts, held, 1);
  }
  // One that came to nothing tells nothing of what a draft takes.
  await spend(await claim(parts, await startJob(parts, 'ana')), 'a', 2, 9000);
  expect(await parts.bot.getEstimate(TEAM, 'carousel')).toEqual({ jobs: 3, usd: 0.2, tokens: 200 });
  const spent = await parts.bot.getSpending(TEAM);
  expect(spent.people).toEqual([
    { name: 'ana', usd: 2.3, tokens: 9300 },
    { name: 'bia', usd: 0.3, tokens: 300 },
  ]);
  expect(spent.types).toEqual([{ name: 'carousel', usd: 2.6, tokens: 9600 }]);
  expect(spent.models).toEqual([{ name: 'm', usd: 2.6, tokens: 9600 }]);
  expect(spent.days).toHaveLength(1);
});
