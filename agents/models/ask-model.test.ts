import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ExpectedError } from '../../platform/errors.ts';
import { silentLog } from '../../platform/log.ts';
import type { ContentForAgent } from '../../ports/content.ts';
import { ledgerInMemory } from '../../testing/agents/ledger.ts';
import { readMessage } from '../../testing/writer.ts';
import { askModelFor } from './ask-model.ts';
import { type ChatModel, type ChatReply, type ChatRequest, ModelError } from './chat-model.ts';
import type { Price } from './prices.ts';
import { settingsOf } from './task-settings.ts';

type Ledger = Pick<ContentForAgent, 'reserveUsage' | 'settleUsage' | 'voidUsage'>;
const answer = z.object({ word: z.string() });
const good = '{"word":"yes"}';

function model(...replies: (string | Partial<ChatReply> | Error)[]) {
  const asked: ChatRequest[] = [];
  const chat: ChatModel = {
    name: 'm',
    async complete(request) {
      asked.push(request);
      const reply = replies[asked.length - 1] ?? good;
      if (reply instanceof Error) throw reply;
      const given = typeof reply === 'string' ? { text: reply } : reply;
      return {
        text: '',
        refusal: null,
        model: 'm-1',
        inputTokens: 100,
        outputTokens: 10,
        cutOff: false,
        ...given,
      };
    },
  };
  return { chat, asked };
}

function ask(
  chat: ChatModel,
  calls: Ledger,
  more: { round?: number; topic?: string; retries?: number; price?: Price; known?: boolean } = {},
) {
  const { round = 0, topic = 'a', retries = 0, price = { input: 10, output: 100 }, known = true } = more;
  const model = { chat, price, known };
  const askModel = askModelFor({
    models: { writing: model, small: model },
    content: calls,
    claim: { id: 'j', fence: 1 },
    retries,
    clock: { now: () => 0, sleep: async () => {} },
    log: silentLog,
  });
  const task = { task: 'a_word', topic };
  return askModel(task, answer, { node: 'plan', system: 's', round });
}

describe('askModelFor()', () => {
  it('sends the task as one JSON message and settles with the reported usage', async () => {
    const { rows, calls } = ledgerInMemory();
    const { chat, asked } = model(good);
    expect(await ask(chat, calls)).toEqual({ answer: { word: 'yes' }, model: 'm-1' });
    expect(asked[0]?.messages).toEqual([
      {
        role: 'system',
        content: expect.stringMatching(/^s\n\nAnswer with one JSON object[\s\S]*word: string;/),
      },
      { role: 'user', content: '{"task":"a_word","topic":"a"}' },
    ]);
    expect(asked[0]?.answer.name).toBe('a_word');
    expect(rows).toMatchObject([{ state: 'settled', usd: (100 * 10 + 10 * 100) / 1e6 }]);
  });

  it('reserves at least what the longest answer can cost before it calls', async () => {
    const { rows, calls } = ledgerInMemory();
    const { chat } = model(new Error('the process dies here'));
    await expect(ask(chat, calls)).rejects.toThrow('dies');
    expect(rows).toMatchObject([{ state: 'reserved' }]);
    expect(rows[0]?.usd).toBeGreaterThan((settingsOf('a_word').maxOutputTokens * 100) / 1e6);
  });

  it('answers a paid question from the ledger, another one and another round from the model', async () => {
    const { calls } = ledgerInMemory();
    const { chat, asked } = model();
    await ask(chat, calls);
    await ask(chat, calls);
    expect(asked).toHaveLength(1);
    await ask(chat, calls, { topic: 'b' });
    await ask(chat, calls, { round: 1 });
    expect(asked).toHaveLength(3);
  });

  it.each([
    ['invalid JSON', '{"word'],
    ['an empty text', '   '],
    ['the wrong shape', '{"word":7}'],
  ])('sends %s back with what was wrong', async (_what, reply) => {
    const { calls } = ledgerInMemory();
    const { chat, asked } = model(reply);
    expect((await ask(chat, calls)).answer).toEqual({ word: 'yes' });
    const told = readMessage(asked[1]?.messages.at(-1)?.content ?? '');
    expect(told).toMatchObject({
      task: 'a_word',
      topic: 'a',
      unusable_answer: { problem: expect.any(String) },
    });
  });

  it('gives a cut-off answer more room and less thought, and reserves for it; never asks to be brief', async () => {
    const { rows, calls } = ledgerInMemory();
    const cut = { text: '{"wo', cutOff: true, outputTokens: 6000 };
    const { chat, asked } = model(cut, cut, good);
    expect((await ask(chat, calls)).answer).toEqual({ word: 'yes' });
    expect(asked.map((a) => [a.maxOutputTokens, a.effort])).toEqual([
      [6000, 'low'],
      [18_000, 'none'],
      [48_000, 'none'],
    ]);
    expect(new Set(asked.map((a) => JSON.stringify(a.messages))).size).toBe(1);
    expect(rows.map((row) => row.state)).toEqual(['settled', 'settled', 'settled']);
    expect(rows[0]?.usd).toBe((100 * 10 + 6000 * 100) / 1e6);
  });

  it('ends when more room does not help; the next attempt pays for none of it again', async () => {
    const { calls } = ledgerInMemory();
    const cut = { text: '', cutOff: true };
    const { chat, asked } = model(cut, cut, cut);
    for (const _attempt of [1, 2])
      await expect(ask(chat, calls)).rejects.toMatchObject({ code: 'model_cut_off', retryable: false });
    expect(asked).toHaveLength(3);
  });

  it('does not give a loop more room', async () => {
    const { calls } = ledgerInMemory();
    const { chat, asked } = model({ text: `{"word":"${'so it goes '.repeat(300)}`, cutOff: true });
    await ask(chat, calls);
    expect(asked.map((a) => a.maxOutputTokens)).toEqual([6000, 6000]);
  });

  it('prices cached input as the maker does, and takes the word of an endpoint for a price that is not known', async () => {
    const { rows, calls } = ledgerInMemory();
    const reply = { text: good, inputTokens: 100, cachedInputTokens: 60, outputTokens: 10, costUsd: 0.5 };
    const price = { input: 10, cachedInput: 1, output: 100 };
    await ask(model(reply).chat, calls, { price });
    expect(rows[0]?.usd).toBeCloseTo((40 * 10 + 60 * 1 + 10 * 100) / 1e6, 12);
    await ask(model(reply).chat, calls, { topic: 'b', price: { input: 0, output: 0 }, known: false });
    expect(rows[1]?.usd).toBe(0.5);
  });

  it('keeps a paid answer through a short absence of the database', async () => {
    const { rows, calls } = ledgerInMemory();
    let away = 2;
    const settleUsage: Ledger['settleUsage'] = async (...args) => {
      // The first try was kept, and only its answer was lost.
      if (away === 2) await calls.settleUsage(...args);
      else if (away <= 0) throw new ExpectedError('not_reserved', 'no');
      away -= 1;
      throw new ExpectedError(away >= 0 ? 'database_unavailable' : 'not_reserved', 'away');
    };
    const { chat, asked } = model(good);
    expect((await ask(chat, { ...calls, settleUsage })).answer).toEqual({ word: 'yes' });
    expect([asked.length, rows.map((row) => row.state)]).toEqual([1, ['settled']]);
  });

  it('reads an answer in a code fence', async () => {
    const { calls } = ledgerInMemory();
    const { chat, asked } = model(`\`\`\`json\n${good}\n\`\`\``);
    expect((await ask(chat, calls)).answer).toEqual({ word: 'yes' });
    expect(asked).toHaveLength(1);
  });

  it('gives up after two repairs; the next attempt pays for new answers only', async () => {
    const { rows, calls } = ledgerInMemory();
    const { chat, asked } = model('x', 'y', 'z', good);
    await expect(ask(chat, calls)).rejects.toMatchObject({ code: 'model_invalid_answer', retryable: true });
    expect(asked).toHaveLength(3);
    expect((await ask(chat, calls)).answer).toEqual({ word: 'yes' });
    expect(asked).toHaveLength(4);
    expect(rows.map((r) => r.state)).toEqual(Array(4).fill('settled'));
  });

  it('ends at a refusal, which asking again does not change', async () => {
    const { calls } = ledgerInMemory();
    const { chat, asked } = model({ refusal: 'I will not' });
    await expect(ask(chat, calls)).rejects.toMatchObject({ code: 'model_refused_request', retryable: false });
    expect(asked).toHaveLength(1);
  });

  it('does not call above a cap', async () => {
    const { calls } = ledgerInMemory(0.0001);
    const { chat, asked } = model();
    await expect(ask(chat, calls)).rejects.toMatchObject({
      code: 'budget_cap',
      retryable: false,
      params: { scope: 'job', unit: 'usd', cap: 0.0001 },
    });
    expect(asked).toEqual([]);
  });

  it.each([
    [false, 'void'],
    [true, 'reserved'],
  ])('when a failed call may have cost something (%j), its reservation is %s', async (mayHaveCost, state) => {
    const { rows, calls } = ledgerInMemory();
    const { chat } = model(new ModelError('model_unavailable', 'busy', { mayHaveCost, retryAfterS: 7 }));
    await expect(ask(chat, calls)).rejects.toMatchObject({
      code: 'model_unavailable',
      retryable: true,
      retryAfterS: 7,
    });
    expect(rows).toMatchObject([{ state }]);
  });

  it('settles an answer that broke off at what its endpoint reported, and asks again at the next try', async () => {
    const { rows, calls } = ledgerInMemory();
    const broken = new ModelError('model_unavailable', 'broke off', { mayHaveCost: true });
    broken.used = { inputTokens: 100, outputTokens: 10 };
    const { chat, asked } = model(broken);
    await expect(ask(chat, calls)).rejects.toMatchObject({ code: 'model_unavailable' });
    expect(rows).toMatchObject([{ state: 'settled', usd: (100 * 10 + 10 * 100) / 1e6, reply: null }]);
    expect((await ask(chat, calls)).answer).toEqual({ word: 'yes' });
    expect(asked).toHaveLength(2);
  });

  it('keeps of an unusable answer what its model is shown, and reads it again as the same', async () => {
    const { rows, calls } = ledgerInMemory();
    // Its head alone would be a good answer.
    const { chat, asked } = model(`${good}${' '.repeat(30_000)}{"word":1`, `${good}${'x'.repeat(500_000)}`);
    await ask(chat, calls);
    const lengths = rows.map(({ reply }) => (reply as ChatReply).text.length);
    expect(lengths).toEqual([20_000, 20_000, good.length]);
    // Another try finds the same three answers.
    expect((await ask(chat, calls)).answer).toEqual({ word: 'yes' });
    expect(asked).toHaveLength(3);
  });

  it('asks again after a refusal when a person retries, once for each Retry, and pays no usable answer twice', async () => {
    const { calls } = ledgerInMemory();
    const { chat, asked } = model({ refusal: 'no' }, { refusal: 'still no' }, good);
    const outcome = (retries: number) =>
      ask(chat, calls, { retries }).then(
        () => 'answered',
        (error) => error.code,
      );
    expect([await outcome(0), await outcome(0), asked.length]).toEqual([
      'model_refused_request',
      'model_refused_request',
      1,
    ]);
    expect([await outcome(1), await outcome(1), asked.length]).toEqual([
      'model_refused_request',
      'model_refused_request',
      2,
    ]);
    expect([await outcome(2), await outcome(2), asked.length]).toEqual(['answered', 'answered', 3]);
    await ask(chat, calls, { topic: 'b' });
    await ask(chat, calls, { topic: 'b', retries: 1 });
    expect(asked).toHaveLength(4);
  });

  it('keeps characters out of the ledger that jsonb refuses', async () => {
    const { rows, calls } = ledgerInMemory();
    const { chat } = model('{"word":"a\0b\ud800"}');
    await ask(chat, calls).catch(() => {});
    expect(JSON.stringify(rows[0]?.reply)).not.toMatch(/\\u0000|\\ud800/);
  });
});
