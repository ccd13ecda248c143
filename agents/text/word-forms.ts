/** Endings of the three families of Portuguese verbs, without accents. "-ia" is left out: "garantia" is a thing. */
const families = {
  ar: 'ar ares armos arem o a as am amos ei aste ou aram ava avas avamos avam arei ara aras aremos arao aria arias ariamos ariam e es emos em asse asses assemos assem ando ado ada ados adas',
  er: 'er eres ermos erem o e es emos em i este eu eram iamos iam erei era eras eremos erao eria erias eriamos eriam a as amos am esse esses essemos essem endo ido ida idos idas',
  ir: 'ir ires irmos irem o e es imos em i iste iu iram iamos iam irei ira iras iremos irao iria irias iriamos iriam a as amos am isse isses issemos issem indo ido ida idos idas',
};
type Family = keyof typeof families;
const endingsOf = (family: Family): string[] => families[family].split(' ');

/** By what a rule's word may be known as a verb, longest first; the rest before it is the root. */
const verbEndings: [RegExp, Family[]][] = [
  [/(?:armos|arem|aram|avam|avamos|aremos|arao|ariam|assem|ando|ad[oa]s?|ar|ou|ava|am)$/, ['ar']],
  [/(?:endo|ermos|erem|eremos|erao|eriam|essem|er)$/, ['er']],
  [/(?:indo|irmos|irem|imos|iram|iremos|irao|iriam|issem|ir|iu)$/, ['ir']],
  [/(?:id[oa]s?|em)$/, ['er', 'ir']],
  [/es?$/, ['er', 'ir']],
  [/as?$/, ['ar']],
];
const superlative = ['issimo', 'issima', 'issimos', 'issimas'];

/** How nouns and adjectives end in Portuguese, by how the given word ends. */
const nounEndings: [RegExp, string[]][] = [
  [/amente$/, ['amente', 'o', 'a', 'os', 'as', ...superlative]],
  [/(?:cao|coes)$/, ['cao', 'coes']],
  [/(?:sao|soes)$/, ['sao', 'soes']],
  [/(?:ao|aos|oes|aes)$/, ['ao', 'aos', 'oes', 'aes', 'a', 'as']],
  [/(?:vel|veis)$/, ['vel', 'veis', 'velmente', 'bilissimo']],
  [/(?:il|eis)$/, ['il', 'is', 'eis', 'ilmente']],
  [/(?<=[aeou])(?:l|is)$/, ['l', 'is', 'lmente']],
  [/(?:m|ns)$/, ['m', 'ns', 'mente']],
  [/[oa]s?$/, ['o', 'a', 'os', 'as', 'amente', ...superlative]],
  [/es?$/, ['e', 'es', 'emente', ...superlative]],
  [/(?<=[rz])(?:es)?$/, ['', 'es', 'mente']],
];

/** Shorter ones are small words ("sem", "do", "o") or names, and a root of two letters would meet anything. */
const MIN_INFLECTED = 4;
const MIN_ROOT = 3;

/**
 * The forms under which a rule's word may stand in a text: gender, number, "-mente" and the verb in Portuguese; "-s",
 * "-ed", "-ing", "-er", "-ly" in English. By tables of endings, so that "cura" meets "curou" and not "curador".
 *
 * Words of both languages are taken alike: a form that no language has meets nothing. A participle stays close to
 * itself in English: who forbids "guaranteed" does not forbid "a guarantee of origin".
 *
 * @param word Lower case, without accents.
 */
export function wordForms(word: string): Set<string> {
  const forms = new Set([word]);
  if (word.length < MIN_INFLECTED || !/^\p{L}+$/u.test(word)) return forms;
  for (const form of [...nounForms(word), ...verbForms(word), ...englishForms(word)]) forms.add(form);
  return forms;
}

function nounForms(word: string): string[] {
  const [ending, forms] = nounEndings.find(([pattern]) => pattern.test(word)) ?? [];
  const root = ending ? word.replace(ending, '') : '';
  return root.length < MIN_ROOT || !forms ? [] : forms.map((form) => root + form);
}

function verbForms(word: string): string[] {
  const [ending, found] = verbEndings.find(([pattern]) => pattern.test(word)) ?? [];
  const root = ending ? word.replace(ending, '') : '';
  if (root.length < MIN_ROOT || !found) return [];
  return found.flatMap((family) => endingsOf(family).map((end) => spelled(root, end)));
}

/** "indicar" is "indique", "pagar" is "pague": the sound stays, the letters change. Back: "indique" is "indicar". */
function spelled(root: string, end: string): string {
  if (/^[ei]/.test(end)) return root.replace(/c$/, 'qu').replace(/g$/, 'gu') + end;
  return root + end;
}

function englishForms(word: string): string[] {
  if (/ed$/.test(word)) return [`${word}ly`, `${word.slice(0, -1)}ing`, `${word.slice(0, -2)}ing`];
  if (/ing$/.test(word))
    return [...new Set([...onBase(word.slice(0, -3)), ...onBase(`${word.slice(0, -3)}e`)])];
  if (/ies$/.test(word)) return onBase(`${word.slice(0, -3)}y`);
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return [...onBase(word.slice(0, -2)), ...onBase(word.slice(0, -1))];
  if (/[^su]s$/.test(word)) return onBase(word.slice(0, -1));
  return onBase(word);
}

/** What an English verb, noun or adjective comes to. */
function onBase(base: string): string[] {
  const on = (root: string, ...ends: string[]) => [base, ...ends.map((end) => root + end)];
  if (base.length < MIN_ROOT) return [];
  if (/[^aeiou]y$/.test(base)) return on(base.slice(0, -1), 'ies', 'ied', 'ying', 'ier', 'iest', 'ily');
  if (/le$/.test(base)) return on(base.slice(0, -1), 'es', 'ed', 'ing', 'er', 'ers', 'y');
  if (/ee$/.test(base)) return on(base, 's', 'd', 'ing', 'r', 'rs');
  if (/e$/.test(base)) return on(base.slice(0, -1), 'es', 'ed', 'ing', 'er', 'ers', 'est', 'ely');
  const doubled = /[^aeiou][aeiou][bdgklmnprt]$/.test(base)
    ? ['ed', 'ing', 'er'].map((end) => base + base.slice(-1) + end)
    : [];
  return [...on(base, 's', 'es', 'ed', 'ing', 'er', 'ers', 'est', 'ly'), ...doubled];
}
