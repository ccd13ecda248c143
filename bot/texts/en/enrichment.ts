import type { EnrichedField } from '../../../ports/content.ts';
import { unreadEn } from './unread.ts';

const number = (n: number): string => n.toLocaleString('en');
const leads = (n: number) => `${number(n)} ${n === 1 ? 'lead' : 'leads'}`;

/** What the bot says of changes that an enrichment proposes. */
export const enrichmentEn = {
  fields: {
    website: 'website',
    industry: 'industry',
    headcount: 'employees',
    country: 'country',
  } satisfies Record<EnrichedField, string>,
  changed: (changed: number, records: number) => `${number(changed)} of ${leads(records)} would change`,
  values: (n: number, field: string) => `${field}: ${number(n)}`,
  nothing: (n: number) => `${leads(n)}: the site says nothing that can be quoted`,
  leftOut: (n: number) => `${leads(n)}: not read, as the batch was finished at a cap`,
  unread: (n: number, why: string) => `${leads(n)}: ${why}`,
  why: (code: string) => whyNot(code),
  samples: 'Samples, each with the words of its page',
  without: (fields: string) => `Taken out: ${fields}`,
  everything: 'Every change with its quote and page is in the file above.',
  file: (version: number) => `All changes of version ${version}, as a draft`,
  read: (model: string) =>
    `found by a machine (${model}) and held against the pages by code; look at the quotes before you approve`,
  offline: 'offline writer: found by words alone, without a language model; held against the pages by code',
  /** `field`: one that may go; null: it is the only one. */
  replyHint: (field: string | null) =>
    field === null
      ? 'Only the buttons decide.'
      : `"Without ${field}", here in the thread or as a request for changes, takes that field out of all leads. Only the buttons decide.`,
  approved:
    'These changes are approved, so a reply no longer changes anything. `/leads rollback` takes them back, with what each lead had before.',
  handedOver: 'The changes go to the leads now; what became of them stands in this thread.',
  nothingFound: (records: number) =>
    `None of the sites of ${leads(records)} says anything that is missing there.`,
};

function whyNot(code: string): string {
  switch (code) {
    case 'no_site':
      return 'neither a website nor an e-mail address of a company is known';
    case 'worker_lost':
      return 'reading it took the agent down each time';
    case 'model_invalid_answer':
    case 'model_cut_off':
      return 'the model gave no usable answer';
    case 'model_refused_request':
      return 'the model declined to read it';
    case 'model_context_full':
      return 'the pages are longer than the model takes';
    default:
      return unreadEn(code);
  }
}
