import { folded } from '../../platform/folded.ts';
import type { FoundValues, Industry, Language } from '../../ports/content.ts';
import { industries } from '../../ports/content.ts';
import type { CompanyAnswer, CompanyField } from '../../ports/model-tasks.ts';
import { isInstruction } from '../drafting/evidence/instructions.ts';
import { quantitiesIn } from '../drafting/evidence/quantities.ts';
import { foldText } from '../text/fold-text.ts';
import { exactQuote } from '../text/verify-quote.ts';
import { countryNames } from './country-names.ts';
import { kinds } from './industries.ts';
import { placesOf, standsIn } from './stands-in.ts';

/** A page of a company as it was read. */
export interface SitePage {
  id: string;
  url: string;
  title: string;
  text: string;
}

/** Characters of a quote: as long as a person reads it in a card. */
export const MOST_QUOTE = 300;
/** Of a company: more are people of a country. */
const MOST_PEOPLE = 3_000_000;
/** Characters between a number and what it counts. */
const NEAR = 40;
const people =
  /(?:colaborador|funcionari|empregad|profissiona|trabalhador|employees|staff|people|pessoas|team members|associates)/;
const teamOf =
  /(?:equipe|time|quadro|team|staff|workforce)\s+(?:de|of)\s+(?:mais de|cerca de|over|about|more than)?\s*$/;
/** People of that number are served or taught, and not employed. */
const served = /(?:atend|trein|capacit|serv|train|reach|educat)\p{L}*\s+(?:\p{L}+\s+){0,3}$/u;
/** What the word for a kind follows where it names customers. */
const customers =
  /(?:para|aos?|atend\p{L}*|client\p{L}*|for|serv\p{L}*|suppl\p{L}*|fornec\p{L}*|customers?)\s+(?:\p{L}+,?\s+){0,3}$/u;
/** Words behind which a company says where it is. */
const seat =
  /(?:sede|endereco|matriz|localizad|situad|fundad|fabrica em|unidade em|(?<!\p{L})rua|avenida|(?<!\p{L})av\.|(?<!\p{L})cep(?!\p{L})|head(?:quarters|quartered| office)|based in|located|address|founded|street)/gu;
/** Characters of an address. */
const SEAT = 100;
/** Ends what is said of the seat. */
const elsewhere = /[;!?]|\.\s|(?<!\p{L})(?:e|and|com|with|para|to|que|which|where|onde|mas|but)(?!\p{L})/u;

/**
 * Takes of an answer what its own quote carries, word for word on a page of the company: the rest is left out, so that a field
 * stays empty rather than guessed. Pure.
 *
 * A model reads the pages and may err or be led; code has the last word on each value.
 */
export function checkFacts(
  answer: CompanyAnswer,
  {
    pages,
    wanted,
    language,
  }: { pages: readonly SitePage[]; wanted: readonly CompanyField[]; language: Language },
): FoundValues {
  const found: FoundValues = {};
  for (const { passage_id, quote, field, value } of answer.facts) {
    const page = pages.find((one) => one.id === passage_id);
    if (!page || !wanted.includes(field) || found[field]) continue;
    const at = exactQuote(quote, foldText(page.text));
    if (!at) continue;
    const words = page.text.slice(at.start, at.end);
    if (words.length > MOST_QUOTE || isInstruction(words)) continue;
    const carried = carriedBy(words, field, value, language);
    if (carried !== null) found[field] = { value: carried, quote: words, url: page.url };
  }
  return found;
}

/** The value as the lead keeps it; null: the words do not say it. */
function carriedBy(
  words: string,
  field: CompanyField,
  value: string,
  language: Language,
): string | number | null {
  const plain = folded(words);
  switch (field) {
    case 'industry': {
      const kind = industries.find((one): one is Industry => one === value);
      return kind !== undefined && saysKind(plain, kinds[kind].stems) ? kinds[kind].label[language] : null;
    }
    case 'headcount': {
      const count = Number(value);
      if (!/^\d{1,7}$/.test(value) || count < 1 || count > MOST_PEOPLE) return null;
      return countsPeople(words, String(count)) ? count : null;
    }
    case 'country': {
      const code = value.toUpperCase();
      const named = countryNames(code) ?? [];
      return seatsIn(plain).some((place) => named.some((name) => standsIn(place, name))) ? code : null;
    }
  }
}

/** What is said directly behind each word for a seat: what else the sentence names is somewhere else. */
function seatsIn(plain: string): string[] {
  return [...plain.matchAll(seat)].map(
    ({ 0: word, index }) =>
      plain.slice(index + word.length, index + word.length + SEAT).split(elsewhere)[0] ?? '',
  );
}

function saysKind(plain: string, stems: readonly string[]): boolean {
  return stems.some((stem) =>
    placesOf(plain, stem).some(
      (at) => !/\p{L}$/u.test(plain.slice(0, at)) && !customers.test(plain.slice(0, at)),
    ),
  );
}

function countsPeople(words: string, count: string): boolean {
  return quantitiesIn(words).some(({ readings, start, end }) => {
    if (!readings.includes(count)) return false;
    const before = folded(words.slice(0, start));
    const behind = folded(words.slice(end, end + NEAR));
    return (people.test(behind) || teamOf.test(before)) && !served.test(before);
  });
}
