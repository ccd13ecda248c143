import type { FindingParams, SlideFinding } from '../../../ports/content.ts';
import type { Deck } from '../../../ports/model-tasks.ts';
import { slideTexts } from '../../design/slide-text.ts';
import { clip } from '../../text/clip.ts';
import { allTexts } from './all-texts.ts';
import { namesWorkshop } from './names-workshop.ts';

const MAX_EMOJI = 3;
const MARKUP: [RegExp, FindingParams['markup']['what']][] = [
  [/\*\*|__|~~|```/, 'markdown'],
  [/<[a-z!/@#][^>]*>/i, 'tag'],
  [/\bhttps?:\/\//i, 'link'],
  [/\{\{|\$\{|\[\s*(?:insert|inserir|nome|name|xx+)\b/i, 'placeholder'],
  [/\p{Cc}(?<!\n)/u, 'control_character'],
];

/**
 * Text that would look broken, or speaks of how it was made: leftover markup, placeholders, too much emoji, words of our
 * own workshop. Pure.
 *
 * @param brief What people asked for: a word that stands there is theirs.
 */
export function checkText(deck: Deck, brief: string): SlideFinding[] {
  const findings: SlideFinding[] = [];
  for (const { slide, text } of allTexts(deck)) {
    const shown = clip(text, 60);
    if (namesWorkshop(text) && !namesWorkshop(brief))
      findings.push({ place: slide, code: 'internal_words', params: { text: shown } });
    for (const [pattern, what] of MARKUP) {
      if (pattern.test(text)) findings.push({ place: slide, code: 'markup', params: { what, text: shown } });
    }
  }
  for (const [at, slide] of deck.slides.entries()) {
    const count =
      slideTexts(slide)
        .join(' ')
        .match(/\p{Extended_Pictographic}/gu)?.length ?? 0;
    if (count > MAX_EMOJI)
      findings.push({ place: at + 1, code: 'too_many_emoji', params: { count, max: MAX_EMOJI } });
  }
  return findings;
}
