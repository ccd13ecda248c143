import { finish as finishDraft } from '../../drafting/nodes/finish.ts';
import type { Finding } from '../../drafting/parts/finding.ts';
import { claimsOfParts } from '../../drafting/parts/statements-of-parts.ts';
import { have } from '../../drafting/state.ts';
import type { Attempt } from '../../runner/attempt.ts';
import type { BlogState } from '../state.ts';

export function finish(attempt: Attempt) {
  return finishDraft<Finding, BlogState, string>(
    attempt,
    (state) => claimsOfParts(have(state, 'article').parts),
    (found, hard) => ({ ...found, hard }),
  );
}
