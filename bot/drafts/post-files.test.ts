import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Artifact, OutboxItem, Upload } from '../../ports/content.ts';
import { refusalOf, webClientOf } from '../../testing/slack/web-client.ts';
import { startTestWorkspace, type TestWorkspace } from '../../testing/workspace.ts';
import { postFiles } from './post-files.ts';

const CHANNEL = 'C0MARKETING';
let workspace: TestWorkspace;
let slack: ReturnType<typeof webClientOf>;
beforeAll(async () => {
  workspace = await startTestWorkspace({ timing: { fileDelayMs: 0 } });
  slack = webClientOf(workspace);
});
afterAll(() => workspace.stop());
beforeEach(() => workspace.call('DELETE', 'faults'));

const bytes = (key: string) => Buffer.from(`picture of ${key}`);
const file = (key: string): Artifact => ({
  key,
  name: `${key}.png`,
  mime: 'image/png',
  size: bytes(key).length,
  sha256: createHash('sha256').update(bytes(key)).digest('hex'),
  alt: key,
  role: 'page',
});
const files = { shared: [file('slide-1'), file('slide-2')], hidden: [file('overview')], comment: 'Draft' };

/** A surface as the database keeps it: what is noted of one attempt is there in the next. A look at a file takes no real time. */
async function aSurface() {
  const { ts } = await slack.chat.postMessage({ channel: CHANNEL, text: 'brief' });
  let uploads: Upload[] = [];
  let attempts = 0;
  let now = 0;
  // SAFETY: what postFiles reads of its item and of its desk is in each.
  const desk = {
    slack,
    fetch,
    clock: {
      now: () => now,
      sleep: async (ms: number) => {
        now += ms;
        await delay(1);
      },
    },
    content: {
      noteUploads: async (item: { uploads: Upload[] }, noted: Upload[]) => {
        expect(item.uploads).toEqual(uploads);
        uploads = noted;
        return true;
      },
      getArtifact: async (key: string) => ({ base64: bytes(key).toString('base64') }),
    },
  } as unknown as Parameters<typeof postFiles>[0];
  const attempt = () => {
    attempts += 1;
    const item = { id: 1, channel_id: CHANNEL, thread_ts: ts, uploads, attempts };
    return postFiles(desk, item as unknown as OutboxItem, files);
  };
  /** As the outbox: what is not ready is tried again. */
  const posted = async () => {
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if ((error as { code?: string }).code !== 'files_not_ready' || attempts > 20) throw error;
      }
    }
  };
  const withFiles = async () =>
    (await workspace.messages(CHANNEL, { threadTs: String(ts) })).filter((m) => m.files.length > 0);
  const note = (noted: Upload[]) => {
    uploads = noted;
  };
  const ids = () => uploads.filter(({ key }) => key.startsWith('slide')).map(({ file_id }) => file_id);
  const takenBack = () => uploads.filter(({ key }) => key === '@taken-back').map(({ file_id }) => file_id);
  return { attempt, posted, withFiles, ids, takenBack, attempts: () => attempts, note };
}
const isNotReady = { code: 'files_not_ready' };

describe('postFiles()', () => {
  it('shares files with new ids when their share never shows, and deletes the old ones', async () => {
    const { attempt, posted, withFiles, ids, attempts } = await aSurface();
    await workspace.fault({ method: 'share', count: 1 });
    await expect(attempt()).rejects.toMatchObject(isNotReady);
    const old = ids();
    const ts = await posted();
    expect(attempts()).toBe(5);
    expect((await withFiles()).map((m) => [m.ts, m.files.map(({ name }) => name)])).toEqual([
      [ts, ['slide-1.png', 'slide-2.png']],
    ]);
    expect(ids()).not.toEqual(old);
    for (const id of old) expect(await refusalOf(slack.files.info({ file: id }))).toBe('file_deleted');
  });

  it('takes away the message of a share that has shown after its files were deleted', async () => {
    const late = await aSurface();
    await late.posted();
    const old = late.ids();
    for (const id of old) await slack.files.delete({ file: id });
    expect((await late.withFiles()).map((m) => m.files.length)).toEqual([2]);
    late.note(old.map((file_id) => ({ key: '@taken-back', file_id })));
    const ts = await late.posted();
    expect((await late.withFiles()).map((m) => m.ts)).toEqual([ts]);
    expect(late.ids()).not.toEqual(old);
  });

  it.each(['after the files were deleted', 'after the new ids were noted'])(
    'shares them once when the process dies %s',
    async (when) => {
      const { attempt, posted, withFiles } = await aSurface();
      await workspace.fault({ method: 'share', count: 1 });
      for (const _ of Array(4)) await expect(attempt()).rejects.toMatchObject(isNotReady);
      const method = when.includes('deleted') ? 'files.getUploadURLExternal' : 'upload';
      await workspace.fault({ method, count: 1, status: 500 });
      await expect(attempt()).rejects.toThrow();
      const ts = await posted();
      expect((await withFiles()).map((m) => [m.ts, m.files.length])).toEqual([[ts, 2]]);
    },
  );

  it('forgets no file whose deletion a crash cut short, and deletes it after all', async () => {
    const { attempt, posted, ids, takenBack } = await aSurface();
    await workspace.fault({ method: 'share', count: 1 });
    for (const _ of Array(4)) await expect(attempt()).rejects.toMatchObject(isNotReady);
    const old = ids();
    await workspace.fault({ method: 'files.delete', count: 1, status: 500 });
    await expect(attempt()).rejects.toThrow();
    await slack.files.delete({ file: String(old[0]) });
    await posted();
    expect(takenBack()).toEqual(old);
    for (const id of old) expect(await refusalOf(slack.files.info({ file: id }))).toBe('file_deleted');
  });

  it('takes no message of deleted files for theirs when the process died after the deletion', async () => {
    const late = await aSurface();
    await late.posted();
    const old = late.ids();
    for (const id of old) await slack.files.delete({ file: id });
    late.note([
      ...old.map((file_id, n) => ({ key: `slide-${n + 1}`, file_id })),
      { key: '@share', file_id: '1' },
      ...old.map((file_id) => ({ key: '@taken-back', file_id })),
    ]);
    const ts = await late.posted();
    expect((await late.withFiles()).map((m) => [m.ts, m.files.map(({ name }) => name)])).toEqual([
      [ts, ['slide-1.png', 'slide-2.png']],
    ]);
  });

  it('waits on when Slack refuses to delete what may still appear', async () => {
    const { attempt, withFiles } = await aSurface();
    await workspace.fault({ method: 'share', count: 1 });
    for (const _ of Array(4)) await expect(attempt()).rejects.toMatchObject(isNotReady);
    await workspace.fault({ method: 'files.delete', count: 1, error: 'cant_delete_file' });
    await expect(attempt()).rejects.toMatchObject({ data: { error: 'cant_delete_file' } });
    expect(await withFiles()).toEqual([]);
  });
});
