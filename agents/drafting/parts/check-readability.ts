import type { Language } from '../../../ports/content.ts';
import { readingEase } from '../../text/reading-ease.ts';
import { type Finding, findingOf } from './finding.ts';
import { partText } from './plain-text.ts';
import type { Written } from './written.ts';

/** Fewer words say nothing on how a part reads. */
const MIN_WORDS = 80;
/** Below it a text is for specialists (Flesch's "very difficult"). */
const VERY_DIFFICULT = 25;

/** Parts that are hard to read for their language: for the approver to weigh, who may want exactly that. Pure. */
export function checkReadability(
  { parts }: Pick<Written, 'parts'>,
  { language }: { language: Language },
): Finding[] {
  return parts.flatMap((part) => {
    const { ease, words } = readingEase(partText(part), language);
    if (words < MIN_WORDS || ease >= VERY_DIFFICULT) return [];
    return [findingOf(part.id, 'hard_to_read', { ease: Math.max(0, Math.round(ease)) }, false)];
  });
}
