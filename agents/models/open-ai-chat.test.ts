import { LLMock } from '@copilotkit/aimock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../platform/clock.ts';
import { deckPlan } from '../../ports/model-tasks.ts';
import type { ChatRequest } from './chat-model.ts';
import { openAiChat } from './open-ai-chat.ts';

// An OpenAI endpoint that is not ours: what the offline writer and the client agree on could be wrong on both sides.
let endpoint: LLMock;
let requests: {
  response_format?: { type: string; json_schema?: { name?: string; strict?: boolean } };
  model?: string;
}[];
beforeEach(async () => {
  endpoint = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent' });
  requests = [];
  await endpoint.start();
});
afterEach(() => endpoint.stop());

const chat = (timeoutMs = 5000) =>
  openAiChat({ apiKey: 'k', baseUrl: `${endpoint.url}/v1`, model: 'gpt-6-luna', timeoutMs }, systemClock);
const request: ChatRequest = {
  messages: [
    { role: 'system', content: 'rules' },
    { role: 'user', content: '{"task":"carousel_plan"}' },
  ],
  answer: { name: 'carousel_plan', schema: z.toJSONSchema(deckPlan) },
  effort: 'low',
  verbosity: 'low',
  maxOutputTokens: 500,
  timeoutMs: 5000,
};
const answers = (reply: Record<string, unknown>) =>
  endpoint.on({ predicate: () => true, endpoint: 'chat' }, (asked) => {
    requests.push(asked as never);
    return reply as never;
  });

it('asks for strict JSON by the name of the task and reads text and usage', async () => {
  answers({
    content: '{"enough":false}',
    usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
  });
  expect(await chat().complete(request)).toMatchObject({
    text: '{"enough":false}',
    inputTokens: 11,
    outputTokens: 7,
  });
  expect(requests[0]?.response_format).toMatchObject({
    type: 'json_schema',
    json_schema: { name: 'carousel_plan', strict: true },
  });
});

it('gives invalid JSON and empty text back as they came, so that the answer can be repaired', async () => {
  answers({ content: '{"enough": tru' });
  expect((await chat().complete(request)).text).toBe('{"enough": tru');
});

it.each([
  [429, 'model_busy'],
  [500, 'model_unavailable'],
  [503, 'model_unavailable'],
  [401, 'model_refused_key'],
  [404, 'model_not_found'],
  [422, 'model_bad_request'],
])('calls an answer of %i %s, after one request', async (status, code) => {
  answers({ error: { message: 'no', type: 'error' }, status });
  await expect(chat().complete(request)).rejects.toMatchObject({ code });
  expect(requests).toHaveLength(1);
});

it('gives up a call that is not answered in time, and one whose job was taken away', async () => {
  endpoint.on({ predicate: () => true, endpoint: 'chat' }, () => new Promise(() => {}) as never);
  await expect(chat(200).complete(request)).rejects.toMatchObject({
    code: 'model_unavailable',
    mayHaveCost: true,
  });
  const taken = new AbortController();
  const asked = chat().complete({ ...request, signal: taken.signal });
  taken.abort(new Error('lost lease'));
  await expect(asked).rejects.toThrow('lost lease');
});
