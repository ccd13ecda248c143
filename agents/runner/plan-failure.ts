import { isExpected } from '../../platform/errors.ts';
import type { JobError } from '../../ports/content.ts';
import { clip } from '../text/clip.ts';
import { JobFailure } from './job-failure.ts';

/** Seconds before attempt 2, 3, 4 and all later ones. */
const BACKOFF_S = [2, 8, 30, 120];
/** No `Retry-After` keeps a person waiting for longer than this without a word. */
const LONGEST_WAIT_S = 600;
/** Refusals by SQL that another attempt cannot change; a person or a fix comes first. */
const PERMANENT = [
  'artifact_too_large',
  'bad_answer',
  'bad_document',
  'document_too_long',
  'file_missing',
  'illegal_move',
  'no_brand_kit',
  'no_house_rules',
  'no_text',
  'not_approved',
  'nothing_waits',
  'question_is_fixed',
  'version_is_fixed',
  'wrong_question',
  'wrong_version',
];

/**
 * Decides what becomes of a job whose run threw.
 *
 * @param attempts Attempts so far, this one included.
 * @param random In [0, 1): spreads replicas that failed at the same moment over half of the wait.
 * @returns `retryInS` null: no automatic retry.
 */
export function planFailure(
  error: unknown,
  attempts: number,
  random: number,
): { error: JobError; retryInS: number | null } {
  const message = clip(error instanceof Error ? error.message : String(error), 500);
  const backoff = BACKOFF_S[Math.min(Math.max(attempts, 1), BACKOFF_S.length) - 1] ?? 120;
  const retryInS = Math.round(backoff * (1 + random / 2));
  if (error instanceof JobFailure) {
    const asked = error.retryAfterS === null ? 0 : Math.min(error.retryAfterS, LONGEST_WAIT_S);
    return {
      error: { code: error.code, message, params: error.params },
      retryInS: error.retryable ? Math.max(asked, retryInS) : null,
    };
  }
  if (isExpected(error)) {
    return {
      error: { code: error.code, message },
      retryInS: PERMANENT.includes(error.code) ? null : retryInS,
    };
  }
  return { error: { code: 'internal', message }, retryInS };
}
