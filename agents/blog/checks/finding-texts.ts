import type { Language } from '../../../ports/content.ts';
import type { Finding } from '../state.ts';

/** What each finding is told with. */
export interface FindingParams {
  no_quote: Record<never, never>;
  unknown_mark: { mark: string; entries: number };
  unknown_passage: { quote: string };
  quote_not_found: { source: string; quote: string };
  short_quote: { quote: string; min: number };
  number_not_found: { number: string; of: 'section' | 'article' };
  banned_word: { pattern: string; reason: string };
  banned_claim: { pattern: string; reason: string };
  banned_in_quote: { pattern: string; reason: string; quote: string };
  markup: { what: 'address' | 'tag' | 'placeholder' | 'markdown'; text: string };
  wrong_language: { looksLike: Language };
  off_topic: { subject: string };
  broken_promise: { promise: string };
  no_title: Record<never, never>;
  long_title: { title: string; characters: number; max: number };
  variant_count: { count: number; wanted: number };
  meta_length: { characters: number; min: number; max: number };
  keyword_count: { count: number; min: number; max: number };
  empty_part: Record<never, never>;
  no_heading: Record<never, never>;
  short_section: { words: number; min: number };
  long_paragraph: { words: number; max: number };
  length: { words: number; asked: number };
  short_article: { words: number; usual: number };
  sentence_twice: { sentence: string; where: string | null };
  repetition: { where: string };
  same_heading: { heading: string };
  heading_misfit: { heading: string };
  conclusion_new: { words: string };
  keyword_missing: { keyword: string };
  hard_to_read: { ease: number };
  ai_sounding: { sentence: string };
}
export type FindingCode = keyof FindingParams;
type Texts = { [C in FindingCode]: (params: FindingParams[C]) => string };

/**
 * A finding, in English for the writer that repairs it and in the article's language for the person who weighs it.
 *
 * @param isHard No person may accept it.
 */
export function findingOf<C extends FindingCode>(
  language: Language,
  part: string | null,
  code: C,
  params: FindingParams[C],
  isHard: boolean,
): Finding {
  return { part, code, message: texts.en[code](params), told: texts[language][code](params), hard: isHard };
}

const en: Texts = {
  no_quote: () => 'The section cites nothing; add evidence from the passages and its mark [^1].',
  unknown_mark: ({ mark, entries }) => `[^${mark}] stands for no entry of "evidence", which has ${entries}.`,
  unknown_passage: ({ quote }) =>
    `The quote "${quote}" names no passage that was given; use the ids of "passages".`,
  quote_not_found: ({ source, quote }) => `Not word for word in "${source}": "${quote}"`,
  short_quote: ({ quote, min }) => `The quote "${quote}" has fewer than ${min} words.`,
  number_not_found: ({ number, of }) =>
    `The number "${number}" is in ${of === 'section' ? "none of the section's own quotes" : 'no quote of the article'} and not in the brief.`,
  banned_word: ({ pattern, reason }) => `The house rules forbid "${pattern}": ${reason}`,
  banned_claim: ({ pattern, reason }) => `The house rules forbid "${pattern}": ${reason}`,
  banned_in_quote: ({ pattern, reason, quote }) =>
    `A quote holds what the house rules forbid as "${pattern}" (${reason}); cite other words than "${quote}"`,
  markup: ({ what, text }) => `The text holds ${markupEn[what]}: "${text}"`,
  wrong_language: ({ looksLike }) =>
    `The text reads like "${looksLike}"; write it in the article's language.`,
  off_topic: ({ subject }) =>
    `Says nothing about ${subject}, which the brief is about: write it about that, from the passages on it.`,
  broken_promise: ({ promise }) =>
    `"${promise}" is promised, and the article does not hold so many numbered ones: number them, or say no number.`,
  no_title: () => 'The article has no title.',
  long_title: ({ title, characters, max }) =>
    `"${title}" has ${characters} characters; at most ${max} are shown.`,
  variant_count: ({ count, wanted }) => `There are ${count} other titles; exactly ${wanted} are wanted.`,
  meta_length: ({ characters, min, max }) =>
    `The meta description has ${characters} characters; ${min} to ${max} are wanted.`,
  keyword_count: ({ count, min, max }) => `There are ${count} keywords; ${min} to ${max} are wanted.`,
  empty_part: () => 'The part has no text.',
  no_heading: () => 'The section has no heading.',
  short_section: ({ words, min }) => `The section has ${words} words; at least ${min} are wanted.`,
  long_paragraph: ({ words, max }) => `A paragraph has ${words} words; at most ${max} are read.`,
  length: ({ words, asked }) => `The article has ${words} words; ${asked} were asked for.`,
  short_article: ({ words, usual }) => `The article has ${words} words; about ${usual} are usual.`,
  sentence_twice: ({ sentence, where }) =>
    where === null ? `Stands twice: "${sentence}"` : `Stands in "${where}" as well: "${sentence}"`,
  repetition: ({ where }) => `Says much of "${where}" again, in the same words.`,
  same_heading: ({ heading }) => `Another section has the heading "${heading}" as well.`,
  heading_misfit: ({ heading }) => `The heading "${heading}" does not say what its section is about.`,
  conclusion_new: ({ words }) => `The conclusion speaks of "${words}", which nothing before it has named.`,
  keyword_missing: ({ keyword }) => `The keyword "${keyword}" does not occur.`,
  hard_to_read: ({ ease }) => `Reading ease ${ease} of 100: long sentences or long words.`,
  ai_sounding: ({ sentence }) => `Sounds like a machine wrote it: "${sentence}"`,
};
const markupEn = {
  address: 'an address; sources are linked by footnotes alone',
  tag: 'a tag',
  placeholder: 'a placeholder',
  markdown: 'Markdown that did not close',
} as const;

const pt: Texts = {
  no_quote: () => 'A seção não cita nenhuma fonte.',
  unknown_mark: ({ mark }) => `A citação [^${mark}] não tem fonte.`,
  unknown_passage: ({ quote }) => `A citação "${quote}" indica uma fonte que não existe.`,
  quote_not_found: ({ source, quote }) => `Não está palavra por palavra em "${source}": "${quote}"`,
  short_quote: ({ quote, min }) => `A citação "${quote}" tem menos de ${min} palavras.`,
  number_not_found: ({ number }) => `O número "${number}" não está em nenhuma fonte citada nem no pedido.`,
  banned_word: ({ pattern, reason }) => `As regras da casa proíbem "${pattern}": ${reason}`,
  banned_claim: ({ pattern, reason }) => `As regras da casa proíbem "${pattern}": ${reason}`,
  banned_in_quote: ({ pattern, reason, quote }) =>
    `A citação "${quote}" traz o que as regras da casa proíbem como "${pattern}": ${reason}`,
  markup: ({ what, text }) => `O texto traz ${markupPt[what]}: "${text}"`,
  wrong_language: () => 'O texto parece estar em outra língua.',
  off_topic: ({ subject }) => `Não trata de ${subject}, que é o assunto do briefing.`,
  broken_promise: ({ promise }) => `Promete "${promise}", e o artigo não traz essa quantidade numerada.`,
  no_title: () => 'O artigo não tem título.',
  long_title: ({ title, characters, max }) =>
    `"${title}" tem ${characters} caracteres; os buscadores mostram até ${max}.`,
  variant_count: ({ count, wanted }) => `Há ${count} variantes do título; são ${wanted}.`,
  meta_length: ({ characters, min, max }) =>
    `A meta descrição tem ${characters} caracteres; o bom é de ${min} a ${max}.`,
  keyword_count: ({ count, min, max }) => `Há ${count} palavras-chave; o bom é de ${min} a ${max}.`,
  empty_part: () => 'A parte não tem texto.',
  no_heading: () => 'A seção não tem título.',
  short_section: ({ words, min }) => `A seção tem ${words} palavras; o bom é pelo menos ${min}.`,
  long_paragraph: ({ words, max }) => `Um parágrafo tem ${words} palavras; acima de ${max} poucos leem.`,
  length: ({ words, asked }) => `O artigo tem ${words} palavras; foram pedidas ${asked}.`,
  short_article: ({ words, usual }) => `O artigo tem ${words} palavras; o usual são cerca de ${usual}.`,
  sentence_twice: ({ sentence, where }) =>
    where === null ? `Aparece duas vezes: "${sentence}"` : `Também está em "${where}": "${sentence}"`,
  repetition: ({ where }) => `Repete muito de "${where}", com as mesmas palavras.`,
  same_heading: ({ heading }) => `Outra seção também se chama "${heading}".`,
  heading_misfit: ({ heading }) => `O título "${heading}" não diz do que a seção trata.`,
  conclusion_new: ({ words }) => `A conclusão fala de "${words}", que o texto não mencionou antes.`,
  keyword_missing: ({ keyword }) => `A palavra-chave "${keyword}" não aparece.`,
  hard_to_read: ({ ease }) => `Facilidade de leitura ${ease} de 100: frases ou palavras longas.`,
  ai_sounding: ({ sentence }) => `Parece escrito por uma máquina: "${sentence}"`,
};
const markupPt = {
  address: 'um endereço',
  tag: 'uma marca de HTML',
  placeholder: 'um espaço por preencher',
  markdown: 'Markdown que não fechou',
} as const;

const texts: Record<Language, Texts> = { en, pt };
