import { folded } from '../../platform/folded.ts';
import { plannedCount } from '../../ports/content.ts';
import { type CommonBrief, typedBrief } from '../drafts/typed-brief.ts';

/** What the text behind `/plan` asks for. */
export type ParsedPlan =
  | CommonBrief
  | { kind: 'out_of_range'; asked: number; min: number; max: number }
  | { kind: 'plan'; theme: string; count: number };

const names = [
  ['zero'],
  ['um', 'uma', 'one'],
  ['dois', 'duas', 'two'],
  ['tres', 'three'],
  ['quatro', 'four'],
  ['cinco', 'five'],
  ['seis', 'six'],
  ['sete', 'seven'],
  ['oito', 'eight'],
  ['nove', 'nine'],
  ['dez', 'ten'],
  ['onze', 'eleven'],
  ['doze', 'twelve'],
  ['treze', 'thirteen'],
  ['catorze', 'quatorze', 'fourteen'],
  ['quinze', 'fifteen'],
  ['dezesseis', 'sixteen'],
  ['dezessete', 'seventeen'],
  ['dezoito', 'eighteen'],
  ['dezenove', 'nineteen'],
  ['vinte', 'twenty'],
];
const numbers = new Map(names.flatMap((list, n) => list.map((name): [string, number] => [name, n])));
/** Of these a number counts what the plan is to have, and nothing of the theme. */
const briefs =
  'briefings?|briefs?|posts?|ideias?|ideas?|rascunhos?|drafts?|conte[úu]dos?|pe[çc]as?|pieces?|temas?|topics?';
const joint = '(?:sobre|acerca de|about|on|de|do|da|dos|das|of|for|para)';
/** "5 …", "five …", "5 briefs about …", "cinco ideias de conteúdo: …" */
const leading = new RegExp(
  `^(\\d{1,3}|\\p{L}+)(?:\\s+(${briefs})(?:\\s+d[eo]\\s+conte[úu]dos?)?(?![\\p{L}\\p{N}]))?(?:\\s*[:,–]\\s*|\\s+-\\s+|\\s+|$)(?:${joint}\\s+)?`,
  'iu',
);
/** "…, 5 briefs", "… (five posts)", "… em 5 briefings". */
const trailing = new RegExp(
  `[\\s,;:(–-]+(?:(?:em|in|with|com)\\s+)?(\\d{1,3}|\\p{L}+)\\s+(?:${briefs})[\\s.!)]*$`,
  'iu',
);
/** Reads the text behind `/plan`: how many briefs, and what they are about. */
export function parsePlan(text: string): ParsedPlan {
  return typedBrief<ParsedPlan>(text, (typed) => {
    const said = typed.replace(/\s+/g, ' ');
    const { count, theme } = countIn(said);
    const { min, max } = plannedCount;
    if (count !== null && (count < min || count > max))
      return { kind: 'out_of_range', asked: count, min, max };
    // "5" alone says how many, not about what.
    if (theme === '') return { kind: 'form', given: count === null ? {} : { length: String(count) } };
    return { kind: 'plan', theme, count: count ?? plannedCount.default };
  });
}

function countIn(said: string): { count: number | null; theme: string } {
  const first = leading.exec(said);
  const count = first && numberOf(first[1]);
  if (first && count !== null && (first[2] !== undefined || counts(first[1]))) {
    return { count, theme: said.slice(first[0].length).trim() };
  }
  const last = trailing.exec(said);
  const behind = last && numberOf(last[1]);
  if (last && behind !== null) return { count: behind, theme: said.slice(0, last.index).trim() };
  return { count: null, theme: said };
}

/**
 * Whether a number at the start counts briefs though nothing says so: "uma semana de titânio" is about a week, "665 e 751"
 * are norms.
 */
function counts(word: string | undefined): boolean {
  if (word === undefined) return false;
  return /^\d/.test(word) ? word.length <= 2 : (numberOf(word) ?? 0) >= 2;
}

function numberOf(word: string | undefined): number | null {
  if (word === undefined) return null;
  return /^\d+$/.test(word) ? Number(word) : (numbers.get(folded(word)) ?? null);
}
