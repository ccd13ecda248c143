import { expect, it } from 'vitest';
import type { ContentForAgent } from '../../ports/content.ts';
import { wakeOutbox } from './wake-outbox.ts';

it('wakeOutbox() wakes after what Slack shows has changed, and not for an empty claim', async () => {
  let wakes = 0;
  let job: unknown = null;
  let reaped = 0;
  const content = {
    claimJob: async () => job,
    reapJobs: async () => reaped,
    heartbeatJob: async () => null,
    recordProgress: async () => null,
    recordReply: async () => null,
    failJob: async () => {
      throw new Error('lost');
    },
  } as unknown as ContentForAgent;
  const waking = wakeOutbox(content, {
    wake: () => {
      wakes += 1;
    },
    listen: () => {},
    wait: async () => {},
  });
  const claim = { id: 'j', fence: 1 };
  await waking.claimJob('w', []);
  await waking.reapJobs();
  await waking.heartbeatJob(claim);
  await expect(waking.failJob(claim, { code: 'x', message: '' }, null)).rejects.toThrow('lost');
  expect(wakes).toBe(0);
  job = {};
  reaped = 2;
  await waking.claimJob('w', []);
  await waking.reapJobs();
  await waking.recordProgress(claim, {});
  await waking.recordReply(claim, {
    key: 'k',
    kind: 'unclear',
    text: '',
    person_id: null,
    version: null,
    offline: false,
  });
  expect(wakes).toBe(4);
});
