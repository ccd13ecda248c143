import type { FoundValues, Language } from '../../ports/content.ts';
import { industries } from '../../ports/content.ts';
import { type CompanyTask, companyAnswer, companyFields } from '../../ports/model-tasks.ts';
import type { AskModel } from '../models/ask-model.ts';
import { checkFacts } from './check-facts.ts';
import { kinds } from './industries.ts';
import { companyPrompt } from './prompts/company-facts.ts';
import type { ReadSite, Site } from './read-site.ts';

/** A company as its site tells it. */
export interface Company {
  site: Site;
  values: FoundValues;
  /** As the endpoint named itself. */
  model: string;
}
export type ReadCompany = (address: string) => Promise<Company>;

/**
 * Reads a company's site and asks the model once what it says, for all colleagues: every field is asked for, so that what one
 * of them lacks changes no question. It remembers every company, so that it lives no longer than a slice of a batch; a fault is
 * kept like an answer: it is the site's, and not the lead's.
 */
export function companyReader({
  readSite,
  askModel,
  language,
  signal,
}: {
  readSite: ReadSite;
  askModel: AskModel;
  language: Language;
  signal: AbortSignal | undefined;
}): ReadCompany {
  const kept = new Map<string, Promise<Company>>();
  const read = async (address: string): Promise<Company> => {
    const site = await readSite(address, signal);
    const task: CompanyTask = {
      task: 'company_facts',
      wanted: [...companyFields],
      industries: industries.map((id) => ({ id, what: kinds[id].what })),
      passages: site.pages.map(({ id, title, text }) => ({ id, title, date: null, text })),
    };
    const { answer, model } = await askModel(task, companyAnswer, {
      node: 'read',
      system: companyPrompt,
      signal,
    });
    return {
      site,
      values: checkFacts(answer, { pages: site.pages, wanted: companyFields, language }),
      model,
    };
  };
  return (address) => {
    const before = kept.get(address);
    if (before) return before;
    const reading = read(address);
    // The caller hears of it; a copy that is kept is no unhandled fault of the process.
    reading.catch(() => {});
    kept.set(address, reading);
    return reading;
  };
}
