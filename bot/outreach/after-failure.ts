import { doubling } from '../../platform/retry.ts';
import type { SlackFailure } from '../slack/slack-failure.ts';

export interface AfterFailure {
  /** Null: not until its next change. */
  retryInS: number | null;
  /** The next attempt looks in Slack first. */
  maybePosted: boolean;
  tellAuthor: boolean;
  /** True when an operator or a developer has to look. */
  alarming: boolean;
}

/** About 40 minutes of tries for what may pass. */
const MAX_ATTEMPTS = 50;
/** About a minute for what Slack refuses as it is. */
const MAX_REFUSED = 8;
const MAX_WAIT_S = 60;

/**
 * Decides what becomes of a card or a notice that Slack did not take. Pure.
 *
 * A card that cannot be posted or edited in its channel is tried again every minute for an hour, as somebody may invite the
 * bot or open the channel again: the action waits meanwhile, which costs nothing. The author of a card that never stood
 * there is told with the first attempt.
 *
 * @param random In [0, 1): spreads tries over half of the wait.
 */
export function afterFailure(
  failure: SlackFailure,
  item: { kind: 'action' | 'account'; ts: string | null; attempts: number },
  random: number,
): AfterFailure {
  const maybePosted = failure.kind === 'unknown';
  const first = item.kind === 'action' && item.ts === null;
  // 0.5, 1, 2, 4 … 60 s.
  const backoff = doubling(item.attempts, 0.5, MAX_WAIT_S) * (0.75 + random / 2);
  switch (failure.kind) {
    case 'rate_limited':
      return { retryInS: failure.retryAfterS ?? 1, maybePosted, tellAuthor: false, alarming: false };
    case 'unauthorized':
      return { retryInS: MAX_WAIT_S, maybePosted, tellAuthor: false, alarming: true };
    case 'unreachable':
      return {
        retryInS:
          item.kind === 'action' && item.attempts < MAX_ATTEMPTS ? MAX_WAIT_S * (0.75 + random / 2) : null,
        maybePosted,
        tellAuthor: first && item.attempts === 1,
        alarming: false,
      };
    default: {
      const hopeless = failure.kind === 'refused' || failure.code === 'unexpected';
      const forGood = item.attempts >= (hopeless ? MAX_REFUSED : MAX_ATTEMPTS);
      return {
        retryInS: forGood ? null : backoff,
        maybePosted,
        tellAuthor: forGood && first,
        alarming: hopeless || forGood,
      };
    }
  }
}
