import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { silentLog } from '../../platform/log.ts';
import type { ContentForAgent } from '../../ports/content.ts';
import { readMessage } from '../../sandbox/writer/read-message.ts';
import { askModelFor } from './ask-model.ts';
import { type ChatModel, type ChatReply, type ChatRequest, ModelError } from './chat-model.ts';

type Ledger = Pick<ContentForAgent, 'reserveUsage' | 'settleUsage' | 'voidUsage'>;
const answer = z.object({ word: z.string() });
const good = '{"word":"yes"}';

/** The usage ledger in memory; refuses to settle or void what is not reserved, as SQL does. */
function ledger(cap = Number.POSITIVE_INFINITY) {
  const rows: { key: string; state: 'reserved' | 'settled' | 'void'; usd: number; reply?: unknown }[] = [];
  const open = (id: number) => {
    const row = rows[id];
    if (row?.state !== 'reserved') throw new Error(`usage ${id} is not reserved`);
    return row;
  };
  const calls: Ledger = {
    async reserveUsage(_claim, call) {
      const id = rows.findIndex((r) => r.key === call.call_key && r.state === 'settled');
      if (id >= 0) return { outcome: 'settled', usage_id: id, reply: rows[id]?.reply, cap: null };
      const spent = rows.reduce((sum, r) => sum + (r.state === 'void' ? 0 : r.usd), 0);
      if (spent + call.usd > cap) {
        return {
          outcome: 'refused',
          usage_id: null,
          reply: null,
          cap: { scope: 'job' as const, unit: 'usd' as const, cap, spent },
        };
      }
      rows.push({ key: call.call_key, state: 'reserved', usd: call.usd });
      return { outcome: 'reserved', usage_id: rows.length - 1, reply: null, cap: null };
    },
    async settleUsage(_claim, id, paid) {
      Object.assign(open(id), { state: 'settled', usd: paid.usd, reply: paid.reply });
      return null;
    },
    async voidUsage(_claim, id) {
      open(id).state = 'void';
      return null;
    },
  };
  return { rows, calls };
}

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
  more: { round?: number; topic?: string; retries?: number } = {},
) {
  const { round = 0, topic = 'a', retries = 0 } = more;
  const askModel = askModelFor({
    chat,
    price: { input: 10, output: 100 },
    content: calls,
    claim: { id: 'j', fence: 1 },
    retries,
    log: silentLog,
  });
  const task = { task: 'a_word', topic };
  return askModel(task, answer, { node: 'plan', system: 's', maxOutputTokens: 1000, round });
}

describe('askModelFor()', () => {
  it('sends the task as one JSON message and settles with the reported usage', async () => {
    const { rows, calls } = ledger();
    const { chat, asked } = model(good);
    expect(await ask(chat, calls)).toEqual({ answer: { word: 'yes' }, model: 'm-1' });
    expect(asked[0]?.messages).toEqual([
      { role: 'system', content: 's' },
      { role: 'user', content: '{"task":"a_word","topic":"a"}' },
    ]);
    expect(asked[0]?.answer.name).toBe('a_word');
    expect(rows).toMatchObject([{ state: 'settled', usd: (100 * 10 + 10 * 100) / 1e6 }]);
  });

  it('reserves at least what the longest answer can cost before it calls', async () => {
    const { rows, calls } = ledger();
    const { chat } = model(new Error('the process dies here'));
    await expect(ask(chat, calls)).rejects.toThrow('dies');
    expect(rows).toMatchObject([{ state: 'reserved' }]);
    expect(rows[0]?.usd).toBeGreaterThan((1000 * 100) / 1e6);
  });

  it('answers a paid question from the ledger, another one and another round from the model', async () => {
    const { calls } = ledger();
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
    ['a cut-off answer', { text: good, cutOff: true }],
  ])('sends %s back with what was wrong', async (_what, reply) => {
    const { calls } = ledger();
    const { chat, asked } = model(reply);
    expect((await ask(chat, calls)).answer).toEqual({ word: 'yes' });
    const told = readMessage(asked[1]?.messages.at(-1)?.content ?? '');
    expect(told).toMatchObject({
      task: 'a_word',
      topic: 'a',
      unusable_answer: { problem: expect.any(String) },
    });
  });

  it('reads an answer in a code fence', async () => {
    const { calls } = ledger();
    const { chat, asked } = model(`\`\`\`json\n${good}\n\`\`\``);
    expect((await ask(chat, calls)).answer).toEqual({ word: 'yes' });
    expect(asked).toHaveLength(1);
  });

  it('gives up after two repairs; the next attempt pays for new answers only', async () => {
    const { rows, calls } = ledger();
    const { chat, asked } = model('x', 'y', 'z', good);
    await expect(ask(chat, calls)).rejects.toMatchObject({ code: 'model_invalid_answer', retryable: true });
    expect(asked).toHaveLength(3);
    expect((await ask(chat, calls)).answer).toEqual({ word: 'yes' });
    expect(asked).toHaveLength(4);
    expect(rows.map((r) => r.state)).toEqual(Array(4).fill('settled'));
  });

  it('ends at a refusal, which asking again does not change', async () => {
    const { calls } = ledger();
    const { chat, asked } = model({ refusal: 'I will not' });
    await expect(ask(chat, calls)).rejects.toMatchObject({ code: 'model_refused_request', retryable: false });
    expect(asked).toHaveLength(1);
  });

  it('does not call above a cap', async () => {
    const { calls } = ledger(0.0001);
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
    const { rows, calls } = ledger();
    const { chat } = model(new ModelError('model_unavailable', 'busy', { mayHaveCost, retryAfterS: 7 }));
    await expect(ask(chat, calls)).rejects.toMatchObject({
      code: 'model_unavailable',
      retryable: true,
      retryAfterS: 7,
    });
    expect(rows).toMatchObject([{ state }]);
  });

  it('asks again after a refusal when a person retries, once for each Retry, and pays no usable answer twice', async () => {
    const { calls } = ledger();
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
    const { rows, calls } = ledger();
    const { chat } = model('{"word":"a\0b\ud800"}');
    await ask(chat, calls).catch(() => {});
    expect(JSON.stringify(rows[0]?.reply)).not.toMatch(/\\u0000|\\ud800/);
  });
});
