import { beforeAll, expect, test } from 'vitest';
import { jobTypes } from '../../ports/content.ts';
import { useDatabase } from '../../testing/database/database.ts';
import {
  claim,
  connectParts,
  installTeam,
  jobInReview,
  type Parts,
  showAll,
  startJob,
} from '../../testing/supabase/content.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
});

/** Whose work waits for a review; documents are stored without one. */
const reviewed = jobTypes.filter((type) => type !== 'knowledge');

test.each(reviewed)(
  'an approved draft of %s becomes its files in the database alone, whatever version of the graph made it',
  async (type) => {
    const { id, click, draft } = await jobInReview(parts);
    await showAll(parts);
    // Of a graph that no runner here has: whether newer or older, none is asked.
    await database.owner.query(
      `update content.jobs set type = $2, checkpoint_data = checkpoint_data || '{"graph_version": 999}' where id = $1`,
      [id, type],
    );
    await database.owner.query('delete from content.checkpoints where thread_id = $1', [id]);
    expect(await click('leo', 'approve')).toMatchObject({ outcome: 'decided', job_status: 'completed' });
    const { rows } = await database.owner.query('select status, final from content.jobs where id = $1', [id]);
    expect(rows).toEqual([{ status: 'completed', final: draft.finals }]);
    expect(draft.finals).toHaveLength(1);
    const posted = await database.owner.query(
      `update content.outbox set given_up = true where job_id = $1 returning kind, shown`,
      [id],
    );
    expect(posted.rows).toContainEqual({ kind: 'final', shown: 0 });
    expect(await parts.agent.claimJob('runner', [...jobTypes])).toBeNull();
  },
);

test('a surface tells a quorum, without which the bot of the first schema gives it up unread', async () => {
  await startJob(parts, 'ana', false);
  const { rows } = await database.owner.query("select content.claim_outbox('b', 10) as items");
  const items = rows[0]?.items as { kind: string; quorum: unknown }[];
  expect(items.map(({ kind, quorum }) => ({ kind, quorum }))).toContainEqual({ kind: 'brief', quorum: 1 });
});

test('a step with facts reads as one without words to parts of the first schema, and whole to those of now', async () => {
  const id = await startJob(parts);
  const held = await claim(parts, id);
  const detail = [{ code: 'passages' as const, count: 3 }];
  const step = { node: 'retrieve', started_at: '2026-11-30T12:00:00Z', ended_at: null, detail };
  await parts.agent.recordProgress(held, { graph_version: 1, steps: [step] });
  expect((await parts.bot.getJob(id))?.checkpoint_data.steps).toEqual([step]);
  const { rows } = await database.owner.query(
    `select content.job_view(j) -> 'checkpoint_data' -> 'steps' as bot, content.claimed_view(j) -> 'checkpoint_data' -> 'steps' as agent
     from content.jobs j where id = $1`,
    [id],
  );
  const given = [{ ...step, detail: null, facts: detail }];
  expect(rows).toEqual([{ bot: given, agent: given }]);
});
