import { beforeAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../sandbox/supabase/test-database.ts';
import {
  claim,
  connectParts,
  endAllJobs,
  installTeam,
  type Parts,
  recordVersion,
  showAll,
  startJob,
} from './test-content.ts';

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
  expect(await showAll(parts)).toEqual(['brief', 'pages', 'card']);
  await database.advanceClock(2);
  expect(await showAll(parts)).toEqual(['progress']);
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

test('fail_outbox() that gives up the brief cancels the job: no work where nobody would see it', async () => {
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
