import { doubling } from '../../platform/retry.ts';
import type { SlackFailure } from '../slack/slack-failure.ts';

/** What hangs on a surface that Slack may not take. */
export interface Stake {
  attempts: number;
  /** Nothing of it stands in Slack yet and a person waits for it: they are told when it is given up. */
  opens: boolean;
  /** Where the bot cannot post as things are. */
  unreachable: {
    /** Until the next try; null: it is given up at once. */
    waitS: number | null;
    /** What the person hears now; null: nothing, or they know. */
    tell: 'unreachable' | 'thread_unreachable' | null;
  };
  /** A missing permission is told. */
  tellScope: boolean;
}

export interface AfterFailure {
  /** Null: given up for good. */
  retryInS: number | null;
  /** The next attempt looks in Slack first. */
  maybePosted: boolean;
  /** What the person who waits must hear, as no message tells it. */
  tell: 'unreachable' | 'thread_unreachable' | 'missing_scope' | 'unexpected' | null;
  /** True when an operator or a developer has to look. */
  alarming: boolean;
}

/** About 40 minutes of tries for what may pass. */
const MAX_ATTEMPTS = 50;
/** About a minute for what Slack refuses as it is. */
const MAX_REFUSED = 8;
const MAX_WAIT_S = 60;
/** While the token is refused nothing is tried at all, see SlackLine; this is for what was under way then. */
const TOKEN_WAIT_S = 5;

/**
 * Decides what becomes of a surface that Slack did not take. Pure.
 *
 * @param random In [0, 1): spreads tries over half of the wait.
 */
export function afterFailure(failure: SlackFailure, stake: Stake, random: number): AfterFailure {
  const { attempts, opens, unreachable } = stake;
  const spread = 0.75 + random / 2;
  const quiet = { maybePosted: failure.kind === 'unknown', tell: null, alarming: false };
  switch (failure.kind) {
    case 'rate_limited':
      return { ...quiet, retryInS: failure.retryAfterS ?? 1 };
    case 'unauthorized':
      return failure.code === 'missing_scope'
        ? { ...quiet, retryInS: MAX_WAIT_S, tell: stake.tellScope ? 'missing_scope' : null }
        : { ...quiet, retryInS: TOKEN_WAIT_S };
    case 'unreachable': {
      const { waitS, tell } = unreachable;
      if (waitS === null) return { ...quiet, retryInS: null, tell };
      const forGood = attempts >= MAX_ATTEMPTS;
      return { ...quiet, retryInS: forGood ? null : waitS * spread, tell, alarming: forGood };
    }
    default: {
      const hopeless = failure.kind === 'refused' || failure.code === 'unexpected';
      const forGood = attempts >= (hopeless ? MAX_REFUSED : MAX_ATTEMPTS);
      return {
        ...quiet,
        retryInS: forGood ? null : waitAfter(attempts) * spread,
        tell: forGood && opens ? 'unexpected' : null,
        alarming: hopeless || forGood,
      };
    }
  }
}

/** In seconds: 0.5, 1, 2, 4 … 60. */
export function waitAfter(attempts: number): number {
  return doubling(attempts, 0.5, MAX_WAIT_S);
}
