import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { slackFailure } from '../slack/slack-failure.ts';
import { afterFailure } from './after-failure.ts';

const refusal = (error: string) => slackFailure(new WebAPIPlatformError({ ok: false, error }));
const plan = (failure: ReturnType<typeof slackFailure>, kind: 'brief' | 'card' = 'card', attempts = 1) =>
  afterFailure(failure, kind, attempts, 0.5);

describe('slackFailure() and afterFailure()', () => {
  it('wait as long as Slack says, and know that nothing was posted', () => {
    expect(plan(slackFailure(new WebAPIRateLimitedError(7)))).toMatchObject({
      retryInS: 7,
      maybePosted: false,
    });
  });

  it.each([
    ['a lost connection', slackFailure(new WebAPIRequestError(new Error('reset')))],
    ['a 502', slackFailure(new WebAPIHTTPError(502, 'Bad Gateway', {}))],
    ['internal_error', refusal('internal_error')],
    ['fatal_error', refusal('fatal_error')],
  ])('look first after %s', (_, failure) => {
    expect(plan(failure)).toMatchObject({ retryInS: 0.5, maybePosted: true });
  });

  it.each(['not_in_channel', 'channel_not_found', 'is_archived', 'restricted_action'])(
    'give a brief up at once for %s, and tell it',
    (error) => {
      expect(plan(refusal(error), 'brief')).toMatchObject({ retryInS: null, tell: 'unreachable' });
      expect(plan(refusal(error), 'card')).toMatchObject({ retryInS: 0.5, tell: null });
    },
  );

  it('try what Slack refuses a few times, then give up and tell it for a brief', () => {
    expect(plan(refusal('invalid_blocks'), 'brief', 7).retryInS).toBe(32);
    expect(plan(refusal('invalid_blocks'), 'brief', 8)).toMatchObject({ retryInS: null, tell: 'unexpected' });
    expect(plan(refusal('invalid_blocks'), 'card', 8)).toMatchObject({ retryInS: null, tell: null });
  });

  it('never give up for a token that an operator can renew', () => {
    expect(plan(refusal('token_revoked'), 'card', 500)).toMatchObject({ retryInS: 5, tell: null });
  });

  it('tell once who asked that a permission is missing, and keep the brief', () => {
    const answer = { ok: false, error: 'missing_scope', needed: 'chat:write' };
    const missing = slackFailure(new WebAPIPlatformError(answer));
    expect(missing.neededScope).toBe('chat:write');
    expect(plan(missing, 'brief', 1)).toMatchObject({ retryInS: 60, tell: 'missing_scope' });
    expect(plan(missing, 'brief', 2)).toMatchObject({ retryInS: 60, tell: null });
    expect(plan(missing, 'card', 1)).toMatchObject({ retryInS: 60, tell: null });
  });

  it('tell once that a thread is out of reach, and try for half a day', () => {
    const tries = Array.from({ length: 50 }, (_, n) => plan(refusal('is_archived'), 'card', n + 1));
    expect(tries.filter((t) => t.tell === 'thread_unreachable')).toHaveLength(1);
    expect(tries.at(-1)).toMatchObject({ retryInS: null, alarming: true });
    const seconds = tries.reduce((sum, t) => sum + (t.retryInS ?? 0), 0);
    expect(seconds / 3600).toBeGreaterThan(10);
  });

  it('wait longer with each attempt, up to a minute', () => {
    const unknown = slackFailure(new WebAPIRequestError(new Error('reset')));
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 49].map((n) => plan(unknown, 'card', n).retryInS);
    expect(waits).toEqual([0.5, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
    expect(plan(unknown, 'card', 50).retryInS).toBeNull();
  });
});
