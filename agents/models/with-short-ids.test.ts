import { expect, test } from 'vitest';
import { z } from 'zod';
import type { AskModel } from './ask-model.ts';
import { withShortIds } from './with-short-ids.ts';

const [one, two, gone] = [
  '0d9f4a53-9f0c-4a57-8a5e-1f2a3b4c5d6e',
  '7c1b2a39-1111-4222-8333-944455566677',
  'a2b3c4d5-2222-4333-8444-a55566677788',
];
const task = {
  task: 'blog_part',
  passages: [
    { id: one, title: 'A', text: 'um' },
    { id: two, title: 'B', text: 'dois' },
  ],
  section: { id: 's1', passage_ids: [two, one] },
  current: { evidence: [{ passage_id: gone, quote: 'três' }] },
};
const schema = z.object({ evidence: z.array(z.object({ passage_id: z.string(), quote: z.string() })) });
const options = { node: 'write', system: '', maxOutputTokens: 10 };
const answering = (answer: unknown) => {
  const asked: unknown[] = [];
  const askModel = (async (given: unknown) => {
    asked.push(given);
    return { answer, model: 'm' };
  }) as unknown as AskModel;
  return { asked, ask: () => withShortIds(askModel)(task, schema, options) };
};

test('withShortIds() sends p1, p2, ... for the ids of passages, also where they are cited', async () => {
  const { asked, ask } = answering({ evidence: [] });
  await ask();
  expect(asked).toEqual([
    {
      task: 'blog_part',
      passages: [
        { id: 'p1', title: 'A', text: 'um' },
        { id: 'p2', title: 'B', text: 'dois' },
      ],
      section: { id: 's1', passage_ids: ['p2', 'p1'] },
      current: { evidence: [{ passage_id: 'p3', quote: 'três' }] },
    },
  ]);
});

test('withShortIds() gives the answer back with the true ids, and leaves what it did not name', async () => {
  const quotes = ['p2', 'p3', 'p9', one].map((passage_id) => ({ passage_id, quote: 'q' }));
  const { ask } = answering({ evidence: quotes });
  const { answer, model } = await ask();
  expect(answer.evidence.map((e) => e.passage_id)).toEqual([two, gone, 'p9', one]);
  expect(model).toBe('m');
});

test('withShortIds() keeps the place of a passage in its document', async () => {
  const asked: unknown[] = [];
  const askModel = (async (given: unknown) => {
    asked.push(given);
    return { answer: { evidence: [{ passage_id: 'p1#7', quote: 'q' }] }, model: 'm' };
  }) as unknown as AskModel;
  const placed = { task: 't', passages: [{ id: `${one}#7`, title: 'A', text: 'um' }] };
  const { answer } = await withShortIds(askModel)(placed, schema, options);
  expect(asked).toEqual([{ task: 't', passages: [{ id: 'p1#7', title: 'A', text: 'um' }] }]);
  expect(answer.evidence).toEqual([{ passage_id: `${one}#7`, quote: 'q' }]);
});
