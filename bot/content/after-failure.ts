import type { OutboxKind } from '../../ports/content.ts';
import type { SlackFailure } from '../slack/slack-failure.ts';

export interface AfterFailure {
  /** Null: given up for good. */
  retryInS: number | null;
  /** The next attempt looks in Slack first. */
  maybePosted: boolean;
  /** What whoever asked for the job must hear, as no thread tells it. */
  tell: 'unreachable' | 'thread_unreachable' | 'missing_scope' | 'unexpected' | null;
  /** True when an operator or a developer has to look. */
  alarming: boolean;
}

/** About 40 minutes of tries for what may pass. */
const MAX_ATTEMPTS = 50;
/** About a minute for what Slack refuses as it is. */
const MAX_REFUSED = 8;
const MAX_WAIT_S = 60;
/** Half a day of tries for a channel that was archived or left by the bot: people may bring it back. */
const MAX_UNREACHABLE_WAIT_S = 900;
/** While the token is refused nothing is tried at all, see SlackLine; this is for what was under way then. */
const TOKEN_WAIT_S = 5;

/**
 * Decides what becomes of an item that Slack did not take. Pure.
 *
 * A brief that cannot be posted where it was asked for is given up at once and told: nobody may wait for a draft that
 * nobody will see, and nothing may be spent on it.
 *
 * @param attempts Of this item since it was last shown, this one included.
 * @param random In [0, 1): spreads tries over half of the wait.
 */
export function afterFailure(
  failure: SlackFailure,
  kind: OutboxKind,
  attempts: number,
  random: number,
): AfterFailure {
  const maybePosted = failure.kind === 'unknown';
  // 0.5, 1, 2, 4 … 60 s.
  const backoff = Math.min(MAX_WAIT_S, 0.5 * 2 ** Math.max(0, attempts - 1)) * (0.75 + random / 2);
  switch (failure.kind) {
    case 'rate_limited':
      return { retryInS: failure.retryAfterS ?? 1, maybePosted, tell: null, alarming: false };
    case 'unauthorized':
      return failure.code === 'missing_scope'
        ? {
            retryInS: MAX_WAIT_S,
            maybePosted,
            tell: kind === 'brief' && attempts === 1 ? 'missing_scope' : null,
            alarming: false,
          }
        : { retryInS: TOKEN_WAIT_S, maybePosted, tell: null, alarming: false };
    case 'unreachable': {
      if (kind === 'brief') return { retryInS: null, maybePosted, tell: 'unreachable', alarming: false };
      const forGood = attempts >= MAX_ATTEMPTS;
      // The second failure, so that a channel that was archived for a moment disturbs nobody; once, not by each try.
      const tell = kind !== 'progress' && attempts === 2 ? 'thread_unreachable' : null;
      return {
        retryInS: forGood ? null : attempts <= 8 ? backoff : MAX_UNREACHABLE_WAIT_S * (0.75 + random / 2),
        maybePosted,
        tell,
        alarming: forGood,
      };
    }
    default:
  }
  const hopeless = failure.kind === 'refused' || failure.code === 'unexpected';
  const forGood = attempts >= (hopeless ? MAX_REFUSED : MAX_ATTEMPTS);
  return {
    retryInS: forGood ? null : backoff,
    maybePosted,
    tell: forGood && kind === 'brief' ? 'unexpected' : null,
    alarming: hopeless || forGood,
  };
}
