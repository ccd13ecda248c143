import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../platform/clock.ts';
import { ExpectedError } from '../../platform/errors.ts';
import { silentLog } from '../../platform/log.ts';
import type { ProfileName } from '../../testing/model-endpoint/profiles/profiles.ts';
import { type Endpoint, startModelEndpoint } from '../../testing/model-endpoint/start-model-endpoint.ts';
import type { ChatRequest } from './chat-model.ts';
import { type Dialect, firstDialect } from './dialect.ts';
import { dialectKey, durableMemory, processMemory } from './dialect-memory.ts';
import { openAiChat } from './open-ai-chat.ts';
import { readAnswer } from './read-answer.ts';
import { askInWords } from './shape-in-words.ts';
import { strictSchema } from './strict-schema.ts';

const shape = z.object({ word: z.string() });
const endpoints: Endpoint[] = [];
afterEach(async () => {
  for (const endpoint of endpoints.splice(0)) await endpoint.stop();
});

async function at(profile: ProfileName, memory = processMemory(), model?: string) {
  const endpoint = await startModelEndpoint({ profile, answer: () => ({ content: '{"word":"yes"}' }) });
  endpoints.push(endpoint);
  const settings = { apiKey: 'k', baseUrl: endpoint.url, model: model ?? endpoint.model, timeoutMs: 5000 };
  const chat = openAiChat(settings, systemClock, memory);
  const ask = (more: Partial<ChatRequest> = {}) =>
    chat.complete({
      messages: [
        { role: 'system', content: askInWords(shape) },
        { role: 'user', content: 'a word' },
      ],
      answer: { name: 'a_word', schema: strictSchema(shape) },
      effort: 'none',
      verbosity: 'low',
      maxOutputTokens: 3000,
      timeoutMs: 5000,
      ...more,
    });
  const statuses = () => endpoint.calls.map((call) => call.status);
  return { endpoint, settings, ask, statuses };
}

describe('openAiChat()', () => {
  it.each([
    ['openai', 1],
    ['azure', 1],
    ['gemini', 0],
    ['anthropic', 0],
    ['openrouter', 0],
    ['vllm', 0],
    ['ollama', 0],
    ['litellm', 0],
  ] as const)(
    'reads an answer of %s after %i refusals, and after none from then on',
    async (profile, refusals) => {
      const { endpoint, ask, statuses } = await at(profile);
      const answer = readAnswer(await ask(), shape);
      expect(answer).toEqual({ ok: true, value: { word: 'yes' } });
      expect(statuses()).toEqual([...Array(refusals).fill(400), 200]);
      await ask();
      expect(statuses()).toHaveLength(refusals + 2);
      expect(endpoint.billed()).toHaveLength(2);
    },
  );

  it('learns of a refusal that names no parameter that the effort was to blame, and keeps the schema', async () => {
    const memory = processMemory();
    const { settings, ask, statuses } = await at('gemini', memory, 'gemini-3.5-flash-lite');
    await ask();
    expect(statuses()).toEqual([400, 200]);
    expect(await memory.recall(dialectKey(settings))).toMatchObject({
      mode: 'json_schema',
      effort: 'from_low',
    });
  });

  it('forgets what it has learned when that is refused, and learns anew', async () => {
    const memory = processMemory();
    const { endpoint, settings, ask, statuses } = await at('openai', memory);
    const key = dialectKey(settings);
    const old: Dialect = { ...firstDialect(settings), mode: 'prompt', tokens: 'max_tokens' };
    await memory.keep(key, old);
    expect(readAnswer(await ask(), shape).ok).toBe(true);
    expect(await memory.recall(key)).toMatchObject({ mode: 'json_schema', tokens: 'max_completion_tokens' });
    expect(statuses()).toEqual([400, 400, 200]);
    expect(endpoint.billed()).toHaveLength(1);
  });

  it('forgets nothing and asks no more when the refusal is about something else', async () => {
    const { ask, statuses, endpoint } = await at('openai');
    await ask();
    const arrived = endpoint.next('context_too_long');
    await expect(ask()).rejects.toMatchObject({ code: 'model_context_full', mayHaveCost: false });
    await arrived;
    expect(statuses()).toEqual([400, 200, 400]);
  });

  it.each([
    ['openai', 'model_not_found'],
    ['litellm', 'model_not_found'],
    ['azure', 'model_not_found'],
  ] as const)(
    'says of a typo at %s that the model is not known, with the words of the endpoint',
    async (profile, code) => {
      const { ask } = await at(profile, processMemory(), 'gpt-6-lunar');
      await expect(ask()).rejects.toMatchObject({
        code,
        said: expect.stringMatching(/not (exist|available)/),
      });
    },
  );

  it('gives an endpoint up that hangs after its headers', async () => {
    const { endpoint, ask } = await at('vllm');
    void endpoint.next('hang_after_headers');
    const { settings } = await at('vllm');
    const hasty = openAiChat({ ...settings, baseUrl: endpoint.url, timeoutMs: 300 }, systemClock);
    await expect(
      hasty.complete({
        messages: [{ role: 'user', content: 'x' }],
        answer: { name: 'a', schema: {} },
        effort: 'low',
        verbosity: 'low',
        maxOutputTokens: 9,
        timeoutMs: 300,
      }),
    ).rejects.toMatchObject({ code: 'model_unavailable', mayHaveCost: true });
    expect((await ask()).text).toContain('yes');
  });
});

describe('durableMemory()', () => {
  const dialect = firstDialect({ baseUrl: null, model: 'm' });

  it('asks the database once for each endpoint, and lets the next process know', async () => {
    const kept = new Map<string, unknown>();
    let asked = 0;
    const content = {
      async recallDialect(key: string) {
        asked += 1;
        return kept.get(key) ?? null;
      },
      async keepDialect(key: string, value: object | null) {
        kept.set(key, value);
        return null;
      },
    };
    const memory = durableMemory(content, silentLog);
    expect([await memory.recall('k'), await memory.recall('k'), asked]).toEqual([null, null, 1]);
    await memory.keep('k', dialect);
    expect(await durableMemory(content, silentLog).recall('k')).toEqual(dialect);
    kept.set('k', { mode: 'a mode of a later version' });
    expect(await durableMemory(content, silentLog).recall('k')).toBeNull();
  });

  it('goes on without the database', async () => {
    const away = async () => {
      throw new ExpectedError('database_unavailable', 'away');
    };
    const memory = durableMemory({ recallDialect: away, keepDialect: away }, silentLog);
    expect(await memory.recall('k')).toBeNull();
    await memory.keep('k', dialect);
    expect(await memory.recall('k')).toEqual(dialect);
  });
});
