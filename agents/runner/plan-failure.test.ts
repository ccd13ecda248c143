import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import { JobFailure } from './job-failure.ts';
import { planFailure } from './plan-failure.ts';

describe('planFailure()', () => {
  it.each([
    [1, 2],
    [2, 8],
    [3, 30],
    [4, 120],
    [9, 120],
  ])('after attempt %i waits %i s, and up to half more at random', (attempts, seconds) => {
    const error = new Error('boom');
    expect(planFailure(error, attempts, 0).retryInS).toBe(seconds);
    expect(planFailure(error, attempts, 0.999).retryInS).toBeGreaterThanOrEqual(seconds);
    expect(planFailure(error, attempts, 0.999).retryInS).toBeLessThanOrEqual(seconds * 1.5);
  });

  it('waits at least as long as the other side asked for, but not for ever', () => {
    const busy = (retryAfterS: number) =>
      new JobFailure('model_unavailable', 'x', { retryable: true, retryAfterS });
    expect(planFailure(busy(45), 1, 0).retryInS).toBe(45);
    expect(planFailure(busy(1), 1, 0).retryInS).toBe(2);
    expect(planFailure(busy(86_400), 1, 0).retryInS).toBe(600);
  });

  it('does not repeat what only a person can change', () => {
    const failure = new JobFailure('no_evidence', 'nothing', { params: { topic: 'x' } });
    expect(planFailure(failure, 1, 0)).toEqual({
      error: { code: 'no_evidence', message: 'nothing', params: { topic: 'x' } },
      retryInS: null,
    });
  });

  it.each(['no_house_rules', 'version_is_fixed', 'question_is_fixed', 'wrong_question', 'bad_answer'])(
    'does not repeat what SQL refuses with %s',
    (code) => {
      expect(planFailure(new ExpectedError(code, 'no'), 1, 0).retryInS).toBeNull();
    },
  );

  it('repeats what SQL could not answer', () => {
    expect(planFailure(new ExpectedError('database_unavailable', 'gone'), 1, 0)).toMatchObject({
      error: { code: 'database_unavailable' },
      retryInS: 2,
    });
  });

  it('hides the kind of an unknown error behind one code', () => {
    expect(planFailure('a string', 1, 0).error).toEqual({ code: 'internal', message: 'a string' });
  });
});
