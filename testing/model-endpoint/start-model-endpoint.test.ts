import { afterEach, expect, it } from 'vitest';
import { type MisbehaviourName, misbehaviours } from './misbehaviours.ts';
import { profileNames } from './profiles/profiles.ts';
import { type Endpoint, startModelEndpoint } from './start-model-endpoint.ts';

let endpoint: Endpoint;
const start = async (profile: (typeof profileNames)[number] = 'openai') => {
  endpoint = await startModelEndpoint({ profile, answer: () => ({ content: '{"title":"Implants"}' }) });
};
afterEach(() => endpoint.stop());

const ask = (more: object = {}, signal: AbortSignal | null = null) =>
  fetch(`${endpoint.url}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer k', 'content-type': 'application/json' },
    body: JSON.stringify({ model: endpoint.model, messages: [{ role: 'user', content: 'JSON' }], ...more }),
    redirect: 'manual',
    signal,
  });

it.each(profileNames)('answers and bills as %s does', async (name) => {
  await start(name);
  const body = await (await ask()).json();
  expect(body.choices[0].finish_reason).toBe('stop');
  expect(endpoint.billed()).toEqual([expect.objectContaining({ input: body.usage.prompt_tokens })]);
  expect(endpoint.calls[0]?.answeredAt).toBeGreaterThan(0);
});

it('tells when a model ends, and knows no other route than chat completions', async () => {
  await start();
  const of = async (path: string) => (await fetch(`${endpoint.url}${path}`)).json();
  expect(await of('/models/gpt-5-mini')).toMatchObject({ shutdown_date: '2026-12-11' });
  expect(await of('/models/gpt-6-luna')).toMatchObject({ shutdown_date: null });
  expect((await fetch(`${endpoint.url}/responses`, { method: 'POST' })).status).toBe(404);
});

it.each(
  (Object.keys(misbehaviours) as MisbehaviourName[]).filter((name) => !/hang|silence|breaks/.test(name)),
)('does %s once, and then answers again', async (name) => {
  await start();
  const met = endpoint.next(name);
  const bad = await ask({ max_completion_tokens: 2000, reasoning_effort: 'low' });
  const text = await bad.text();
  expect((await met).misbehaved).toBe(name);
  expect(text === '' && bad.status === 200).toBe(false);
  // What is refused is never billed.
  if (bad.status !== 200) expect(endpoint.billed()).toEqual([]);
  const good = await (await ask()).json();
  expect(text).not.toBe(JSON.stringify(good));
  expect(endpoint.pending()).toBe(0);
});

it.each<[MisbehaviourName, number | null]>([
  ['silence', null],
  ['hang_after_headers', 200],
  ['breaks_off', 200],
])('%s: the end is not heard', async (name, status) => {
  await start();
  const met = endpoint.next(name);
  const given = new AbortController();
  const heard = ask({}, given.signal).then((response) => response.text());
  await met;
  setTimeout(() => given.abort(), 50);
  await expect(heard).rejects.toThrow();
  expect(endpoint.calls[0]).toMatchObject({ status, answeredAt: null });
});

it('holds a call until it is released', async () => {
  await start();
  const { arrived, release } = endpoint.hold(() => true);
  const answer = ask();
  expect((await arrived).status).toBeNull();
  release();
  expect((await answer).status).toBe(200);
});
