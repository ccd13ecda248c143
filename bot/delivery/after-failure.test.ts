import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import type { OutboxKind } from '../../ports/content.ts';
import { stakeOf } from '../drafts/post-updates.ts';
import { slackFailure } from '../slack/slack-failure.ts';
import { afterFailure } from './after-failure.ts';

const refusal = (error: string) => slackFailure(new WebAPIPlatformError({ ok: false, error }));
const plan = (
  failure: ReturnType<typeof slackFailure>,
  kind: OutboxKind = 'card',
  attempts = 1,
  change: { ts?: string; told?: boolean } = {},
) => afterFailure(failure, stakeOf({ kind, attempts, ts: null, told: false, ...change }), 0.5);

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
    expect(plan(missing, 'brief', 2, { told: true })).toMatchObject({ retryInS: 60, tell: null });
    expect(plan(missing, 'card', 1)).toMatchObject({ retryInS: 60, tell: null });
  });

  it('tell once that a thread is out of reach, and try for half a day', () => {
    let told = false;
    const tries = Array.from({ length: 50 }, (_, n) => {
      const next = plan(refusal('is_archived'), 'card', n + 1, { told });
      told ||= next.tell !== null;
      return next;
    });
    expect(tries.map((t) => t.tell)).toEqual([null, 'thread_unreachable', ...Array(48).fill(null)]);
    expect(tries.at(-1)).toMatchObject({ retryInS: null, alarming: true });
    const seconds = tries.reduce((sum, t) => sum + (t.retryInS ?? 0), 0);
    expect(seconds / 3600).toBeGreaterThan(10);
  });

  it('tell it late when the tries before failed for something else', () => {
    expect(plan(refusal('is_archived'), 'pages', 7).tell).toBe('thread_unreachable');
  });

  it('tell it for steps that were never posted, as everything else of the thread waits behind them', () => {
    expect(plan(refusal('is_archived'), 'progress', 2).tell).toBe('thread_unreachable');
    expect(plan(refusal('is_archived'), 'progress', 2, { ts: '1.2' }).tell).toBeNull();
  });

  it.each(['is_archived', 'not_in_channel', 'channel_not_found'])(
    'keep the head of a thread that cannot be edited for %s, for as long as the rest of the thread',
    (error) => {
      const tries = Array.from({ length: 50 }, (_, n) =>
        plan(refusal(error), 'brief', n + 1, { ts: '1700000000.000100' }),
      );
      const card = Array.from({ length: 50 }, (_, n) =>
        plan(refusal(error), 'card', n + 1, { ts: '1700000000.000200', told: true }),
      );
      expect(tries).toEqual(card);
      expect(tries.at(-2)?.retryInS).toBeGreaterThan(0);
    },
  );

  it('do not say that nothing was started when only an edit of the head failed', () => {
    expect(plan(refusal('invalid_blocks'), 'brief', 8, { ts: '1.2' }).tell).toBeNull();
  });

  it('wait longer with each attempt, up to a minute', () => {
    const unknown = slackFailure(new WebAPIRequestError(new Error('reset')));
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 49].map((n) => plan(unknown, 'card', n).retryInS);
    expect(waits).toEqual([0.5, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
    expect(plan(unknown, 'card', 50).retryInS).toBeNull();
  });
});
