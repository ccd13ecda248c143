import { describe, expect, it } from 'vitest';
import type { HouseRule } from '../../ports/content.ts';
import type { MendTask } from '../../ports/model-tasks.ts';
import type { AskModel } from '../models/ask-model.ts';
import { JobFailure } from '../runner/job-failure.ts';
import { mendSentences } from './mend-sentences.ts';

const banned: HouseRule = {
  id: 'r1',
  kind: 'banned_word',
  pattern: 'milagre',
  severity: 'block',
  reason: 'x',
};
const before = 'Vale destacar que o ensaio[^1] usa 3 lotes.';
const text = `O lote muda. ${before}`;
const run = { node: 'mend', round: 0 };

const mending = async (after: string | Error | null) => {
  const asked: MendTask[] = [];
  const askModel = (async (task: MendTask) => {
    asked.push(task);
    if (after instanceof Error) throw after;
    return { answer: { sentences: after === null ? [] : [{ number: 1, sentence: after }] }, model: 'm' };
  }) as unknown as AskModel;
  const mended = await mendSentences(
    askModel,
    [{ place: 's1', text, role: 'body', quotes: [] }],
    [{ code: 'ai_sounding', params: { sentence: before, tells: ['frame'] }, place: 's1' }],
    { language: 'pt', rules: { voice: '', rules: [banned] } },
    run,
  );
  return { asked, mended };
};

describe('mendSentences()', () => {
  it('asks for the sentence alone, with why and the text around it, and gives the new one', async () => {
    const { asked, mended } = await mending('O ensaio[^1] usa 3 lotes.');
    expect(asked[0]?.sentences).toEqual([
      { number: 1, why: 'it announces that something is important: say it', sentence: before, within: text },
    ]);
    expect(mended).toEqual([{ place: 's1', before, after: 'O ensaio[^1] usa 3 lotes.' }]);
  });

  it.each([
    ['another number', 'O ensaio[^1] usa 4 lotes.'],
    ['a number lost', 'O ensaio[^1] usa lotes.'],
    ['a mark lost', 'O ensaio usa 3 lotes.'],
    ['a mark more', 'O ensaio[^1] usa 3 lotes.[^2]'],
    ['a banned word', 'O milagre do ensaio[^1]: 3 lotes.'],
    ['a second paragraph', 'O ensaio[^1]\n\nusa 3 lotes.'],
    ['far more words', `O ensaio[^1] usa 3 lotes, ${'e mais '.repeat(10)}`],
    ['a tag', '<b>O ensaio</b>[^1] usa 3 lotes.'],
    ['nothing', ''],
    ['the same', before],
  ])('leaves the sentence as it was when the new one has %s', async (_what, after) => {
    expect((await mending(after)).mended).toEqual([]);
  });

  it('blocks nothing: without a usable answer all stays, but a cap or an outage is told as ever', async () => {
    expect((await mending(null)).mended).toEqual([]);
    for (const code of ['model_refused_request', 'model_invalid_answer'] as const)
      expect((await mending(new JobFailure(code, 'no'))).mended).toEqual([]);
    const cap = new JobFailure('budget_cap', 'no');
    await expect(mending(cap)).rejects.toBe(cap);
  });
});
