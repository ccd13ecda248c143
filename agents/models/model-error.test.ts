import { describe, expect, it } from 'vitest';
import { connectionError, heardError } from './model-error.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const asked = { model: 'm', apiKey: 'sk-secret-1234567890', now: NOW };
const said = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  heardError(
    { status, headers: new Headers(headers), body: typeof body === 'string' ? body : JSON.stringify(body) },
    asked,
  );

describe('heardError()', () => {
  it.each([
    [401, 'model_refused_key', false],
    [402, 'model_no_credit', false],
    [403, 'model_refused_key', false],
    [404, 'model_not_found', false],
    [410, 'model_not_found', false],
    [405, 'model_wrong_address', false],
    [400, 'model_bad_request', false],
    [413, 'model_context_full', false],
    [429, 'model_busy', false],
    [498, 'model_busy', false],
    [529, 'model_busy', false],
    [408, 'model_unavailable', true],
    [500, 'model_unavailable', true],
    [503, 'model_unavailable', true],
  ])('reads status %i as %s; may have cost something: %j', (status, code, mayHaveCost) => {
    expect(said(status, { error: { message: 'no' } })).toMatchObject({ code, mayHaveCost });
  });

  it.each([
    [
      'a spent quota',
      429,
      { error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } },
      'model_no_credit',
    ],
    [
      'a spent balance of Anthropic',
      400,
      { error: { message: 'Your credit balance is too low' } },
      'model_no_credit',
    ],
    ['a spent budget of LiteLLM', 400, { error: { message: 'ExceededBudget: over' } }, 'model_no_credit'],
    [
      'moderation of OpenRouter',
      403,
      { error: { message: 'Your input was flagged', metadata: { reasons: ['x'] } } },
      'model_refused_request',
    ],
    [
      'a filter of Azure',
      400,
      { error: { message: 'The response was filtered', code: 'content_filter' } },
      'model_refused_request',
    ],
    [
      'a full context of OpenAI',
      400,
      { error: { message: 'too long', code: 'context_length_exceeded' } },
      'model_context_full',
    ],
    [
      'a full context of llama.cpp',
      400,
      { error: { type: 'exceed_context_size_error', message: 'no', n_ctx: 4096 } },
      'model_context_full',
    ],
    [
      'a wrong key of Google',
      400,
      [{ error: { message: 'API key not valid. Please pass a valid API key.', code: 400 } }],
      'model_refused_key',
    ],
    [
      'a wrong model of LiteLLM',
      400,
      { error: { message: 'Invalid model name passed in model=gpt-99' } },
      'model_not_found',
    ],
    ['a page of login', 403, '<!DOCTYPE html><title>Sign in</title>', 'model_wrong_address'],
    ['a page of a proxy', 502, '<html><title>Bad Gateway</title>', 'model_unavailable'],
  ])('reads %s (%i)', (_what, status, body, code) => {
    expect(said(status, body).code).toBe(code);
  });

  it.each([
    ['{"error":{"message":"The model `x` does not exist"}}', 'The model `x` does not exist'],
    ['{"error":"no such model"}', 'no such model'],
    [
      '[{"error":{"message":"Unknown name \\"store\\"","status":"INVALID_ARGUMENT"}}]',
      'Unknown name "store"',
    ],
    [
      '{"detail":[{"loc":["body","store"],"msg":"Extra inputs are not permitted"}]}',
      'store: Extra inputs are not permitted',
    ],
    ['{"message":{"detail":[{"loc":["body","top_k"],"msg":"not permitted"}]}}', 'top_k: not permitted'],
    [
      '{"error":{"message":"Provider returned error","metadata":{"raw":"{\\"error\\":{\\"message\\":\\"inner\\"}}"}}}',
      'Provider returned error: inner',
    ],
    ['<html><head><title> Sign in </title>', 'Sign in'],
    ['upstream went away', 'upstream went away'],
  ])('gives the words of %s', (body, words) => {
    expect(said(404, body).said).toBe(words);
  });

  it('never repeats a key, whole or half hidden', () => {
    const body = {
      error: { message: 'Incorrect API key provided: sk-secret-1234567890, sk-proj-abc*****xyz.' },
    };
    const error = said(401, body);
    expect(`${error.message} ${error.said}`).not.toMatch(/secret|proj/);
  });

  it.each([
    [{ 'retry-after': '17' }, 17],
    [{ 'retry-after': 'Sun, 22 Nov 2026 12:00:30 GMT' }, 30],
    [{ 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, null],
    [{ 'retry-after-ms': '1500', 'retry-after': '2' }, 1.5],
    [{ 'x-ratelimit-reset-tokens': '1m30.5s' }, 90.5],
    [
      {
        'x-ratelimit-reset-requests': '20ms',
        'x-ratelimit-reset-tokens': '7.66s',
        'x-ratelimit-remaining-tokens': '0',
      },
      7.66,
    ],
    [{ 'x-ratelimit-reset': String(NOW + 5000) }, 5],
    [{ 'anthropic-ratelimit-output-tokens-reset': '2026-11-22T12:00:09Z' }, 9],
    [{}, null],
  ])('reads how long to wait from %j', (headers, seconds) => {
    expect(
      said(429, { error: { message: 'slow down' } }, headers as Record<string, string>).retryAfterS,
    ).toBe(seconds);
  });

  it('reads how long to wait from the body where no header says it', () => {
    const google = [{ error: { code: 429, details: [{ retryDelay: '34s' }] } }];
    expect(said(429, google).retryAfterS).toBe(34);
    expect(said(429, { error: { message: 'Please try again in 1.5s.' } }).retryAfterS).toBe(1.5);
  });
});

describe('connectionError()', () => {
  it('knows by the cause that a request never left, however deep it lies', () => {
    const refused = new Error('Connection error.', {
      cause: new TypeError('fetch failed', {
        cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
      }),
    });
    expect(connectionError(refused, asked)).toMatchObject({ code: 'model_unavailable', mayHaveCost: false });
    const broken = new Error('Connection error.', {
      cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }),
    });
    expect(connectionError(broken, asked)).toMatchObject({ code: 'model_unavailable', mayHaveCost: true });
  });
});
