import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TaskName } from '../../ports/model-tasks.ts';
import { seededTask } from '../../testing/writer/seeded-passages.ts';
import { startWriter, type Writer } from './start.ts';

const brief = '5 erros ao escolher um fornecedor de implantes';
let writer: Writer;
beforeAll(async () => {
  writer = await startWriter();
});
afterAll(() => writer.stop());
afterEach(() => writer.faults.clear());

const plan = {
  carried: '',
  structure: 'mistakes',
  angle: '',
  hook: '',
  outline: [],
  enough: true,
  missing: null,
};
const requestFor = (task: TaskName, payload: object = seededTask(brief, 'pt')) => ({
  model: 'offline-extractive-1',
  messages: [
    { role: 'system', content: 'Write.' },
    { role: 'user', content: JSON.stringify({ task, plan, ...payload }) },
  ],
  response_format: { type: 'json_schema', json_schema: { name: task, schema: {}, strict: true } },
});
const post = (body: unknown, path = '/chat/completions') =>
  fetch(`${writer.url}${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const ask = async (body: unknown) => (await post(body)).json();

describe('startWriter()', () => {
  it('lists the one model that it is', async () => {
    const response = await fetch(`${writer.url}/models`);
    expect(response.headers.get('x-llm-backend')).toBe('offline-extractive');
    expect((await response.json()).data.map((m: { id: string }) => m.id)).toEqual(['offline-extractive-1']);
  });

  it('answers a plan and a deck as JSON, labelled as offline and with usage', async () => {
    const plan = await ask(requestFor('carousel_plan'));
    expect(plan).toMatchObject({
      object: 'chat.completion',
      model: 'offline-extractive-1',
      system_fingerprint: 'offline',
    });
    expect(plan.usage.total_tokens).toBe(plan.usage.prompt_tokens + plan.usage.completion_tokens);
    const outline = JSON.parse(plan.choices[0].message.content);
    expect(outline).toMatchObject({ enough: true, missing: null });
    const deck = JSON.parse((await ask(requestFor('carousel_deck'))).choices[0].message.content);
    expect(deck.slides.map((s: { layout: string }) => s.layout)).toEqual(
      outline.outline.map((o: { layout: string }) => o.layout),
    );
  });

  it('gives the same answer for the same request, byte for byte', async () => {
    const bodies = await Promise.all(
      [1, 2].map(async () => (await post(requestFor('carousel_deck'))).text()),
    );
    expect(bodies[0]).toBe(bodies[1]);
  });

  it.each([
    ['no JSON', 'not json', 400],
    ['no messages', { model: 'offline-extractive-1' }, 400],
    [
      'an unknown schema',
      {
        ...requestFor('carousel_plan'),
        response_format: { type: 'json_schema', json_schema: { name: 'poem' } },
      },
      400,
    ],
    ['no schema', { ...requestFor('carousel_plan'), response_format: undefined }, 400],
    ["another task's payload", requestFor('carousel_slide'), 400],
    ['a payload that is no task', requestFor('carousel_plan', { topic: 'x' }), 400],
    ['an unknown model', { ...requestFor('carousel_plan'), model: 'gpt-5' }, 404],
    ['too much', 'x'.repeat(4_000_001), 413],
  ])('refuses %s as OpenAI does', async (_, body, status) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect((await response.json()).error.message).not.toBe('');
  });

  it('answers 404 for an unknown path and 400 for a slide that the deck does not have', async () => {
    expect((await post({}, '/embeddings')).status).toBe(404);
    const task = seededTask(brief, 'pt');
    const deck = JSON.parse((await ask(requestFor('carousel_deck'))).choices[0].message.content);
    const asked = { ...task, deck, slide_number: 12, note: 'mais curto', findings: [] };
    expect((await post(requestFor('carousel_slide', asked))).status).toBe(400);
  });

  it('refuses to write a deck that the passages do not carry', async () => {
    const foreign = seededTask('receita de bolo de cenoura', 'pt');
    const { message } = (await ask(requestFor('carousel_deck', foreign))).choices[0];
    expect(message.content).toBeNull();
    expect(message.refusal).toContain('bolo');
  });
});

describe('faults', () => {
  it('answers 429 with Retry-After once, then rightly', async () => {
    writer.faults.next({ kind: 'status', status: 429, retryAfterSeconds: 3 });
    const limited = await post(requestFor('carousel_plan'));
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '3']);
    expect((await post(requestFor('carousel_plan'))).status).toBe(200);
  });

  it('meets only the task that a fault was set for, and counts calls by task', async () => {
    const before = writer.faults.calls();
    writer.faults.next({ kind: 'status', status: 500 }, 'carousel_deck');
    expect((await post(requestFor('carousel_plan'))).status).toBe(200);
    expect((await post(requestFor('carousel_deck'))).status).toBe(500);
    expect(writer.faults.pending()).toBe(0);
    const calls = writer.faults.calls();
    expect(calls.carousel_plan - before.carousel_plan).toBe(1);
    expect(calls.carousel_deck - before.carousel_deck).toBe(1);
  });

  it('sends invalid JSON, nothing, or JSON of another shape', async () => {
    const content = async (kind: 'invalid_json' | 'empty' | 'schema_violation') => {
      writer.faults.next({ kind });
      return (await ask(requestFor('carousel_plan'))).choices[0].message.content as string;
    };
    const broken = await content('invalid_json');
    expect(() => JSON.parse(broken)).toThrow();
    expect(await content('empty')).toBe('');
    expect(JSON.parse(await content('schema_violation'))).not.toHaveProperty('enough');
  });

  it('hangs until the caller gives up', async () => {
    writer.faults.next({ kind: 'hang' });
    const call = fetch(`${writer.url}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify(requestFor('carousel_plan')),
      signal: AbortSignal.timeout(200),
    });
    await expect(call).rejects.toThrow();
    expect((await post(requestFor('carousel_plan'))).status).toBe(200);
  });

  it('answers late, but rightly', async () => {
    writer.faults.next({ kind: 'slow', ms: 20 });
    expect(JSON.parse((await ask(requestFor('carousel_plan'))).choices[0].message.content).enough).toBe(true);
  });
});
