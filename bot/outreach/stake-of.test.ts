import { describe, expect, it } from 'vitest';
import { afterFailure as afterFailureOf } from '../delivery/after-failure.ts';
import type { SlackFailure } from '../slack/slack-failure.ts';
import { stakeOf } from './post-releases.ts';

const afterFailure = (failed: SlackFailure, item: Parameters<typeof stakeOf>[0], random: number) =>
  afterFailureOf(failed, stakeOf(item), random);

const failure = (
  kind: SlackFailure['kind'],
  code = 'x',
  retryAfterS: number | null = null,
): SlackFailure => ({
  kind,
  code,
  retryAfterS,
});
const card = { kind: 'action' as const, ts: null, attempts: 1 };

describe('afterFailure()', () => {
  it('tries a card again every minute where the bot is not in the channel, and tells its author once', () => {
    expect(afterFailure(failure('unreachable'), card, 0.5)).toMatchObject({
      retryInS: 60,
      tell: 'unreachable',
    });
    expect(afterFailure(failure('unreachable'), { ...card, attempts: 2 }, 0.5)).toMatchObject({
      retryInS: 60,
      tell: null,
    });
    expect(afterFailure(failure('unreachable'), { ...card, attempts: 50 }, 0.5).retryInS).toBeNull();
  });
  it('lets a notice go where the bot cannot write any more', () => {
    expect(afterFailure(failure('unreachable'), { ...card, kind: 'account' }, 0.5).retryInS).toBeNull();
  });
  it('keeps the edit of a card while its channel is archived, and tells no one', () => {
    expect(afterFailure(failure('unreachable'), { ...card, ts: '1.0' }, 0.5)).toMatchObject({
      retryInS: 60,
      tell: null,
    });
  });
  it('waits as long as Slack asks for', () => {
    expect(afterFailure(failure('rate_limited', 'ratelimited', 30), card, 0).retryInS).toBe(30);
  });
  it('looks first after an unknown outcome, and waits longer each time', () => {
    const first = afterFailure(failure('unknown'), card, 0.5);
    const fifth = afterFailure(failure('unknown'), { ...card, attempts: 5 }, 0.5);
    expect(first).toMatchObject({ maybePosted: true, retryInS: 0.5 });
    expect(fifth.retryInS).toBe(8);
  });
  it('gives up what Slack refuses as it is after a minute, loudly, and tells the author', () => {
    expect(afterFailure(failure('refused', 'invalid_blocks'), { ...card, attempts: 8 }, 0.5)).toEqual({
      retryInS: null,
      maybePosted: false,
      tell: 'unexpected',
      alarming: true,
    });
  });
  it('never gives up while the token is refused', () => {
    const item = { ...card, attempts: 500 };
    expect(afterFailure(failure('unauthorized'), item, 0.5)).toMatchObject({ retryInS: 5, alarming: false });
  });
});
