import type { HouseRules } from '../../../ports/content.ts';
import type { Deck, Issue } from '../deck.ts';
import { allTexts } from './slide-texts.ts';

/** What the team's rules forbid or demand, split by how hard they are. Pure; unknown kinds would not compile. */
export function checkHouseRules(
  deck: Deck,
  rules: HouseRules['rules'],
): { issues: Issue[]; warnings: Issue[] } {
  const texts = allTexts(deck);
  const found = { issues: [] as Issue[], warnings: [] as Issue[] };
  for (const rule of rules) {
    const list = rule.severity === 'block' ? found.issues : found.warnings;
    const says = wholeWords(rule.pattern);
    if (rule.kind === 'required_disclaimer') {
      if (!texts.some(({ text }) => says(text))) {
        list.push({
          slide: null,
          code: 'disclaimer_missing',
          message: `The house rules require "${rule.pattern}": ${rule.reason}`,
        });
      }
      continue;
    }
    const slides = new Set(texts.filter(({ text }) => says(text)).map(({ slide }) => slide));
    for (const slide of slides) {
      list.push({
        slide,
        code: rule.kind,
        message: `The house rules forbid "${rule.pattern}": ${rule.reason}`,
      });
    }
  }
  return found;
}

/** Matches without case and accents, on whole words; any run of blanks equals any other. */
function wholeWords(pattern: string): (text: string) => boolean {
  const words = fold(pattern).split(/\s+/).filter(Boolean).map(escapeRegExp);
  if (words.length === 0) return () => false;
  const search = new RegExp(`(?<![\\p{L}\\p{N}])${words.join('\\s+')}(?![\\p{L}\\p{N}])`, 'u');
  return (text) => search.test(fold(text));
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[‐‑‒–—]/g, '-')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .toLowerCase();
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
