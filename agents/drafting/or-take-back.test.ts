import { GraphInterrupt } from '@langchain/langgraph';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import { JobFailure } from '../runner/job-failure.ts';
import { orTakeBack } from './or-take-back.ts';
import type { DraftingState } from './state.ts';

const refused = new JobFailure('model_refused_request', 'refused', { params: { node: 'understand' } });
const away = new JobFailure('model_unavailable', 'away', { retryable: true });

/** A reply is worked on while a draft waits. */
const waiting: Pick<DraftingState, 'turn' | 'shown' | 'wanted' | 'hand'> = {
  turn: { key: 'k', by: 'reply', version: 1, messages: [{ id: 1, author_id: 'ana', text: 'obrigado' }] },
  shown: { version: 1, blocking: [], support: null, claims: null },
  wanted: null,
  hand: null,
};

function failing(error: unknown, { isLast = false, waits = true, aborted = false } = {}) {
  const node = orTakeBack<typeof waiting, never>(
    async () => {
      throw error;
    },
    { fence: 1, retries: 0, isLast },
  );
  return node(waits ? waiting : { ...waiting, turn: null }, {
    signal: aborted ? AbortSignal.abort() : undefined,
  });
}

describe('orTakeBack()', () => {
  it.each([
    ['what no other attempt changes', refused, {}],
    ['what SQL refuses for good', new ExpectedError('no_brand_kit', 'none'), {}],
    ['an outage on the last attempt', away, { isLast: true }],
    ['a fault of our own on the last attempt', new TypeError('bug'), { isLast: true }],
  ])('takes back %s', async (_name, error, more) => {
    expect(await failing(error, more)).toEqual({
      stopped: {
        run: 1,
        retries: 0,
        code: 'code' in error ? error.code : 'internal',
        message: error.message,
        params: error === refused ? { node: 'understand' } : {},
      },
    });
  });

  it.each([
    ['an outage that another attempt may outlast', away, {}],
    ['what fails where nothing waits', refused, { waits: false, isLast: true }],
    ['a refusal by a cap, at which people are asked', new JobFailure('budget_cap', 'no'), { isLast: true }],
    ['a lost lease', new ExpectedError('lost_lease', 'lost'), { isLast: true }],
    ['a shutdown', new ExpectedError('shutdown', 'stopping'), { isLast: true }],
    ['an abort', away, { isLast: true, aborted: true }],
    ['a question to people', new GraphInterrupt([]), { isLast: true }],
  ])('lets through %s', async (_name, error, more) => {
    await expect(failing(error, more)).rejects.toBe(error);
  });

  it('is the node itself when nothing fails', async () => {
    const node = orTakeBack(async (state: typeof waiting) => state.shown?.version, {
      fence: 1,
      retries: 0,
      isLast: true,
    });
    expect(await node(waiting, {})).toBe(1);
  });
});
