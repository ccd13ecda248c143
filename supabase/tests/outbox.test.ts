import { beforeAll, beforeEach, expect, test } from 'vitest';
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
let parts: Parts;
beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
});
beforeEach(() => endAllJobs(database));

test('claim_outbox() shows what a job opens in order, each once', async () => {
  const id = await startJob(parts, 'ana', false);
  expect(await showAll(parts)).toEqual(['brief', 'progress']);
  await recordVersion(parts, await claim(parts, id), 1);
  const shown = await showAll(parts);
  // The steps wait a second between two edits, which a busy machine may have taken by now.
  expect(shown.filter((kind) => kind !== 'progress')).toEqual(['brief', 'pages', 'card']);
  await database.advanceClock(2);
  const later = await showAll(parts);
  expect([...shown, ...later].filter((kind) => kind === 'progress')).toHaveLength(1);
  expect(later.filter((kind) => kind !== 'progress')).toEqual([]);
});

test('claim_outbox() draws many changes of one surface as one edit', async () => {
  await database.advanceClock(5);
  await showAll(parts);
  const held = await claim(parts, await startJob(parts));
  for (let step = 1; step <= 20; step += 1) await parts.agent.recordProgress(held, { node: 'write', step });
  await database.advanceClock(2);
  const items = await parts.bot.claimOutbox('b', 10);
  expect(items.map((i) => i.kind)).toEqual(['progress']);
  expect(items[0]?.job.checkpoint_data).toMatchObject({ step: 20 });
  const [item] = items;
  if (!item) throw new Error('nothing to show');
  await parts.agent.recordProgress(held, { node: 'review', step: 21 });
  await parts.bot.settleOutbox({
    id: item.id,
    fence: item.fence,
    ts: item.ts ?? '',
    revision: item.revision,
  });
  expect(await parts.bot.claimOutbox('b', 10)).toEqual([]);
  await database.advanceClock(2);
  const [edit] = await parts.bot.claimOutbox('b', 10);
  expect(edit).toMatchObject({ kind: 'progress', ts: item.ts, job: { checkpoint_data: { step: 21 } } });
  await parts.agent.failJob(held, { code: 'x', message: 'x' }, null);
});

test('claim_outbox() gives one item to one of many bots', async () => {
  await showAll(parts);
  await startJob(parts, 'ana', false);
  const claims = await Promise.all(Array.from({ length: 8 }, (_, n) => parts.bot.claimOutbox(`b${n}`, 5)));
  expect(claims.flat()).toHaveLength(1);
  const item = claims.flat()[0];
  if (!item) throw new Error('nothing claimed');
  await parts.bot.settleOutbox({ id: item.id, fence: item.fence, ts: '10.1', revision: item.revision });
});

test('a post that may have happened is marked so for the next bot, and the first one can no longer settle it', async () => {
  await startJob(parts, 'ana', false);
  const [first] = await parts.bot.claimOutbox('dies', 5);
  if (!first) throw new Error('nothing claimed');
  expect(first.maybe_posted).toBe(false);
  await database.advanceClock(61);
  const [second] = await parts.bot.claimOutbox('b', 5);
  expect(second).toMatchObject({ id: first.id, maybe_posted: true });
  expect(await parts.bot.settleOutbox({ id: first.id, fence: first.fence, ts: '11.1', revision: 1 })).toBe(
    false,
  );
  if (second) await parts.bot.settleOutbox({ id: second.id, fence: second.fence, ts: '11.2', revision: 1 });
});

test.for([
  ['nothing_to_show', 0],
  ['overtaken', 0],
  ['is_archived', 1],
] as const)('outbox_backlog() counts for one given up with "%s" %i', async ([code, more]) => {
  const givenUp = async () => {
    const { rows } = await database.owner.query(
      "select (content.outbox_backlog() ->> 'given_up')::integer as n",
    );
    return Number(rows[0]?.n);
  };
  const before = await givenUp();
  const id = await startJob(parts, 'ana', false);
  await showAll(parts);
  await database.owner.query("select content.show($1, 'outcome', 2)", [id]);
  const item = (await parts.bot.claimOutbox('b', 5)).find(({ kind }) => kind === 'outcome');
  if (!item) throw new Error('nothing claimed');
  await parts.bot.failOutbox(item, { code, retry_in_s: null, maybe_posted: false });
  expect((await givenUp()) - before).toBe(more);
});

test('fail_outbox() that gives up the brief cancels the job: no work where it would not be seen', async () => {
  const id = await startJob(parts, 'ana', false);
  const [item] = await parts.bot.claimOutbox('b', 5);
  if (!item) throw new Error('nothing claimed');
  await parts.bot.failOutbox(item, { code: 'not_in_channel', retry_in_s: null, maybe_posted: false });
  expect(await parts.bot.getJob(id)).toMatchObject({
    status: 'cancelled',
    error: { code: 'channel_unreachable' },
  });
  expect(await parts.bot.claimOutbox('b', 5)).toEqual([]);
});

test('fail_outbox() with a delay shows it again after that delay', async () => {
  const id = await startJob(parts, 'ana', false);
  const [item] = await parts.bot.claimOutbox('b', 5);
  if (!item) throw new Error('nothing claimed');
  await parts.bot.failOutbox(item, { code: 'ratelimited', retry_in_s: 30, maybe_posted: false });
  expect(await parts.bot.claimOutbox('b', 5)).toEqual([]);
  await database.advanceClock(31);
  expect((await parts.bot.claimOutbox('b', 5)).map((i) => i.job.id)).toEqual([id]);
});

/** Draws everything; the head of the thread, when it is drawn, stands at `head`. */
async function showWithHeadAt(head: string) {
  const drawn: string[] = [];
  for (let n = 1; n < 20; n += 1) {
    const items = await parts.bot.claimOutbox('b', 10);
    for (const item of items) {
      const ts = item.kind === 'brief' ? head : (item.ts ?? `${head}${n}${item.id}`);
      drawn.push(`${item.kind} in ${item.thread_ts ?? 'the channel'}${item.moved_from ? ', moved' : ''}`);
      await parts.bot.settleOutbox({ id: item.id, fence: item.fence, ts, revision: item.revision });
    }
    if (items.length === 0) return drawn;
  }
  throw new Error(`No end: ${drawn.join('; ')}`);
}

test('settle_outbox() of a head that was posted anew moves the thread: what is shown now follows it, answers do not', async () => {
  const id = await startJob(parts, 'ana', false);
  await showWithHeadAt('20.1');
  await recordVersion(parts, await claim(parts, id), 1);
  await database.advanceClock(2);
  expect(await showWithHeadAt('20.2')).toEqual([
    'brief in the channel',
    'progress in 20.1',
    'progress in 20.2, moved',
    'pages in 20.2',
    'card in 20.2',
  ]);
  expect(await parts.bot.getJob(id)).toMatchObject({ thread_ts: '20.2' });
  await database.owner.query("select content.show($1, 'brief')", [id]);
  expect(await showWithHeadAt('20.3')).toEqual([
    'brief in the channel',
    'progress in 20.3, moved',
    'pages in 20.3, moved',
    'card in 20.3, moved',
  ]);
  const { rows } = await database.owner.query(
    `select d.card_ts = o.ts as same from content.drafts d join content.outbox o on o.job_id = d.job_id and o.kind = 'card' where d.job_id = $1`,
    [id],
  );
  expect(rows).toEqual([{ same: true }]);
  // What people write in the thread that they still have open belongs to the job.
  for (const thread_ts of ['20.1', '20.3']) {
    const message = { team_id: 'T1', channel_id: 'C1', thread_ts, ts: `${thread_ts}9`, author_id: 'ana' };
    expect(await parts.bot.recordMessage({ ...message, text: 'mais curto' })).toMatchObject({ job_id: id });
  }
});

test('settle_outbox() asks again for what was posted in the old thread while the thread moved', async () => {
  const id = await startJob(parts, 'ana', false);
  await showWithHeadAt('21.1');
  await recordVersion(parts, await claim(parts, id), 1);
  await showWithHeadAt('21.1');
  await database.owner.query("select content.show($1, 'outcome', 2)", [id]);
  const [late] = await parts.bot.claimOutbox('slow', 10);
  if (!late) throw new Error('nothing claimed');
  await database.owner.query("select content.show($1, 'brief')", [id]);
  await showWithHeadAt('21.2');
  expect(await parts.bot.settleOutbox({ id: late.id, fence: late.fence, ts: '21.19', revision: 1 })).toBe(
    true,
  );
  expect(await parts.bot.claimOutbox('b', 10)).toMatchObject([
    { kind: 'outcome', ts: null, thread_ts: '21.2', moved_from: '21.19' },
  ]);
});

test('claim_outbox() hands out what comes new into a thread once its head is up to date, or cannot be for now', async () => {
  const id = await startJob(parts);
  await recordVersion(parts, await claim(parts, id), 1);
  await database.advanceClock(2);
  const first = await parts.bot.claimOutbox('b', 10);
  expect(first.map((i) => i.kind)).toEqual(['brief', 'progress']);
  expect(await parts.bot.claimOutbox('b', 10)).toEqual([]);
  const [head] = first;
  if (!head) throw new Error('nothing claimed');
  await parts.bot.failOutbox(head, { code: 'is_archived', retry_in_s: 60, maybe_posted: false });
  expect((await parts.bot.claimOutbox('b', 10)).map((i) => i.kind)).toEqual(['pages']);
});

test('fail_outbox() keeps that the requester was told until something of the job gets through', async () => {
  const id = await startJob(parts);
  await recordVersion(parts, await claim(parts, id), 1);
  const [head] = await parts.bot.claimOutbox('b', 10);
  if (!head) throw new Error('nothing claimed');
  const failure = { code: 'is_archived', retry_in_s: 0, maybe_posted: false, told: true };
  await parts.bot.failOutbox(head, failure);
  const [again] = await parts.bot.claimOutbox('b', 10);
  expect(again).toMatchObject({ kind: 'brief', told: true });
  if (!again) throw new Error('nothing claimed');
  await parts.bot.settleOutbox({
    id: again.id,
    fence: again.fence,
    ts: again.ts ?? '',
    revision: again.revision,
  });
  expect(await parts.bot.claimOutbox('b', 10)).toMatchObject([{ kind: 'pages', told: false }]);
});

test('fail_outbox() for a thread that Slack does not know looks after the head of the thread', async () => {
  const id = await startJob(parts, 'ana', false);
  await showWithHeadAt('22.1');
  await recordVersion(parts, await claim(parts, id), 1);
  await showWithHeadAt('22.1');
  await database.owner.query("select content.show($1, 'outcome', 2)", [id]);
  const [outcome] = await parts.bot.claimOutbox('b', 10);
  if (!outcome) throw new Error('nothing claimed');
  await parts.bot.failOutbox(outcome, { code: 'thread_not_found', retry_in_s: 1, maybe_posted: false });
  expect(await parts.bot.claimOutbox('b', 10)).toMatchObject([{ kind: 'brief', ts: '22.1' }]);
});

test('show_again() posts a deleted card again while it is open, once, and nothing that is decided or superseded', async () => {
  const id = await startJob(parts);
  await recordVersion(parts, await claim(parts, id), 1);
  await showAll(parts);
  const cardTs = async () => {
    const { rows } = await database.owner.query(
      "select ts from content.outbox where job_id = $1 and kind = 'card'",
      [id],
    );
    return String(rows[0]?.ts);
  };
  const gone = (ts: string, channel_id = 'C1', team_id = TEAM) =>
    parts.bot.showAgain({ team_id, channel_id, ts });
  const first = await cardTs();
  expect(await gone(first, 'C2')).toBe(false);
  expect(await gone(first, 'C1', 'T2')).toBe(false);
  expect(await Promise.all([gone(first), gone(first)])).toContain(true);
  const [item] = await parts.bot.claimOutbox('b', 10);
  expect(item).toMatchObject({ kind: 'card', ts: null, maybe_posted: true });
  // The claim of before the deletion writes nothing any more; this one does.
  await parts.bot.settleOutbox({ id: item?.id ?? 0, fence: item?.fence ?? 0, ts: '7.7', revision: 1 });
  expect(await gone(first)).toBe(false);
  expect(await cardTs()).toBe('7.7');
  const { rows } = await database.owner.query('select card_ts from content.drafts where job_id = $1', [id]);
  expect(rows[0]?.card_ts).toBe('7.7');
  await parts.bot.cancelJob(id, 'ana');
  await showAll(parts);
  expect(await gone('7.7')).toBe(false);
  expect(await gone('9.9')).toBe(false);
});

test('a press that the state of the job refuses has its thread drawn anew: Slack has an old text of it', async () => {
  const id = await startJob(parts);
  const held = await claim(parts, id);
  await parts.agent.failJob(held, { code: 'x', message: 'x' }, null);
  // The steps wait a second between two edits.
  await database.owner.query('update content.outbox set run_at = platform.now() where job_id = $1', [id]);
  await showAll(parts);
  expect(await parts.bot.cancelJob(id, 'stranger')).toMatchObject({ outcome: 'not_allowed' });
  expect(await parts.bot.claimOutbox('b', 10)).toEqual([]);
  expect(await parts.bot.cancelJob(id, 'ana')).toEqual({ outcome: 'wrong_state', status: 'failed' });
  // What is to be drawn already is drawn once.
  expect(await parts.bot.resumeJob(id, 'ana')).toEqual({ outcome: 'wrong_state', status: 'failed' });
  const items = await parts.bot.claimOutbox('b', 10);
  expect(items.map(({ kind }) => kind).sort()).toEqual(['brief', 'progress']);
});
