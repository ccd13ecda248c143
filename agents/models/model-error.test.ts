import { describe, expect, it } from 'vitest';
import { modelError } from './model-error.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const answered = (status: number, more: object = {}) =>
  Object.assign(new Error(`${status} words`), { status, ...more });

describe('modelError()', () => {
  it.each([
    [401, 'model_refused_key', false],
    [403, 'model_refused_key', false],
    [404, 'model_not_found', false],
    [400, 'model_bad_request', false],
    [429, 'model_unavailable', false],
    [408, 'model_unavailable', true],
    [500, 'model_unavailable', true],
    [503, 'model_unavailable', true],
  ])('reads status %i as %s; may have cost something: %j', (status, code, mayHaveCost) => {
    expect(modelError(answered(status), 'm', NOW)).toMatchObject({ code, mayHaveCost });
  });

  it('reads a spent quota as a refused key, which waiting does not change', () => {
    expect(modelError(answered(429, { code: 'insufficient_quota' }), 'm', NOW).code).toBe(
      'model_refused_key',
    );
  });

  it.each([
    ['17', 17],
    ['Sun, 22 Nov 2026 12:00:30 GMT', 30],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['soon', null],
  ])('reads Retry-After: %s', (value, seconds) => {
    const error = answered(429, { headers: new Headers({ 'retry-after': value }) });
    expect(modelError(error, 'm', NOW).retryAfterS).toBe(seconds);
  });

  it('knows by the cause that a request never left, however deep it lies', () => {
    const refused = new Error('Connection error.', {
      cause: new TypeError('fetch failed', {
        cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
      }),
    });
    expect(modelError(refused, 'm', NOW)).toMatchObject({ code: 'model_unavailable', mayHaveCost: false });
    const broken = new Error('Connection error.', {
      cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }),
    });
    expect(modelError(broken, 'm', NOW)).toMatchObject({ code: 'model_unavailable', mayHaveCost: true });
  });
});
