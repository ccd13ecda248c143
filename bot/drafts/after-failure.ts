import { doubling } from '../../platform/retry.ts';
import type { OutboxItem } from '../../ports/content.ts';
import type { SlackFailure } from '../slack/slack-failure.ts';

export interface AfterFailure {
  /** Null: given up for good. */
  retryInS: number | null;
  /** The next attempt looks in Slack first. */
  maybePosted: boolean;
  /** What the requester must hear, as no thread tells it. */
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
 * A brief that cannot be posted where it was asked for is given up at once and told: a person must not wait for a draft that
 * will not be seen, and nothing may be spent on it. Once it is posted the job is under way, and it is kept as everything
 * else of its thread is.
 *
 * @param random In [0, 1): spreads tries over half of the wait.
 */
export function afterFailure(
  failure: SlackFailure,
  item: Pick<OutboxItem, 'kind' | 'ts' | 'attempts' | 'told'>,
  random: number,
): AfterFailure {
  const { kind, attempts } = item;
  const opens = kind === 'brief' && item.ts === null;
  const maybePosted = failure.kind === 'unknown';
  // 0.5, 1, 2, 4 … 60 s.
  const backoff = doubling(attempts, 0.5, MAX_WAIT_S) * (0.75 + random / 2);
  switch (failure.kind) {
    case 'rate_limited':
      return { retryInS: failure.retryAfterS ?? 1, maybePosted, tell: null, alarming: false };
    case 'unauthorized':
      return failure.code === 'missing_scope'
        ? {
            retryInS: MAX_WAIT_S,
            maybePosted,
            tell: kind === 'brief' && !item.told ? 'missing_scope' : null,
            alarming: false,
          }
        : { retryInS: TOKEN_WAIT_S, maybePosted, tell: null, alarming: false };
    case 'unreachable': {
      if (opens) return { retryInS: null, maybePosted, tell: 'unreachable', alarming: false };
      const forGood = attempts >= MAX_ATTEMPTS;
      // An edit that changes where a job stands calls no one: what it came to is a message of its own.
      const quiet = item.ts !== null && (kind === 'progress' || kind === 'brief');
      // Not the first failure, so that a channel that was archived for a moment calls no one; once, not by each try.
      const tell = !quiet && attempts >= 2 && !item.told ? 'thread_unreachable' : null;
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
    tell: forGood && opens ? 'unexpected' : null,
    alarming: hopeless || forGood,
  };
}
