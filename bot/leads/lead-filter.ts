import { folded } from '../../platform/folded.ts';
import type { LeadFilter } from '../../ports/outreach.ts';

const fields: Record<Exclude<keyof LeadFilter, 'words'>, readonly string[]> = {
  country: ['pais'],
  company: ['empresa'],
  title: ['cargo'],
  industry: ['setor'],
  tag: ['etiqueta'],
  source: ['origem'],
  language: ['idioma'],
  min_score: ['score', 'pontuacao'],
  tier: ['faixa'],
};
type Field = keyof typeof fields;

export type ReadFilter =
  | { kind: 'filter'; filter: LeadFilter }
  /** A field that is not known; a score that is no number, or a tier that is none of A, B and C. */
  | { kind: 'unknown_field' | 'bad_score'; word: string };

/**
 * Reads which leads are meant: `country:BR title:"diretor clínico" tag:feira score:60 implantes`. Fields have a name in
 * either language, a value of several words stands in quotes, what is left is looked for in all fields. Pure.
 *
 * @param said As it was typed; phones write curly quotes.
 */
export function readFilter(said: string): ReadFilter {
  const filter: LeadFilter = {};
  const words: string[] = [];
  for (const [part = '', name, quoted, bare] of said.matchAll(PART)) {
    if (name === undefined || /^https?$/i.test(name)) {
      words.push(part.replaceAll(/["“”«»„]/gu, ''));
      continue;
    }
    const field = fieldOf(name);
    if (!field) return { kind: 'unknown_field', word: name };
    const value = (quoted ?? bare ?? '').trim();
    const letter = value.toLowerCase();
    if (field === 'tier') {
      if (letter !== 'a' && letter !== 'b' && letter !== 'c') return { kind: 'bad_score', word: value };
      filter.tier = letter;
    } else if (field !== 'min_score') filter[field] = value;
    else if (/^\d{1,3}$/.test(value)) filter.min_score = Number(value);
    else return { kind: 'bad_score', word: value };
  }
  const left = words.join(' ').replaceAll(/\s+/g, ' ').trim();
  return { kind: 'filter', filter: left === '' ? filter : { ...filter, words: left } };
}

/** `name:"several words"`, `name:word`, `score>=60`, or words. */
const PART = /([\p{L}_]+)(?::|>=)\s?(?:["“«„]([^"“”«»]*)["”»“]|(\S+))|\S+/gu;

function fieldOf(name: string): Field | undefined {
  const word = folded(name);
  // SAFETY: the keys of `fields` are its fields.
  return (Object.entries(fields) as [Field, readonly string[]][]).find(
    ([field, others]) => field === word || others.includes(word),
  )?.[0];
}

/** The same filter in the words that it is read from, for a form and for people. */
export function filterWords(filter: LeadFilter): string {
  const named = (Object.keys(fields) as Field[]).flatMap((field) => {
    const value = filter[field];
    if (value === undefined || value === '') return [];
    const name = field === 'min_score' ? 'score' : field;
    const said = field === 'tier' ? String(value).toUpperCase() : String(value);
    return [`${name}:${/\s/.test(said) ? `"${said}"` : said}`];
  });
  return [...named, ...(filter.words ? [filter.words] : [])].join(' ');
}
