const number = (n: number): string => n.toLocaleString('en');
const leads = (n: number) => `${number(n)} ${n === 1 ? 'lead' : 'leads'}`;

/** What the bot says of `/leads enrich`, and of what was applied. */
export const leadEnrichmentEn = {
  allLeads: 'all leads',
  started: (n: number) =>
    `The sites of the companies of ${leads(n)} are being read. The thread appears in this channel; what is found comes there as a draft, and no lead changes before it is approved.`,
  noneMatch: 'No lead matches that. `/leads enrich` alone takes all of them.',
  nothing: (n: number) =>
    n === 1
      ? 'One lead matches, and its site is not read now:'
      : `${leads(n)} match, and no site is read now:`,
  leftOut: {
    complete: (n: number) => `${leads(n)}: nothing is missing that a site could tell`,
    no_site: (n: number) => `${leads(n)}: neither a website nor an e-mail address of a company`,
    under_way: (n: number) => `${leads(n)}: in another enrichment that waits for its approval`,
    suppressed: (n: number) => `${leads(n)}: must not be contacted`,
    over_limit: (n: number) =>
      `${leads(n)}: more than the 1,000 of one enrichment; send the command again afterwards`,
  },
  notAllowed: 'Guests do not start enrichments.',
  badFilter: (kind: 'unknown_field' | 'bad_score', word: string) =>
    kind === 'bad_score'
      ? `"${word}" is no score: accepted are numbers from 0 to 999, e.g. \`score:60\`.`
      : `I know no field "${word}". Accepted: country, company, title, industry, tag, source, language, score; words alone are looked for in all of them.`,
  useAChannel: 'An enrichment is decided on by others: type the command in a channel where they see it.',
  applied: (changed: number, values: number) =>
    `Enrichment applied: ${leads(changed)} changed, ${number(values)} ${values === 1 ? 'value' : 'values'}.`,
  kept: (n: number) =>
    `${number(n)} ${n === 1 ? 'value was' : 'values were'} left: a person or a file filled the field meanwhile.`,
  gone: (n: number) => `${leads(n)} ${n === 1 ? 'is' : 'are'} no longer there.`,
};
