import { GraphInterrupt } from '@langchain/langgraph';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../../platform/errors.ts';
import { JobFailure } from '../../runner/job-failure.ts';
import { orTakeBack } from './or-take-back.ts';

const refused = new JobFailure('model_refused_request', 'refused', { params: { node: 'understand' } });
const away = new JobFailure('model_unavailable', 'away', { retryable: true });

function failing(error: unknown, { isLast = false, waits = true, aborted = false } = {}) {
  const node = orTakeBack(
    async () => {
      throw error;
    },
    { fence: 1, retries: 0, isLast },
    () => waits,
    (failure) => failure,
  );
  return node({}, { signal: aborted ? AbortSignal.abort() : undefined });
}

describe('orTakeBack()', () => {
  it.each([
    ['what no other attempt changes', refused, {}],
    ['what SQL refuses for good', new ExpectedError('no_brand_kit', 'none'), {}],
    ['an outage on the last attempt', away, { isLast: true }],
    ['a fault of our own on the last attempt', new TypeError('bug'), { isLast: true }],
  ])('takes back %s', async (_name, error, more) => {
    expect(await failing(error, more)).toEqual({
      code: 'code' in error ? error.code : 'internal',
      message: error.message,
      params: error === refused ? { node: 'understand' } : {},
    });
  });

  it.each([
    ['an outage that another attempt may outlast', away, {}],
    ['what fails where nothing waits', refused, { waits: false, isLast: true }],
    ['a lost lease', new ExpectedError('lost_lease', 'lost'), { isLast: true }],
    ['a shutdown', new ExpectedError('shutdown', 'stopping'), { isLast: true }],
    ['an abort', away, { isLast: true, aborted: true }],
    ['a question to people', new GraphInterrupt([]), { isLast: true }],
  ])('lets through %s', async (_name, error, more) => {
    await expect(failing(error, more)).rejects.toBe(error);
  });

  it('is the node itself when nothing fails', async () => {
    const node = orTakeBack(
      async (state: number) => state + 1,
      { fence: 1, retries: 0, isLast: true },
      () => true,
      () => 0,
    );
    expect(await node(1, {})).toBe(2);
  });
});
