import type { HouseRule, Language } from '../../ports/content.ts';
import { findBanned } from '../grounding/find-banned.ts';

/** A wish to take words out, to replace them or to leave them unsaid names them too. */
const takesOut =
  /(?<!\p{L})(?:remov\p{L}*|tir(?:e|ar|em|a)|retir\p{L}*|apag\p{L}*|exclu\p{L}*|elimin\p{L}*|delet\p{L}*|cort(?:e|ar|em)|suprim\p{L}*|evit\p{L}*|sem|não|nao|nunca|troqu\p{L}*|trocar|substitu\p{L}*|remove|delete|drop|take out|leave out|cut|omit|get rid of|strike|without|avoid|don'?t|do not|never|no longer|stop|replace|swap|instead of|em vez de)(?!\p{L})/iu;

const told = {
  pt: (pattern: string, reason: string) =>
    `Isto eu não faço: a regra da casa proíbe “${pattern}” (${reason.replace(/[.\s]+$/, '')}). O resto fica como está; peça com outras palavras.`,
  en: (pattern: string, reason: string) =>
    `I cannot do that: a house rule forbids “${pattern}” (${reason.replace(/[.\s]+$/, '')}). The rest stays as it is; ask for it in other words.`,
} as const satisfies Record<Language, unknown>;

/**
 * The rule that forbids what a wish asks to be written; null when there is none. Pure.
 *
 * By code and before anything is written: a model that obeys the rule and the wish both writes something else, which
 * nobody asked for.
 */
export function ruleAgainst(wish: string, rules: readonly HouseRule[]): HouseRule | null {
  const found = findBanned(
    wish,
    rules.filter((rule) => rule.severity === 'block'),
  );
  return found.find(({ start }) => !takesOut.test(clauseBefore(wish, start)))?.rule ?? null;
}

/** What the thread is told then. Pure. */
export function refusal(rule: HouseRule, language: Language): string {
  return told[language](rule.pattern, rule.reason);
}

/** From the end of the sentence before, as a wish to take out stands in front of what it takes out. */
function clauseBefore(text: string, end: number): string {
  return (
    text
      .slice(0, end)
      .split(/[.;\n!?]\s/)
      .at(-1) ?? ''
  );
}
