import type { Locale } from '../../../ports/people.ts';
import { answersEn, buttonsEn, recordingEn } from './answers.ts';
import { refusalEn } from './refusals.ts';

const number = (n: number): string => n.toLocaleString('en');
const leads = (n: number): string => (n === 1 ? '1 lead' : `${number(n)} leads`);

/** What the bot says of the order in which leads are worth a person's time, and of the rules that make it. */
export const scoreRulesEn = {
  locale: 'en' as Locale,
  /** As rules name them; `readScoreLines` knows these words. */
  fields: {
    title: 'title',
    seniority: 'seniority',
    language: 'language',
    email: 'email',
    source: 'source',
    tags: 'tags',
    company: 'company',
    industry: 'industry',
    headcount: 'headcount',
    country: 'country',
    website: 'website',
  },
  command: { ...answersEn, guest: 'Guests see no leads. Ask a member of the team.' },
  outcome: {
    ...recordingEn,
    notRecorded:
      'The database has not answered, so that it is not certain whether this was saved. Look at `/leads score` before you try again.',
  },
  tier: { a: 'A', b: 'B', c: 'C' },

  top: {
    heading: (total: number) => (total === 1 ? 'The lead' : `The best of ${leads(total)}`),
    none: 'No lead fits. `/leads top` without a filter shows all.',
    empty: 'There are no leads yet. `/leads import` brings them in.',
    filter: (filter: string) => `Only: ${filter}`,
    unnamed: 'No name yet',
    nothingFound: 'No rule finds anything in what is known of this person.',
    behind: (n: number) =>
      n === 1
        ? '1 lead still counts by the rules before the last change; it is being scored anew.'
        : `${leads(n)} still count by the rules before the last change; they are being scored anew.`,
    version: (version: number) => `By version ${version} of the rules`,
    standing: {
      suppressed: 'never to be contacted',
      replied: 'has written to us',
      connected: 'connected',
      contacted: 'contacted already',
      waiting: 'a proposal waits',
    },
    next: 'Next',
    previous: 'Previous',
    range: (from: number, to: number, total: number) =>
      `${number(from)} to ${number(to)} of ${number(total)}`,
    rules: 'How leads are scored',
    unknownField: (word: string) =>
      `I do not know "${word}:" in a filter. Known are country, title, company, industry, tag, source, language, score and tier; all other words are looked for everywhere. Nothing was searched.`,
    badScore: (word: string) =>
      `"${word}" is no score and no tier: a score is a number (score:60), a tier one of A, B and C (tier:A). Nothing was searched.`,
  },

  rules: {
    heading: 'How leads are scored',
    summary: (version: number, personMrkdwn: string, dateMrkdwn: string) =>
      `Version ${version}, by ${personMrkdwn} (${dateMrkdwn})`,
    installation: 'Greenlight itself',
    person: 'The person',
    company: 'The company',
    none: 'No rule: every lead counts 0.',
    tiers: (a: number, b: number) => `Tier A from ${a} points on, tier B from ${b}, the others C.`,
    explained:
      "A score is the sum of what the rules find. `:` looks for whole words anywhere in the field, `*` at a word's end for all words that begin so, `=` compares the whole field. Case and accents do not matter; of one rule the points count once.",
    change: 'Change',
    history: 'History',
    top: 'Top leads',
  },

  form: {
    title: 'How leads are scored',
    preview: 'Preview',
    save: buttonsEn.save,
    close: buttonsEn.cancel,
    intro:
      'One rule a line: points, field, words. *Preview* shows what the rules would do to the first 20 leads; only then *Save* is there.',
    person: 'Rules on the person',
    personHint:
      'Fields: title, seniority, language, email, source, tags. Example: +35 title: CME, esteriliza*',
    company: 'Rules on the company',
    companyHint:
      'Fields: company, industry, headcount, country, website. Examples: +10 headcount: 200+ and +15 country = BR, Brasil',
    tierA: 'Tier A from this score on',
    tierB: 'Tier B from this score on',
    errors: {
      shape: (line: string) =>
        `"${line}" is no rule. Write points, field, colon and words: +35 title: CME, compras`,
      field: (line: string) =>
        `"${line}" names no field. Known are title, seniority, language, email, source, tags, company, industry, headcount, country and website.`,
      points: (line: string) => `"${line}": points go from -100 to 100 and are not 0.`,
      values: (line: string) =>
        `"${line}": write 1 to 60 words or phrases with commas between them, each of at most 80 characters; * alone asks for any value.`,
      numbers: (line: string) => `"${line}": write a number of people such as 200+ or 50-199.`,
      tooMany: (most: number) =>
        `There are more than ${most} rules. Put words for which the points are the same into one line.`,
      tooLong: 'This would not fit into the form again. Shorten the lists of words.',
      tiers: 'Tier B begins below tier A.',
      tierNumber: 'A whole number from -999 to 999.',
      stale: (version: number, person: string) =>
        `${person} saved version ${version} meanwhile. Copy what you wrote, close this and open it again.`,
      notSaved: 'The database has not answered. Please try again; nothing is saved twice.',
      refused: (code: string) => `Nothing was saved: ${refusalEn(code)}`,
      adminsOnly: (admins: string) => `Only admins may change this: ${admins}. Nothing has changed.`,
    },
  },

  preview: {
    heading: 'What this would change',
    working: 'All leads are being scored by these rules …',
    changed: (changed: number, total: number) =>
      changed === 0
        ? `No score of ${leads(total)} changes.`
        : `${number(changed)} of ${leads(total)} ${changed === 1 ? 'gets' : 'get'} another score.`,
    tier: (name: string, before: number, after: number) => `${name}: ${number(before)} → ${number(after)}`,
    first: (n: number) => `The first ${n} then`,
    gone: (n: number) => `No longer among the first ${n}`,
    was: (place: number) => `was ${number(place)}`,
    now: (place: number) => `then ${number(place)}`,
    saveNow:
      'Look below: if it is what you want, click *Save*. If you change a rule once more, that is shown first.',
  },

  saved: (version: number) =>
    `Version ${version} of the rules is in force, and the leads are being scored anew: \`/leads top\` shows the order, \`/leads score history\` has the earlier rules.`,
  restored: (version: number, from: number) =>
    `Version ${version} of the rules is in force and says what version ${from} said. The leads are being scored anew.`,
  unchanged: 'That is how it is already; nothing was changed.',
  stale: (version: number, personMrkdwn: string) =>
    `${personMrkdwn} saved version ${version} meanwhile. Look at the history again; nothing was changed.`,
  unknownVersion: (version: number) =>
    `There is no version ${version} any more in this list. Nothing was changed.`,

  history: {
    heading: 'How leads were scored',
    version: (version: number) => `Version ${version}`,
    inForce: 'in force',
    first: 'the rules that each team begins with',
    restoredFrom: (version: number) => `back to version ${version}`,
    added: 'new',
    removed: 'gone',
    tiers: (a: number, b: number) => `tiers: A from ${a}, B from ${b}`,
    more: (n: number) => `and ${number(n)} more`,
    backTo: 'Back to this',
    confirmBack: (version: number) => ({
      title: `Back to version ${version}?`,
      text: `A new version is made that says what version ${version} said, and all leads are scored by it. Nothing is lost; you can go back again.`,
      confirm: 'Back to this',
      deny: buttonsEn.cancel,
    }),
    older: (count: number) => `The ${count} newest are shown.`,
  },
};

export type ScoreTexts = typeof scoreRulesEn;
