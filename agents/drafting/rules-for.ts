import type { HouseRule, Language } from '../../ports/content.ts';

/** The rules that bind a draft of this language: its own, and those of no language. Pure. */
export function rulesFor(rules: readonly HouseRule[], language: Language): HouseRule[] {
  return rules.filter((rule) => (rule.language ?? language) === language);
}
