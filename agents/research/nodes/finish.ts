import { finish as finishDraft } from '../../drafting/nodes/finish.ts';
import type { Finding } from '../../drafting/parts/finding.ts';
import type { Attempt } from '../../runner/attempt.ts';
import { claimsOfReport } from '../claims-of-report.ts';
import type { ResearchState } from '../state.ts';

export function finish(attempt: Attempt) {
  return finishDraft<Finding, ResearchState, string>(attempt, claimsOfReport, (found, hard) => ({
    ...found,
    hard,
  }));
}
