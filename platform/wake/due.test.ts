import { expect, it } from 'vitest';
import { allDue, due } from './due.ts';

it('allDue() tells the queues of each system below its name, and that one of them works', async () => {
  const content = async () => due.parse({ queues: { outbox: -1.5, waits: 3600 }, working: false });
  const outreach = async () => due.parse({ queues: { outbox: 0 }, working: true });
  expect(await allDue({ content, outreach })).toEqual({
    queues: { 'content.outbox': -1.5, 'content.waits': 3600, 'outreach.outbox': 0 },
    working: true,
  });
});
