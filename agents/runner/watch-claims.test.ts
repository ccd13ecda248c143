import { expect, it } from 'vitest';
import { createHint } from '../../platform/hint.ts';
import { watchClaims } from './watch-claims.ts';

const claim = { id: 'j', fence: 1 };
const other = { id: 'k', fence: 4 };

/** Looks are told apart by what wakes them: without a wake none comes before the test ends. */
async function world(lostClaims: () => Promise<string[]>) {
  const jobs = createHint();
  const until = new AbortController();
  const held = new AbortController();
  const lost: string[] = [];
  const asked: unknown[] = [];
  const watched = [claim, other].map((of) => ({
    claim: of,
    held: of === claim ? held.signal : new AbortController().signal,
    lost: (error: Error) => void lost.push(`${of.id} ${(error as { code?: string }).code}`),
  }));
  const content = {
    lostClaims: (claims: unknown) => {
      asked.push(claims);
      return lostClaims();
    },
  };
  const watching = watchClaims(content, () => watched, jobs, until.signal);
  const press = async () => {
    jobs.wake();
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
  };
  const end = async () => {
    until.abort();
    await watching;
  };
  return { press, end, held, lost, asked };
}

it('asks once for all jobs when a press wakes it, and tells those that are lost alone', async () => {
  const { press, end, lost, asked } = await world(async () => ['j']);
  await press();
  await end();
  expect(asked).toEqual([[claim, other]]);
  expect(lost).toEqual(['j lost_lease']);
});

it('says nothing of a claim that ends by itself, before or while it asks', async () => {
  const { press, end, held, lost, asked } = await world(async () => {
    held.abort();
    return ['j'];
  });
  await press();
  await press();
  await end();
  expect(asked).toEqual([[claim, other], [other]]);
  expect(lost).toEqual([]);
});

it('loses no job when the database does not answer', async () => {
  const { press, end, lost } = await world(async () => {
    throw new Error('away');
  });
  await press();
  await end();
  expect(lost).toEqual([]);
});
