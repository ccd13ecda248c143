import type { DeckMaterial } from '../../../ports/model-tasks.ts';
import { fold } from '../reading/words.ts';

const ENDING =
  /(?:amente|mente|(?:ar|er|ir)|[ai]d[oa]s?|[aei]ndo|(?:cao|coes)|(?:ao|oes)|veis|vel|ing|ed|ies|y|[aeo]s?|[ae]m|ou|iu|s)$/;
const MIN_ROOT = 3;
/** A longer rest makes another word: "curador" is none of "cura". */
const MAX_REST = 7;
// What verbs, nouns and adjectives of both languages end in, from the root on.
const REST =
  /^(?:|s|es|ed|d|ing|er|ers|est|ly|y|ies|ied|[aeiou]+s?|[ae]m|[aei]mos|[aei]r|[aei]rem|[aei]va[sm]?|[aei]r[ae]m|[aei]r[ae]i?|[aei]rao|[aei]riam?|[aei]ss?em?|[aei]ndo|[ai]d[oa]s?|[aei]ste|issim[oa]s?|[ae]?mente|l|is|vel|veis|velmente|cao|coes|ao|oes|m|ns)$/;
const SIGNS = /por cento|[\p{L}\p{N}]+|%/gu;

/**
 * Whether a text holds a word or claim that the house rules block: as whole words in any of their forms, without case
 * and accents. In doubt it does: there is always another sentence to quote.
 */
export function breaksRules(text: string, task: Pick<DeckMaterial, 'rules'>): boolean {
  const words = signs(text);
  return task.rules.rules.some((rule) => {
    if (rule.severity !== 'block' || !rule.kind.startsWith('banned')) return false;
    const pattern = signs(rule.pattern);
    return (
      pattern.length > 0 &&
      words.some((_, at) => pattern.every((wanted, n) => isFormOf(words[at + n] ?? '', wanted)))
    );
  });
}

const signs = (text: string): string[] =>
  (fold(text.normalize('NFKC').replaceAll(/\p{Cf}/gu, '')).match(SIGNS) ?? []).map((sign) =>
    sign === 'por cento' || sign === 'percent' ? '%' : sign,
  );

function isFormOf(word: string, wanted: string): boolean {
  if (word === wanted) return true;
  if (wanted.length < 4 || !/^\p{L}+$/u.test(wanted)) return false;
  const cut = wanted.replace(ENDING, '');
  const root = cut.length < MIN_ROOT ? wanted : cut;
  const rest = word.slice(root.length);
  return word.startsWith(root) && rest.length <= MAX_REST && REST.test(rest);
}
