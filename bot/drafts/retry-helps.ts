import type { JobError } from '../../ports/content.ts';
import { paramsOf } from '../texts/error-details.ts';

/**
 * What may be different at another try: a person acts (documents, brand kit, a cap, a setting), or it passes by itself.
 * Everything else ends the same way each time, so that a button would only cost money and patience.
 */
const passing = [
  'no_evidence',
  'not_enough_evidence',
  'search_unavailable',
  'search_busy',
  'search_no_credit',
  'search_refused_key',
  'search_wrong_address',
  'search_no_json',
  'search_bad_answer',
  'model_unavailable',
  'model_invalid_answer',
  // Models refuse by chance as well, and each Retry asks once more what was refused.
  'model_refused_request',
  'model_refused_key',
  'model_not_found',
  'model_busy',
  'model_no_credit',
  'model_wrong_address',
  'model_bad_request',
  'draft_checks',
  'budget_cap',
  'no_brand_kit',
  'no_house_rules',
  'worker_lost',
  'internal',
  'database_unavailable',
  'http_status',
  'not_reachable',
  'timeout',
];

/** Whether Retry is offered for a job that failed with this. Pure. */
export function retryHelps(error: JobError | null): boolean {
  if (error === null) return true;
  // The site could not say whether it may be read; it may be able to later.
  if (error.code === 'refused_by_robots') return paramsOf(error).reason === 'robots_unavailable';
  return passing.includes(error.code);
}
