import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { OutboxItem } from '../../ports/content.ts';
import { useDatabase } from '../../testing/database/database.ts';
import {
  claim,
  connectParts,
  endAllJobs,
  installTeam,
  jobInReview,
  type Parts,
  recordVersion,
} from '../../testing/supabase/content.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
});
beforeEach(() => endAllJobs(database));

const slide = (title: string) => ({ layout: 'statement', title, evidence: [] });

/** Draws what waits as the bot does, with an upload for each file that is shared; the items in order. */
async function drawAll(): Promise<OutboxItem[]> {
  const drawn: OutboxItem[] = [];
  for (;;) {
    const [item] = await parts.bot.claimOutbox('b', 1);
    if (!item) return drawn;
    drawn.push(item);
    const shared = (item.draft?.artifacts ?? []).filter((_, i) => item.fresh_pages?.includes(i + 1) ?? true);
    if (item.kind === 'pages') {
      const uploads = shared.map(({ key }) => ({ key, file_id: `F-${key.split('/')[1]}` }));
      await parts.bot.noteUploads(item, uploads);
    }
    await parts.bot.settleOutbox({
      id: item.id,
      fence: item.fence,
      ts: item.ts ?? `5.${item.id}`,
      revision: item.revision,
    });
  }
}

async function nextVersion(job: Awaited<ReturnType<typeof jobInReview>>, version: number, slides: object[]) {
  await job.click('leo', 'request_changes', 'shorter');
  const held = await claim(parts, job.id);
  await recordVersion(parts, held, version, `Version ${version}`, { slides: slides as never });
}

test('the head of a thread shows the first slide once the card is there, also when the next version keeps it', async () => {
  const job = await jobInReview(parts, 'ana', { slides: [slide('a'), slide('b')] });
  const first = await drawAll();
  // The steps wait a second between two edits, which a busy machine may have taken by now.
  const kinds = first.map((i) => i.kind).filter((kind) => kind !== 'progress');
  expect(kinds.slice(-2)).toEqual(['card', 'brief']);
  const heads = first.filter((i) => i.kind === 'brief').map((i) => i.picture);
  expect(heads[0]).toBeNull();
  expect(heads.at(-1)).toEqual({ file_id: 'F-v1', alt: 'v1/slide-01.png' });

  await nextVersion(job, 2, [slide('a'), slide('c')]);
  const second = await drawAll();
  expect(second.find((i) => i.kind === 'pages')?.fresh_pages).toEqual([2]);
  expect(second.findLast((i) => i.kind === 'brief')?.picture?.file_id).toBe('F-v1');
});

test('a version shares the slides that the one before has not, wherever they stood; in another look all', async () => {
  const pages = async () => (await drawAll()).find((i) => i.kind === 'pages')?.fresh_pages;
  const job = await jobInReview(parts, 'ana', { slides: [slide('a'), slide('b')] });
  expect(await pages()).toBeNull();
  await nextVersion(job, 2, [slide('b'), slide('a')]);
  expect(await pages()).toEqual([]);
});

test('a version in another look shares all slides', async () => {
  const job = await jobInReview(parts, 'ana', { slides: [slide('a')] });
  await drawAll();
  await job.click('leo', 'request_changes', 'new colours');
  const held = await claim(parts, job.id);
  await recordVersion(parts, held, 2, 'Version 2', { slides: [slide('a')], brand_version: 2 });
  expect((await drawAll()).find((i) => i.kind === 'pages')?.fresh_pages).toBeNull();
});

test('a late copy of a note of uploads brings nothing back; another attempt notes what it wants', async () => {
  await jobInReview(parts, 'ana', { slides: [slide('a')] });
  const items = await parts.bot.claimOutbox('b', 20);
  const item = items.find(({ kind }) => kind === 'pages') ?? items[0];
  if (!item) throw new Error('nothing waits');
  const stored = async () =>
    (await database.owner.query('select uploads from content.outbox where id = $1', [item.id])).rows[0]
      ?.uploads;
  const ids = [{ key: 'v1/slide-01.png', file_id: 'F1' }];
  const asked = [...ids, { key: '@share', file_id: '1' }];
  const first = () => parts.bot.noteUploads(item, ids);
  expect(await first()).toBe(true);
  expect(await parts.bot.noteUploads({ ...item, uploads: ids }, asked)).toBe(true);
  await first();
  expect(await stored()).toEqual(asked);
  // A copy of the newest one changes nothing either.
  expect(await parts.bot.noteUploads({ ...item, uploads: ids }, asked)).toBe(true);
  expect(await parts.bot.noteUploads({ ...item, uploads: asked, fence: item.fence - 1 }, ids)).toBe(false);
  expect(await parts.bot.noteUploads({ ...item, uploads: asked }, ids)).toBe(true);
});
