import type { Deck, Issue } from '../../design/slides/deck.ts';
import { clip } from '../../text/clip.ts';
import { namesWorkshop } from './names-workshop.ts';
import { allTexts, slideTexts } from './slide-texts.ts';

const MAX_EMOJI = 3;
const MARKUP: [RegExp, string][] = [
  [/\*\*|__|~~|```/, 'Markdown'],
  [/<[a-z!/@#][^>]*>/i, 'a tag'],
  [/\bhttps?:\/\//i, 'a link, which cannot be clicked here'],
  [/\{\{|\$\{|\[\s*(?:insert|inserir|nome|name|xx+)\b/i, 'a placeholder'],
  [/\p{Cc}(?<!\n)/u, 'a control character'],
];

/**
 * Text that would look broken, or speaks of how it was made: leftover markup, placeholders, too much emoji, words of our
 * own workshop. Pure.
 *
 * @param brief What people asked for: a word that stands there is theirs.
 */
export function checkText(deck: Deck, brief: string): Issue[] {
  const issues: Issue[] = [];
  for (const { slide, text } of allTexts(deck)) {
    if (namesWorkshop(text) && !namesWorkshop(brief)) {
      const message = `Readers do not know how this was made; say it without such words: "${clip(text, 60)}"`;
      issues.push({ slide, code: 'internal_words', message });
    }
    for (const [pattern, what] of MARKUP) {
      if (pattern.test(text)) {
        issues.push({ slide, code: 'markup', message: `The text holds ${what}: "${clip(text, 60)}"` });
      }
    }
  }
  for (const [at, slide] of deck.slides.entries()) {
    const count =
      slideTexts(slide)
        .join(' ')
        .match(/\p{Extended_Pictographic}/gu)?.length ?? 0;
    if (count > MAX_EMOJI) {
      issues.push({
        slide: at + 1,
        code: 'too_many_emoji',
        message: `The slide has ${count} emoji; at most ${MAX_EMOJI} are wanted.`,
      });
    }
  }
  return issues;
}
