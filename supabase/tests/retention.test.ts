import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import {
  claim,
  connectParts,
  endAllJobs,
  installTeam,
  jobInReview,
  type Parts,
  recordVersion,
  startJob,
  TEAM,
} from '../../testing/supabase/content.ts';
import { startAny } from '../../testing/supabase/evidence.ts';

const database = useDatabase();
const owner = async (sql: string, values?: unknown[]) => (await database.owner.query(sql, values)).rows;
const keep = (days: number | null) => owner('select content.keep_history_for($1)', [days]);
let parts: Parts;
beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
});
beforeEach(async () => {
  await endAllJobs(database);
  await owner(
    'delete from content.planned_briefs; delete from content.jobs where from_job_id is not null; delete from content.jobs; delete from content.content_history; delete from content.handovers; delete from content.kept_approvals; delete from content.kept_spending',
  );
  await keep(90);
});
afterEach(() => keep(null));

const isThere = async (id: string) =>
  (await owner('select from content.jobs where id = $1', [id])).length === 1;
/** It ended as long ago, and Slack shows that. */
async function age(id: string, days: number): Promise<void> {
  await owner(
    `update content.outbox set shown = wanted, ts = coalesce(ts, '1.1') where job_id = $1 and wanted > shown`,
    [id],
  );
  await owner('update content.jobs set ended_at = platform.now() - make_interval(days => $2) where id = $1', [
    id,
    days,
  ]);
}
/** One that ended as long ago. */
async function ended(days: number, requester = 'ana'): Promise<string> {
  const id = await startJob(parts, requester);
  await parts.bot.cancelJob(id, requester);
  await age(id, days);
  return id;
}
async function approved(days: number) {
  const { id, draft, click } = await jobInReview(parts);
  expect((await click('leo', 'approve')).outcome).toBe('decided');
  await age(id, days);
  return { id, draft };
}

describe('removeEndedJobs()', () => {
  test('removes nothing while what ended is kept for good', async () => {
    await keep(null);
    const id = await ended(4000);
    expect(await parts.bot.removeEndedJobs(10)).toBe(0);
    expect(await isThere(id)).toBe(true);
  });

  test('removes what ended before the days that the owner set, with its line of the history, and nothing else', async () => {
    const [old, young, open] = [await ended(91), await ended(89), await startJob(parts)];
    expect(await parts.bot.removeEndedJobs(10)).toBe(1);
    expect(await Promise.all([old, young, open].map(isThere))).toEqual([false, true, true]);
    const lines = await owner('select job_id from content.content_history order by job_id');
    expect(lines.map(({ job_id }) => job_id)).toEqual([young, open].toSorted());
  });

  test('leaves no row of any table that names a removed job, but who approved which hash', async () => {
    const { id, draft } = await approved(100);
    await owner('select content.hand_over($1, $2, $3, $4)', [TEAM, 'x', `x:${id}`, { job_id: id }]);
    const [item] = await parts.bot.claimHandovers('b', 1);
    if (!item) throw new Error('nothing to carry');
    await parts.bot.settleHandover(item, {});
    await owner(`update content.handovers set ended_at = platform.now() - interval '100 days'`);
    expect(await parts.bot.removeEndedJobs(10)).toBe(1);
    const tables = await owner(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'content' and c.relkind = 'r'`,
    );
    const naming: unknown[] = [];
    for (const { name } of tables) {
      const rows = await owner(`select from content.${name} t where to_jsonb(t)::text like $1`, [`%${id}%`]);
      if (rows.length > 0) naming.push(name);
    }
    expect(naming).toEqual(['kept_approvals']);
    const [kept] = await owner('select * from content.kept_approvals');
    expect(kept).toMatchObject({
      job_id: id,
      type: 'carousel',
      requester_id: 'ana',
      version: 1,
      hash: draft.hash,
      files: draft.finals.map(({ sha256 }) => sha256),
      approvals: [{ person_id: 'leo', overridden: null }],
    });
    expect(JSON.stringify(kept)).not.toContain('Version 1');
  });

  test('adds what removed jobs had spent to their days, whichever batch they went in', async () => {
    const spend = async (day: string, usd: number) => {
      const id = await startJob(parts);
      const held = await claim(parts, id);
      const { usage_id } = await parts.agent.reserveUsage(held, {
        node: 'n',
        call_key: 'k',
        model: 'm',
        usd: 1,
        input_tokens: 10,
        max_output_tokens: 10,
      });
      if (usage_id === null) throw new Error('nothing was reserved');
      const paid = { usd, input_tokens: 7, output_tokens: 3, model: 'm', reply: { text: 'x' } };
      await parts.agent.settleUsage(held, usage_id, paid);
      await owner('update content.usage_ledger set created_at = $2 where job_id = $1', [id, day]);
      await parts.bot.cancelJob(id, 'ana');
      await age(id, 100);
    };
    await spend('2025-03-01T23:59:00Z', 0.5);
    await spend('2025-03-01T00:00:00Z', 0.25);
    await spend('2025-03-02T00:00:00Z', 0.125);
    expect(await parts.bot.removeEndedJobs(1)).toBe(1);
    expect(await parts.bot.removeEndedJobs(10)).toBe(2);
    expect(
      await owner(
        'select day::text, type, model, calls::int, usd::float, tokens::int from content.kept_spending order by day',
      ),
    ).toEqual([
      { day: '2025-03-01', type: 'carousel', model: 'm', calls: 2, usd: 0.75, tokens: 20 },
      { day: '2025-03-02', type: 'carousel', model: 'm', calls: 1, usd: 0.125, tokens: 10 },
    ]);
  });

  test('removes the oldest first, so many at a time, and processes take different ones', async () => {
    const ids = [await ended(95), await ended(97), await ended(96)];
    expect(await parts.bot.removeEndedJobs(1)).toBe(1);
    expect(await Promise.all(ids.map(isThere))).toEqual([true, false, true]);
    const all = [...ids, ...(await Promise.all(Array.from({ length: 20 }, () => ended(100))))];
    const counts = await Promise.all(Array.from({ length: 4 }, () => parts.bot.removeEndedJobs(30)));
    const rest = await parts.bot.removeEndedJobs(100);
    expect([...counts, rest].reduce((sum, count) => sum + count, 0)).toBe(22);
    expect((await Promise.all(all.map(isThere))).some(Boolean)).toBe(false);
  });

  test('passes by a job that another transaction holds', async () => {
    const held = await ended(100);
    const free = await ended(95);
    await owner('begin');
    try {
      await owner('select from content.jobs where id = $1 for no key update', [held]);
      expect(await parts.bot.removeEndedJobs(10)).toBe(1);
    } finally {
      await owner('rollback');
    }
    expect([await isThere(held), await isThere(free)]).toEqual([true, false]);
  });
});

describe('an ended job stays', () => {
  const stays = async (id: string) => {
    const removed = await parts.bot.removeEndedJobs(10);
    expect(removed).toBe(0);
    expect(await isThere(id)).toBe(true);
  };

  test('while a draft goes on from it, and goes once that went', async () => {
    const report = await startAny(parts, 'research');
    await parts.bot.cancelJob(report, 'ana');
    const draft = await ended(10);
    await owner('update content.jobs set from_job_id = $1 where id = $2', [report, draft]);
    await age(report, 200);
    await stays(report);
    await age(draft, 100);
    expect(await parts.bot.removeEndedJobs(10)).toBe(1);
    expect(await parts.bot.removeEndedJobs(10)).toBe(1);
    expect([await isThere(report), await isThere(draft)]).toEqual([false, false]);
  });

  test('while its plan is there, and a plan while a job of it is open', async () => {
    const { job_id: plan } = await parts.bot.enqueueJob({
      team_id: TEAM,
      type: 'plan',
      requester_id: 'ana',
      channel_id: 'C1',
      brief: { topic: 't', count: 3, first_day: null, language: null },
      command: '/plan t',
      idempotency_key: 'a plan',
      response_url: null,
    });
    await parts.bot.cancelJob(plan, 'ana');
    const started = await startJob(parts);
    await owner(
      `insert into content.planned_briefs (job_id, team_id, number, type, topic, angle, day, sources, status, person_id, at, started_job_id)
       values ($1, $2, 1, 'carousel', 't', 'a', '2026-01-01', '[]', 'started', 'ana', now(), $3)`,
      [plan, TEAM, started],
    );
    // As its card stands.
    await owner(
      `insert into content.questions (job_id, number, hash, content, status) values ($1, 1, 'h', '{"kind": "plan"}', 'superseded')`,
      [plan],
    );
    await owner('update content.jobs set questions = 1 where id = $1', [plan]);
    await age(plan, 200);
    await stays(plan);
    await parts.bot.cancelJob(started, 'ana');
    await age(started, 300);
    await age(plan, 20);
    await stays(started);
    await age(plan, 200);
    expect(await parts.bot.removeEndedJobs(10)).toBe(1);
    expect([await isThere(plan), await isThere(started)]).toEqual([false, true]);
    expect(await parts.bot.removeEndedJobs(10)).toBe(1);
  });

  test('while a version of it is not learned from, or a rule in force was learned from it', async () => {
    const { id, click } = await jobInReview(parts);
    await click('leo', 'request_changes', 'shorter');
    await recordVersion(parts, await claim(parts, id), 2);
    await parts.bot.cancelJob(id, 'ana');
    await age(id, 100);
    await stays(id);
    await owner('update content.lessons set learned_at = now()');
    const [correction] = await owner(
      `insert into content.corrections (team_id, job_id, version, kind, signature, before, after, person_id)
       values ($1, $2, 2, 'removed', 's', 'a', '', 'ana') returning id`,
      [TEAM, id],
    );
    const of = correction?.id;
    await owner(
      `insert into content.voice_proposals (team_id, kind, signature, samples, corrections, status, decided_by, decided_at)
       values ($1, 'sample', 's', '[]', array[$2, 0, 0]::bigint[], 'accepted', 'rui', now())`,
      [TEAM, of],
    );
    await stays(id);
    await owner(
      `update content.voice_proposals set status = 'revoked', revoked_by = 'rui', revoked_at = now()`,
    );
    expect(await parts.bot.removeEndedJobs(10)).toBe(1);
    await owner('delete from content.voice_proposals');
  });

  test('while Slack does not show how it ended, unless that was given up', async () => {
    const id = await ended(100);
    await owner(`update content.outbox set wanted = wanted + 1 where job_id = $1 and kind = 'brief'`, [id]);
    await stays(id);
    await owner('update content.outbox set given_up = true where job_id = $1', [id]);
    expect(await parts.bot.removeEndedJobs(10)).toBe(1);
  });

  test('while something of it waits to cross to outreach', async () => {
    const id = await ended(100);
    await owner('select content.hand_over($1, $2, $3, $4)', [TEAM, 'x', `x:${id}`, { job_id: id }]);
    await stays(id);
    await owner(
      `update content.handovers set status = 'refused', error = '{}', ended_at = platform.now() where true`,
    );
    expect(await parts.bot.removeEndedJobs(10)).toBe(1);
    expect(await owner('select from content.handovers')).toHaveLength(1);
  });
});

describe('people', () => {
  test('are told of a removed job who approved which hash, and that others are gone', async () => {
    const { id, draft } = await approved(100);
    const other = await ended(100);
    await parts.bot.removeEndedJobs(10);
    const kept = { job: id, type: 'carousel', version: 1, hash: draft.hash, requester_id: 'ana' };
    expect(await parts.bot.readJob(TEAM, 'bia', id.slice(0, 8))).toMatchObject({
      outcome: 'removed',
      kept: { ...kept, approvals: [{ person_id: 'leo' }] },
    });
    expect(await parts.bot.readJob(TEAM, 'bia', other)).toEqual({ outcome: 'not_found', kept_days: 90 });
    expect(await parts.bot.readJob(TEAM, 'gil', id)).toMatchObject({ outcome: 'not_found' });
    const all = { person_id: null, type: null, from: null, until: null, words: null, offset: 0, limit: 10 };
    expect(await parts.bot.readHistory(TEAM, 'ana', all)).toMatchObject({ total: 0, kept_days: 90 });
  });

  test('who press a button of a removed job are told so, and nothing raises', async () => {
    const { id, draft } = await approved(100);
    await parts.bot.removeEndedJobs(10);
    expect(await parts.bot.retryJob(id, 'ana')).toEqual({ outcome: 'not_found', status: null });
    expect(await parts.bot.cancelJob(id, 'ana')).toEqual({ outcome: 'not_found', status: null });
    expect(
      await parts.bot.openFinalFiles({ job_id: id, version: 1, hash: draft.hash, person_id: 'leo' }),
    ).toMatchObject({ outcome: 'gone' });
  });
});

/** Rows of each table of content that has some, but those that remain. */
async function rows(): Promise<number> {
  const [sum] = await owner(
    `select sum((xpath('/row/c/text()', query_to_xml(format('select count(*) as c from content.%I', c.relname), false, true, '')))[1]::text::int)::int as rows
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'content' and c.relkind = 'r' and c.relname not like 'kept\\_%'`,
  );
  return Number(sum?.rows);
}

test('over three years of a team the rows of its work stay as many as they were after the first', async () => {
  await keep(180);
  const MONTHS = 36;
  const counts: number[] = [];
  for (let month = 1; month <= MONTHS; month++) {
    await approved(0);
    for (let n = 0; n < 2; n++) await ended(0);
    await database.advanceClock(30 * 86_400);
    let last = 25;
    while (last === 25) last = await parts.bot.removeEndedJobs(25);
    counts.push(await rows());
  }
  // Of the six months that are kept the last one has just gone.
  expect(await owner('select from content.jobs')).toHaveLength(5 * 3);
  expect(new Set(counts.slice(12)).size).toBe(1);
  expect(counts.at(-1)).toBe(counts[12]);
  const kept = await owner(
    'select avg(pg_column_size(k)) as bytes, count(*) as count from content.kept_approvals k',
  );
  expect(Number(kept[0]?.count)).toBe(MONTHS - 5);
  expect(Number(kept[0]?.bytes)).toBeLessThan(600);
});
