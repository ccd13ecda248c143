import type { FindingCode, FindingParams } from '../../../ports/content.ts';
import { articleLength } from '../../../ports/content.ts';
import { countWords } from '../../drafting/parts/count-words.ts';
import { type Finding, findingOf } from '../../drafting/parts/finding.ts';
import type { Article } from '../state.ts';
import type { Facts } from './facts.ts';
import { isFrame, partText } from './part-text.ts';

const MAX_TITLE = 70;
const META = { min: 70, max: 160 } as const;
const KEYWORDS = { min: 3, max: 8 } as const;
const VARIANTS = 2;
const MIN_SECTION_WORDS = 60;
const MAX_PARAGRAPH_WORDS = 150;
/** How far the whole may be from the words asked for. */
const TOLERANCE = 0.25;

/** What search engines cut off, what is too thin to be a section, and what is too long to be read. Pure. */
export function checkLengths(
  article: Article,
  { brief, scope }: Pick<Facts, 'brief' | 'scope'>,
): { findings: Finding[]; warnings: Finding[] } {
  const findings: Finding[] = [];
  const warnings: Finding[] = [];
  const say = <C extends FindingCode>(part: string, code: C, params: FindingParams[C], isHard = false) =>
    findings.push(findingOf(part, code, params, isHard));
  const length = (text: string) => [...text].length;

  const { title, title_variants: variants, keywords } = article;
  if (title === '') say('title', 'no_title', { of: 'article' }, true);
  for (const [at, text] of [title, ...variants].entries()) {
    const characters = length(text);
    const part = at === 0 ? 'title' : 'title_variants';
    if (characters > MAX_TITLE) say(part, 'long_title', { title: text, characters, max: MAX_TITLE });
  }
  if (variants.length !== VARIANTS)
    say('title_variants', 'variant_count', { count: variants.length, wanted: VARIANTS }, true);
  const characters = length(article.meta_description);
  if (characters < META.min || characters > META.max)
    say('meta_description', 'meta_length', { characters, ...META });
  if (keywords.length < KEYWORDS.min)
    say('keywords', 'keyword_count', { count: keywords.length, ...KEYWORDS });

  for (const part of article.parts) {
    const words = countWords(part);
    const isSection = !isFrame(part.id);
    if (partText(part) === '') say(part.id, 'empty_part', {}, true);
    else if (isSection && part.heading === '') say(part.id, 'no_heading', {}, true);
    else if (isSection && words < MIN_SECTION_WORDS) {
      const short = findingOf(part.id, 'short_section', { words, min: MIN_SECTION_WORDS }, false);
      // Later on, a person may have asked for exactly that.
      (scope === null ? findings : warnings).push(short);
    }
    const longest = Math.max(0, ...partText(part).split('\n').map(wordCount));
    if (longest > MAX_PARAGRAPH_WORDS)
      say(part.id, 'long_paragraph', { words: longest, max: MAX_PARAGRAPH_WORDS });
  }

  const words = article.parts.reduce((sum, part) => sum + countWords(part), 0);
  const asked = brief.words;
  // The default was not asked for: only what is thin by any measure is worth a word.
  if (asked === null && words < articleLength.min)
    warnings.push(findingOf(null, 'short_article', { words, usual: articleLength.default }, false));
  if (asked !== null && Math.abs(words - asked) > asked * TOLERANCE)
    warnings.push(findingOf(null, 'length', { words, asked }, false));
  return { findings, warnings };
}

function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
