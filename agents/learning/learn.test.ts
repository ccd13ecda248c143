import { expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import type { Log } from '../../platform/log.ts';
import type { ContentForAgent, Lesson } from '../../ports/content.ts';
import { learnOne } from './learn.ts';

type Kept = Parameters<ContentForAgent['recordLesson']>[0];

const text = (body: string) => ({
  ...{ kind: 'carousel', title: 'T', language: 'pt', slides: [], sources: [] },
  ...{ post: { hook: '', body, hashtags: [] }, brand_version: 1, model: 'm', offline: false },
});
const lesson: Lesson = {
  job_id: 'j',
  version: 2,
  locale: 'pt-BR',
  by_hand: true,
  before: text('O preço sozinho não diz o que vem na caixa do implante.'),
  after: text('O custo sozinho não diz o que vem na caixa do implante.'),
  words: [],
  rules: { version: 1, voice: '', rules: [] },
};

/** Learns from one lesson, over a database that answers its n-th attempt to keep it with `refuses[n]`. */
async function learn(given: Lesson, refuses: (Error | undefined)[] = []) {
  const tried: Kept[] = [];
  const events: string[] = [];
  const say = (event: string) => void events.push(event);
  const log: Log = { info: say, warn: say, error: say };
  const content = {
    nextLesson: async () => given,
    recordLesson: async (kept: Kept) => {
      const refusal = refuses[tried.push(kept) - 1];
      if (refusal) throw refusal;
      return true;
    },
  };
  const ended = await learnOne({ content, log }).catch((error: unknown) => error);
  return { ended, events, kept: tried.map(({ corrections }) => corrections.length) };
}

it('learnOne() keeps what a person changed', async () => {
  expect(await learn(lesson)).toEqual({ ended: true, events: ['lesson_learned'], kept: [1] });
});

it('learnOne() learns nothing from a version that an earlier release wrote in another way, and passes on', async () => {
  const old = { ...lesson, before: { kind: 'carousel', pages: [] } };
  expect(await learn(old)).toEqual({
    ended: true,
    events: ['lesson_not_readable', 'lesson_learned'],
    kept: [0],
  });
});

it('learnOne() passes on from what the database would refuse each time', async () => {
  const refused = new ExpectedError('bad_correction', 'Cannot keep it');
  expect(await learn(lesson, [refused])).toEqual({ ended: true, events: ['lesson_refused'], kept: [1, 0] });
});

it.each([
  new ExpectedError('database_unavailable', 'No answer'),
  new ExpectedError('token_refused', 'Expired'),
  new Error('a fault of ours'),
])('learnOne() leaves a lesson for the next time after "%s"', async (error) => {
  expect(await learn(lesson, [error])).toEqual({ ended: error, events: [], kept: [1] });
});
