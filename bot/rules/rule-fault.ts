import { folded } from '../../platform/folded.ts';
import { type HouseRule, ruleLength } from '../../ports/content.ts';

export type RuleFault =
  | { field: 'pattern'; code: 'missing' | 'too_broad' | 'too_short' | 'duplicate' }
  | { field: 'pattern'; code: 'too_long'; length: number; max: number }
  | { field: 'pattern'; code: 'too_many'; max: number }
  | { field: 'reason'; code: 'missing' }
  | { field: 'reason'; code: 'too_long'; length: number; max: number };

/** Words of nearly every sentence: to forbid one of them would forbid writing. Without accents. */
const everywhere = new Set(
  (
    'a ao aos as com como da das de do dos e em entre essa esse esta este eu foi ha isso isto ja la mais mas me na nao nas ' +
    'no nos o os ou para pela pelas pelo pelos por que quando se sem ser seu seus so sua suas tambem tem um uma ' +
    'about also an and are at be by can for from has have he her his how i if in into is it its more not of on or our ' +
    'she so than that the their them they this to was we were what when which will with you your'
  ).split(' '),
);
/** A sentence of fewer words says nothing that could be checked or had to stand in a text. */
const MIN_SENTENCE_WORDS = 3;

/**
 * Why a rule cannot be taken into use beside the others; null when it can. Pure.
 *
 * @param others The team's other rules, without the one that it takes the place of.
 */
export function ruleFault(rule: HouseRule, others: HouseRule[]): RuleFault | null {
  const tokens = folded(rule.pattern).match(/[\p{L}\p{N}]+/gu) ?? [];
  if (tokens.length === 0) return { field: 'pattern', code: 'missing' };
  const length = [...rule.pattern].length;
  if (rule.pattern.length > ruleLength.pattern) {
    return { field: 'pattern', code: 'too_long', length, max: ruleLength.pattern };
  }
  if (rule.kind === 'guideline' || rule.kind === 'required_disclaimer') {
    if (tokens.length < MIN_SENTENCE_WORDS) return { field: 'pattern', code: 'too_short' };
  } else if (tokens.every((token) => token.length < 2 || everywhere.has(token))) {
    return { field: 'pattern', code: 'too_broad' };
  }
  if (others.some((other) => sameDemand(other, rule))) return { field: 'pattern', code: 'duplicate' };
  if (others.length >= ruleLength.rules) return { field: 'pattern', code: 'too_many', max: ruleLength.rules };
  if (rule.reason === '') return { field: 'reason', code: 'missing' };
  if (rule.reason.length > ruleLength.reason) {
    return {
      field: 'reason',
      code: 'too_long',
      length: [...rule.reason].length,
      max: ruleLength.reason,
    };
  }
  return null;
}

/** Both forbid the same words, or ask for the same sentence, in a language that both bind. */
function sameDemand(a: HouseRule, b: HouseRule): boolean {
  const forbids = (rule: HouseRule) => rule.kind === 'banned_word' || rule.kind === 'banned_claim';
  const sameKind = a.kind === b.kind || (forbids(a) && forbids(b));
  const bothBind = !a.language || !b.language || a.language === b.language;
  return sameKind && bothBind && key(a) === key(b);
}

/** As the check compares: without case and accents, blanks and hyphens alike. */
function key(rule: HouseRule): string {
  return folded(rule.pattern)
    .split(/[\s-]+/)
    .filter(Boolean)
    .join(' ');
}
