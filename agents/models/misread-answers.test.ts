import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { retryHelps } from '../../bot/drafts/retry-helps.ts';
import { systemClock } from '../../platform/clock.ts';
import type { ModelSettings } from '../../platform/config.ts';
import { type Log, silentLog } from '../../platform/log.ts';
import { ledgerInMemory } from '../../testing/agents/ledger.ts';
import { WRONG_KEY } from '../../testing/model-endpoint/check-request.ts';
import { type MisbehaviourName, misbehaviours } from '../../testing/model-endpoint/misbehaviours.ts';
import { type ProfileName, profileNames, profiles } from '../../testing/model-endpoint/profiles/profiles.ts';
import { reroutedFetch } from '../../testing/model-endpoint/reroute.ts';
import { type Endpoint, startModelEndpoint } from '../../testing/model-endpoint/start-model-endpoint.ts';
import { JobFailure } from '../runner/job-failure.ts';
import { askModelFor } from './ask-model.ts';
import { modelsFor } from './models-for.ts';

// Endpoints with the manners of their makers, asked at the makers' own addresses, by all that lies between a node and
// the network. Source of the manners: docs/models.md.

const answer = z.object({ reason: z.string(), title: z.string() });
const right = { reason: 'It is in the passage.', title: 'Implants' };
const realFetch = globalThis.fetch;
let endpoint: Endpoint;
const events: string[] = [];
const log: Log = { ...silentLog, warn: (event) => void events.push(event) };

beforeEach(() => {
  events.length = 0;
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await endpoint.stop();
});

/** The models at a profile's own address, and a ledger. */
async function at(name: ProfileName, more: Partial<ModelSettings> = {}) {
  endpoint = await startModelEndpoint({ profile: name, answer: () => ({ content: JSON.stringify(right) }) });
  const { address } = profiles[name];
  vi.stubGlobal('fetch', reroutedFetch(realFetch, { [address]: endpoint.url }));
  const settings: ModelSettings = {
    apiKey: 'k',
    baseUrl: name === 'openai' ? null : address,
    model: endpoint.model,
    smallModel: endpoint.smallModel,
    timeoutMs: undefined,
    ...more,
  };
  const { rows, calls } = ledgerInMemory();
  const models = modelsFor(settings, systemClock);
  const claim = { id: 'j', fence: 1 };
  const ask = (retries = 0, system = 'Rules.') =>
    askModelFor({ models, content: calls, claim, retries, clock: systemClock, log })(
      // One of those that are written with some thought.
      { task: 'blog_outline' },
      answer,
      { node: 'n', system },
    ).then(
      ({ answer: given }) => given,
      (error) => {
        if (error instanceof JobFailure) return error;
        throw error;
      },
    );
  return { ask, rows };
}

/** What the ledger holds as paid, and what the endpoint billed for it. */
const settled = (rows: { state: string; input: number; output: number }[]) =>
  rows.filter(({ state }) => state === 'settled').map(({ input, output }) => ({ input, output }));
const billed = () => endpoint.billed().map(({ input, output }) => ({ input, output }));

interface Expected {
  /** Code of the failure; null: the answer came. */
  code: string | null;
  /** Calls to the endpoint. */
  calls: number;
  /** What the first call is in the ledger. `open`: it counts with its reserve. */
  first: 'paid' | 'open' | 'free';
  /** The engine asks again by itself. */
  again?: boolean;
  retryAfterS?: number | null;
  /** Words that the failure carries for the person who has to mend it. */
  said?: RegExp;
  /** Retry is offered to people. */
  retry?: boolean;
}
const read: Expected = { code: null, calls: 1, first: 'paid' };
const repaired: Expected = { code: null, calls: 2, first: 'paid' };
const down: Expected = { code: 'model_unavailable', calls: 1, first: 'open', again: true, retry: true };
const busy: Expected = { code: 'model_busy', calls: 1, first: 'free', again: true, retry: true };
const final = (code: string, more: Partial<Expected> = {}): Expected => ({
  code,
  calls: 1,
  first: 'free',
  again: false,
  retry: true,
  ...more,
});
const brokeOff: Expected = { ...down, first: 'paid' };
const refused = { first: 'paid', retry: true } as const;

const table: Record<MisbehaviourName, Expected> = {
  refusal: final('model_refused_request', refused),
  content_filter: final('model_refused_request', refused),
  cut_off: repaired,
  thoughts_alone: repaired,
  context_too_long: final('model_context_full', { retry: false }),
  error_in_200: down,
  empty_choices: down,
  login_page: final('model_wrong_address'),
  finish_error: brokeOff,
  insufficient_resources: brokeOff,
  in_tool_calls: read,
  in_reasoning: read,
  no_credit: final('model_no_credit', { said: /Insufficient credits/ }),
  no_access: final('model_refused_key'),
  moderation: final('model_refused_request'),
  flex_full: busy,
  json_validate_failed: repaired,
  rate_limited: { ...busy, retryAfterS: 2 },
  rate_limited_by_reset: { ...busy, retryAfterS: 7.66 },
  rate_limited_bare: { ...busy, retryAfterS: null },
  no_quota: final('model_no_credit'),
  model_gone: final('model_not_found', { said: /shut down on 2026-12-11/ }),
  wrong_path: final('model_not_found', { said: /404 page not found/ }),
  zero_usage: read,
  no_usage: read,
  overloaded: busy,
  broken_server: down,
  silence: down,
  hang_after_headers: down,
  breaks_off: down,
  stream: read,
  huge: repaired,
  huge_page: final('model_wrong_address'),
  redirect: final('model_wrong_address'),
  short_context: repaired,
  fenced: read,
  fence_in_prose: read,
  thoughts_in_text: read,
  unopened_thoughts: read,
  byte_order_mark: read,
  trailing_comma: read,
  wrapped: read,
  in_parts: read,
  half_an_answer: repaired,
  empty: repaired,
  wrong_shape: repaired,
  loops: repaired,
};

describe('an endpoint that misbehaves once', () => {
  it.each(Object.entries(table) as [MisbehaviourName, Expected][])('%s', async (name, expected) => {
    // A reply that never comes is given up after this.
    const patience = /silence|hang/.test(name) ? { timeoutMs: 300 } : {};
    const { ask, rows } = await at('openai', patience);
    void endpoint.next(name);
    const got = await ask();
    expect(endpoint.calls).toHaveLength(expected.calls);
    const [first] = rows;
    expect(first?.state).toBe({ paid: 'settled', open: 'reserved', free: 'void' }[expected.first]);
    if (expected.code === null) expect(got).toEqual(right);
    else {
      expect(got).toMatchObject({ code: expected.code, retryable: expected.again });
      const { retryAfterS, params } = got as JobFailure;
      if (expected.retryAfterS !== undefined) expect(retryAfterS).toBe(expected.retryAfterS);
      if (expected.said) expect(params.said).toMatch(expected.said);
      expect(retryHelps({ code: expected.code, message: '', params } as never)).toBe(expected.retry);
    }
    // What was heard with its usage is paid to the token; the rest is estimated, never less than nothing.
    const estimates: MisbehaviourName[] = ['no_usage', 'json_validate_failed'];
    if (expected.first === 'paid' && !estimates.includes(name)) expect(settled(rows)).toEqual(billed());
    else if (expected.first === 'open') {
      const [bill] = billed();
      expect(first?.input).toBeGreaterThanOrEqual(bill?.input ?? 0);
      expect(first?.output).toBeGreaterThanOrEqual(bill?.output ?? 0);
    } else if (expected.first === 'free') expect(billed()).toEqual([]);
  });

  it('has a row for each thing that an endpoint does', () => {
    endpoint ??= { stop: async () => {} } as never;
    expect(Object.keys(table).sort()).toEqual(Object.keys(misbehaviours).sort());
  });

  it('a cut-off answer gets more room and less thought, not a plea to be brief', async () => {
    const { ask } = await at('openai');
    void endpoint.next('thoughts_alone');
    await ask();
    const [one, two] = endpoint.calls.map(({ body }) => body);
    expect(Number(two?.max_completion_tokens)).toBeGreaterThanOrEqual(2 * Number(one?.max_completion_tokens));
    expect([one?.reasoning_effort, two?.reasoning_effort]).toEqual(['low', 'none']);
    expect(two?.messages).toEqual(one?.messages);
  });

  it('a refusal is asked anew when a person tries again, and answered from the ledger when the engine does', async () => {
    const { ask, rows } = await at('openai');
    void endpoint.next('refusal');
    await ask();
    expect(await ask()).toMatchObject({ code: 'model_refused_request' });
    expect(endpoint.calls).toHaveLength(1);
    expect(await ask(1)).toEqual(right);
    expect(settled(rows)).toEqual(billed());
  });

  it('a prompt whose head the server cut in silence is told in the log', async () => {
    const { ask } = await at('ollama');
    void endpoint.next('short_context');
    expect(await ask(0, 'Rules. '.repeat(4000))).toEqual(right);
    expect(events).toContain('model_cuts_the_prompt');
  });
});

describe('at its own address', () => {
  /** Fields that end in a request that is taken, and refusals until then. */
  const own: Record<ProfileName, { mode: string; tokens: string; effort: unknown; refusals: number }> = {
    openai: { mode: 'json_schema', tokens: 'max_completion_tokens', effort: 'low', refusals: 0 },
    azure: { mode: 'json_schema', tokens: 'max_completion_tokens', effort: 'low', refusals: 0 },
    anthropic: { mode: 'words', tokens: 'max_tokens', effort: undefined, refusals: 0 },
    gemini: { mode: 'json_schema', tokens: 'max_tokens', effort: 'low', refusals: 0 },
    openrouter: { mode: 'json_schema', tokens: 'max_tokens', effort: 'low', refusals: 0 },
    vllm: { mode: 'json_schema', tokens: 'max_tokens', effort: 'low', refusals: 0 },
    ollama: { mode: 'json_schema', tokens: 'max_tokens', effort: 'low', refusals: 0 },
    litellm: { mode: 'json_schema', tokens: 'max_tokens', effort: 'low', refusals: 0 },
  };

  it.each(profileNames)('%s answers, is asked in what it takes, and is paid what it billed', async (name) => {
    const { ask, rows } = await at(name);
    expect(await ask()).toEqual(right);
    const taken = endpoint.calls.filter(({ status }) => status === 200);
    const [{ body } = { body: undefined }] = taken;
    expect({
      mode: body?.response_format?.type ?? 'words',
      tokens: body?.max_completion_tokens ? 'max_completion_tokens' : 'max_tokens',
      effort: body?.reasoning?.effort ?? body?.reasoning_effort,
      refusals: endpoint.calls.length - taken.length,
    }).toEqual(own[name]);
    expect(settled(rows)).toEqual(billed());
    expect('store' in (body ?? {})).toBe(name === 'openai');
  });

  it.each(profileNames)('%s behind an address that tells nothing of it is learned once', async (name) => {
    const { ask, rows } = await at(name, { baseUrl: 'http://proxy.test/v1' });
    const { address } = profiles[name];
    vi.stubGlobal('fetch', reroutedFetch(realFetch, { 'http://proxy.test/v1': endpoint.url, [address]: '' }));
    expect(await ask()).toEqual(right);
    const learned = endpoint.calls.length;
    expect(await ask()).toEqual(right);
    // The second time comes from the ledger.
    expect(endpoint.calls).toHaveLength(learned);
    expect(settled(rows)).toEqual(billed());
    expect(endpoint.calls.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it.each(profileNames)('%s refuses a wrong key and a name with a typo, free of charge', async (name) => {
    const typo = await at(name, { model: `${endpointModel(name)}x` });
    const missing = await typo.ask();
    expect(missing).toMatchObject({ code: 'model_not_found', retryable: false });
    expect(typo.rows.map(({ state }) => state)).toEqual(['void']);
    await endpoint.stop();
    vi.unstubAllGlobals();
    const wrong = await at(name, { apiKey: WRONG_KEY });
    const got = await wrong.ask();
    if (profiles[name].key === 'none') expect(got).toEqual(right);
    else expect(got).toMatchObject({ code: 'model_refused_key' });
    expect(JSON.stringify(got)).not.toContain(WRONG_KEY);
  });

  it.each(profileNames)(
    '%s refuses to answer: nothing is asked again in the hope of another answer',
    async (name) => {
      const { ask, rows } = await at(name);
      for (let n = 0; n < 3; n += 1) void endpoint.next('refusal');
      const got = await ask();
      const told = ['openai', 'azure', 'openrouter', 'gemini', 'litellm'].includes(name);
      // Where a refusal is prose, it is an answer of the wrong shape.
      expect(got).toMatchObject({ code: told ? 'model_refused_request' : 'model_invalid_answer' });
      expect(settled(rows)).toEqual(billed());
    },
  );

  it('the router that no provider takes all of it is asked without a schema', async () => {
    const { ask } = await at('openrouter', { model: 'deepseek/deepseek-flash' });
    expect(await ask()).toEqual(right);
    expect(endpoint.calls.map(({ status }) => status)).toEqual([404, 200]);
  });
});

const endpointModel = (name: ProfileName) => String(Object.keys(profiles[name].models)[0]);
