import { isExpected } from '../../platform/errors.ts';
import type { EnrichmentInput, FoundValues, RecordOutcome } from '../../ports/content.ts';
import { companyFields } from '../../ports/model-tasks.ts';
import { isNoFaultOfIts } from '../drafting/no-fault.ts';
import type { ReadCompany } from './company-reader.ts';
import { ownSite } from './own-site.ts';

/** What a model makes of one company's pages and would of no other's: the record ends, and its batch goes on. */
const FAULTS_OF_ITS_OWN = [
  'model_invalid_answer',
  'model_cut_off',
  'model_refused_request',
  'model_context_full',
];
/** A call that was not made or not answered is the next attempt's. */
const isOfTheModel = (code: string) => code.startsWith('model_') || code === 'budget_cap';

/**
 * What the site of a lead's company says in the lead's open fields.
 *
 * @throws What is no fault of the record: the job is tried again, or stops at its cap.
 */
export async function enrichRecord(
  { company, site, wanted }: EnrichmentInput,
  readCompany: ReadCompany,
  signal: AbortSignal | undefined,
): Promise<{ status: 'done' | 'failed'; outcome: RecordOutcome }> {
  const none = { values: {}, model: null };
  if (site === null) return { status: 'done', outcome: { ...none, code: 'no_site' } };
  try {
    const read = await readCompany(site);
    const values: FoundValues = {};
    for (const field of companyFields) {
      const found = read.values[field];
      if (found && wanted.includes(field)) values[field] = found;
    }
    const own = wanted.includes('website') && company !== null ? ownSite(company, read.site) : null;
    if (own !== null) values.website = own;
    return { status: 'done', outcome: { values, code: null, model: read.model } };
  } catch (error) {
    signal?.throwIfAborted();
    if (!isExpected(error) || isNoFaultOfIts(error)) throw error;
    if (FAULTS_OF_ITS_OWN.includes(error.code))
      return { status: 'failed', outcome: { ...none, code: error.code } };
    if (isOfTheModel(error.code)) throw error;
    return { status: 'done', outcome: { ...none, code: error.code } };
  }
}
