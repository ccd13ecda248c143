import type { CompanyAnswer, CompanyField, CompanyTask } from '../../../ports/model-tasks.ts';
import { splitSentences } from '../reading/split-sentences.ts';
import { fold } from '../reading/words.ts';

/** Characters of a quote. */
const MOST_QUOTE = 300;

/** What a company calls itself, in the words behind "somos", "é uma" and their like. */
const itself =
  /(?<!\p{L})(?:somos|sou|e uma?|e o|e a|we are|is an?|fabricamos|produzimos|distribuimos|we make|we manufacture|we distribute)(?!\p{L})\s?(.{0,60})/u;
const named: [id: string, words: RegExp][] = [
  ['distributor', /distribu|importador|importer|reseller|wholesaler|revenda/],
  ['dental', /odonto|dental|dentist/],
  ['sterilization', /esteriliza|reprocessamento|steriliz|reprocessing/],
  ['manufacturer', /fabrica|industria|manufactur|we make|produz/],
  ['insurer', /operadora de|plano de saude|health insurer|health plan/],
  ['hospital', /hospital|santa casa|maternidade/],
  ['laboratory', /laborator/],
  ['clinic', /clinica|clinic/],
  ['education', /universidade|university|faculdade|instituto de pesquisa|research institute/],
  ['consulting', /consultoria|consulting|consultancy/],
  ['software', /software/],
];
const staff =
  /(\d{1,3}(?:[.,]\d{3})+|\d{1,6})\s+(?:colaboradores|funcionarios|empregados|employees|people work)/;
/** What is said behind a word for a seat, up to where the sentence goes on about something else. */
const seat =
  /(?:sede|endereco|matriz|localizad|headquarter|based in|head office)(.{0,80}?)(?: e | and |[.;]|$)/;
/** Where companies of this market are. */
const codes =
  'BR PT ES AR CL CO PE MX UY US CA GB IE DE FR IT CH AT NL BE NO SE DK FI PL CZ SG AU JP CN IN'.split(' ');
const countries = codes.map((code): [code: string, names: string[]] => [
  code,
  ['pt', 'en'].map((language) =>
    fold(new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code),
  ),
]);

/** By the words of each sentence: what a page says in other words is not found. */
export function companyFacts({ wanted, industries, passages }: CompanyTask): CompanyAnswer {
  const known = new Set(industries.map((one) => one.id));
  const facts: CompanyAnswer['facts'] = [];
  for (const { id, text } of passages) {
    for (const sentence of text.split(/\n+/).flatMap(splitSentences)) {
      if (sentence.length > MOST_QUOTE) continue;
      const plain = fold(sentence);
      for (const field of wanted) {
        if (facts.some((fact) => fact.field === field)) continue;
        const value = readers[field](plain);
        if (value === null || (field === 'industry' && !known.has(value))) continue;
        facts.push({ passage_id: id, quote: sentence, field, value });
      }
    }
  }
  return { facts };
}

const readers: Record<CompanyField, (plain: string) => string | null> = {
  industry(plain) {
    const said = itself.exec(plain)?.[0] ?? '';
    return said === '' ? null : (named.find(([, words]) => words.test(said))?.[0] ?? null);
  },
  headcount: (plain) => staff.exec(plain)?.[1]?.replace(/[.,]/g, '') ?? null,
  country(plain) {
    const place = seat.exec(plain)?.[1] ?? '';
    return countries.find(([, names]) => names.some((name) => place.includes(name)))?.[0] ?? null;
  },
};
