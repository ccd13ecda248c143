import type { Candidate, HouseRule, HouseRules } from '../../ports/content.ts';
import { findBanned } from '../text/find-banned.ts';

/**
 * Whether a rule would say something new beside those in force, and nothing against them: what is forbidden already is not
 * proposed, nor words that a rule, the voice or a required sentence uses. Pure.
 */
export function fitsRules(
  { rule, instead }: Candidate & { kind: 'rule' },
  { rules, voice }: HouseRules,
): boolean {
  const binding = rules.filter(
    (one) => (one.language ?? rule.language ?? null) === (rule.language ?? one.language ?? null),
  );
  if (instead !== null && findBanned(instead, binding).length > 0) return false;
  if (rule.kind !== 'banned_word') return !binding.some((one) => sameWords(one.pattern, rule.pattern));
  if (findBanned(rule.pattern, binding).length > 0) return false;
  const proposed: HouseRule = { ...rule, id: 'proposed' };
  const said = [voice, ...binding.filter(isSentence).map((one) => one.pattern)];
  return said.every((sentence) => findBanned(sentence, [proposed]).length === 0);
}

const isSentence = ({ kind }: HouseRule) => kind === 'guideline' || kind === 'required_disclaimer';
const sameWords = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
