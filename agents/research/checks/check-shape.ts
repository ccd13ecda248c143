import type { FindingCode, FindingParams } from '../../../ports/content.ts';
import { type Finding, findingOf } from '../../drafting/parts/finding.ts';
import { partText } from '../../drafting/parts/plain-text.ts';
import { partsOf } from '../parts-of-report.ts';
import type { Report } from '../state.ts';

/** Characters. */
export const MAX_TITLE = 110;
const MAX_PARAGRAPH_WORDS = 150;

/** What is empty, and what is too long to be read. Pure. */
export function checkShape(report: Report): Finding[] {
  const found: Finding[] = [];
  const say = <C extends FindingCode>(part: string, code: C, params: FindingParams[C], isHard = false) =>
    found.push(findingOf(part, code, params, isHard));
  const characters = [...report.title].length;
  if (characters === 0) say('title', 'no_title', { of: 'article' }, true);
  if (characters > MAX_TITLE) say('title', 'long_title', { title: report.title, characters, max: MAX_TITLE });
  for (const part of partsOf(report)) {
    if (partText(part) === '') say(part.id, 'empty_part', {}, true);
    else if (part.id !== 'summary' && part.heading === '') say(part.id, 'no_heading', {}, true);
    const words = Math.max(
      0,
      ...partText(part)
        .split('\n')
        .map((line) => line.split(/\s+/).length),
    );
    if (words > MAX_PARAGRAPH_WORDS) say(part.id, 'long_paragraph', { words, max: MAX_PARAGRAPH_WORDS });
  }
  return found;
}
