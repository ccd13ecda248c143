import { expect, test } from 'vitest';
import type { OutboxItem } from '../../ports/content.ts';
import type { ContentDesk } from '../content-desk.ts';
import { textsOf } from '../texts/texts.ts';
import { showAtWork } from './show-at-work.ts';

type Shown = Pick<OutboxItem, 'job' | 'ts' | 'channel_id' | 'thread_ts'>;

/** What Slack is told of the thread. */
async function told(
  item: { status: string; ts: string | null; thread_ts: string | null; locale?: 'en' | 'pt-BR' },
  refusal?: Error,
) {
  const calls: unknown[] = [];
  const setStatus = async (call: unknown) => {
    calls.push(call);
    if (refusal) throw refusal;
  };
  const slack = { assistant: { threads: { setStatus } } } as unknown as ContentDesk['slack'];
  const { status, ts, thread_ts, locale = 'en' } = item;
  const shown = { job: { status, type: 'carousel' }, channel_id: 'C1', ts, thread_ts } as unknown as Shown;
  await showAtWork({ slack }, shown, textsOf(locale));
  return calls;
}
const running = { status: 'running', ts: '2.1', thread_ts: '1.1' };

test('a job that runs is said to be worked on, in its thread', async () => {
  const place = { channel_id: 'C1', thread_ts: '1.1' };
  expect(await told(running)).toEqual([{ ...place, status: 'is working on the carousel…' }]);
  expect(await told({ ...running, locale: 'pt-BR' })).toEqual([
    { ...place, status: 'está preparando o carrossel…' },
  ]);
});

test.each(['queued', 'awaiting_review', 'failed', 'cancelled'])(
  'of a job that is %s it is taken back',
  async (status) => {
    expect(await told({ ...running, status })).toMatchObject([{ status: '' }]);
    // Nothing was said before its first message.
    expect(await told({ ...running, status, ts: null })).toEqual([]);
  },
);

test('a refusal by Slack hurts nothing', async () => {
  expect(await told(running, new Error('unknown_method'))).toHaveLength(1);
});
