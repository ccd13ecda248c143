import type { JobError } from '../../../ports/content.ts';
import { paramsOf } from '../error-details.ts';

/** Why a web search came to no answer, as the end of a sentence, with what helps; every code of the agents' searching. */
export function searchFaultEn(code: string): string {
  switch (code) {
    case 'search_unavailable':
      return 'it did not answer; ask again later';
    case 'search_busy':
      return 'it asks for fewer searches; ask again later';
    case 'search_no_credit':
      return 'its credit is used up; an admin adds some';
    case 'search_refused_key':
      return 'it refuses the key; an admin sets a valid one, npm run doctor checks it';
    case 'search_wrong_address':
      return 'what answers at its address is no search; an admin corrects the address, npm run doctor checks it';
    case 'search_no_json':
      return 'it is not set up to answer in JSON; an admin adds "json" to the formats in the settings of SearXNG';
    case 'search_bad_answer':
      return 'it refused the words, or answered in a form that I cannot read';
    case 'budget_cap':
      return 'the budget of the job allows no more searches';
    default:
      return `something unexpected happened (${code})`;
  }
}

/** What it means for a person that a job ended by it; null: another failure. */
export function searchFailureEn(error: JobError): { happened: string; todo: string } | null {
  if (!error.code.startsWith('search_')) return null;
  const { provider } = paramsOf(error);
  return {
    happened: `The web search${provider ? ` (${provider})` : ''} came to no answer: ${searchFaultEn(error.code)}.`,
    todo: 'Then click Retry; what was done before is kept. Or ask again and name the pages to read.',
  };
}
