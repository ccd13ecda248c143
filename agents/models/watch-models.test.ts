import { describe, expect, it } from 'vitest';
import type { Log } from '../../platform/log.ts';
import type { ModelFailureCode } from '../../ports/content.ts';
import { type ChatModel, type ChatReply, type ChatRequest, ModelError } from './chat-model.ts';
import { watchModels } from './watch-models.ts';

function watched() {
  const lines: string[] = [];
  const line: Log['info'] = (event, fields) =>
    void lines.push(`${event} ${fields?.model} ${fields?.code ?? ''}`);
  let fails: ModelFailureCode | null = null;
  let calls = 0;
  const chat = (name: string): ChatModel => ({
    name,
    async complete() {
      calls += 1;
      if (fails) throw new ModelError(fails, 'refused', { mayHaveCost: false });
      // SAFETY: no one looks into the reply.
      return {} as ChatReply;
    },
  });
  const priced = (name: string) =>
    ({ chat: chat(name), price: { input: 0, output: 0 }, known: true }) as never;
  const log = { info: line, warn: line, error: line };
  const it = watchModels({ writing: priced('big'), small: priced('little') }, { now: () => 0 }, log);
  return {
    ...it,
    lines,
    calls: () => calls,
    async ask(which: 'writing' | 'small', code: ModelFailureCode | null) {
      fails = code;
      await it.models[which].chat.complete({} as ChatRequest).catch(() => {});
    },
  };
}

describe('watchModels()', () => {
  it('says which model refuses what until a call gets through, and makes none itself', async () => {
    const models = watched();
    expect(models.refusal()).toBeNull();
    await models.ask('writing', 'model_refused_key');
    await models.ask('small', null);
    expect(models.refusal()).toBe('Model "big" refused the API key: look at OPENAI_API_KEY');
    expect(models.isUp()).toBe(false);
    expect(models.calls()).toBe(2);
    await models.ask('writing', null);
    expect(models.refusal()).toBeNull();
    expect(models.isUp()).toBe(true);
    expect(models.lines).toEqual(['model_away big model_refused_key', 'model_back big ']);
  });

  it.each<ModelFailureCode>([
    'model_busy',
    'model_refused_request',
    'model_context_full',
    'model_bad_request',
  ])('takes %s for no outage: it is about one call', async (code) => {
    const models = watched();
    for (let call = 0; call < 5; call += 1) await models.ask('writing', code);
    expect(models.isUp()).toBe(true);
    expect(models.lines).toEqual([]);
  });

  it('is down after three calls without an answer, and refuses nothing', async () => {
    const models = watched();
    for (let call = 0; call < 3; call += 1) await models.ask('writing', 'model_unavailable');
    expect(models.isUp()).toBe(false);
    expect(models.refusal()).toBeNull();
  });
});
