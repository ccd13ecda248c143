import { countWords } from '../publish/count-words.ts';
import { wordsAsked } from '../section-plan.ts';
import type { Article, Finding } from '../state.ts';
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
): { issues: Finding[]; warnings: Finding[] } {
  const issues: Finding[] = [];
  const warnings: Finding[] = [];
  const say = (part: string, code: string, message: string, hard = false) =>
    issues.push({ part, code, message, hard });
  const length = (text: string) => [...text].length;

  if (article.title === '') say('title', 'no_title', 'The article has no title.', true);
  if (length(article.title) > MAX_TITLE)
    say(
      'title',
      'long_title',
      `The title has ${length(article.title)} characters; at most ${MAX_TITLE} are shown.`,
    );
  if (article.title_variants.length !== VARIANTS)
    say(
      'title_variants',
      'variant_count',
      `There are ${article.title_variants.length} other titles; exactly ${VARIANTS} different ones are wanted.`,
      true,
    );
  for (const variant of article.title_variants.filter((v) => length(v) > MAX_TITLE))
    say(
      'title_variants',
      'long_title',
      `"${variant}" has ${length(variant)} characters; at most ${MAX_TITLE} are shown.`,
    );
  const meta = length(article.meta_description);
  if (meta < META.min || meta > META.max)
    say(
      'meta_description',
      'meta_length',
      `The meta description has ${meta} characters; ${META.min} to ${META.max} are wanted.`,
    );
  if (article.keywords.length < KEYWORDS.min)
    say(
      'keywords',
      'keyword_count',
      `There are ${article.keywords.length} keywords; ${KEYWORDS.min} to ${KEYWORDS.max} are wanted.`,
    );

  for (const part of article.parts) {
    const words = countWords(part);
    if (partText(part) === '') say(part.id, 'empty_part', 'The part has no text.', true);
    else if (!isFrame(part.id) && part.heading === '')
      say(part.id, 'no_heading', 'The section has no heading.', true);
    else if (!isFrame(part.id) && words < MIN_SECTION_WORDS) {
      const message = `The section has ${words} words; at least ${MIN_SECTION_WORDS} are wanted.`;
      // A person may have asked for exactly that.
      if (scope === null) say(part.id, 'short_section', message);
      else warnings.push({ part: part.id, code: 'short_section', message, hard: false });
    }
    const longest = Math.max(0, ...partText(part).split('\n').map(wordCount));
    if (longest > MAX_PARAGRAPH_WORDS)
      say(
        part.id,
        'long_paragraph',
        `A paragraph has ${longest} words; at most ${MAX_PARAGRAPH_WORDS} are read.`,
      );
  }

  const total = article.parts.reduce((sum, part) => sum + countWords(part), 0);
  const asked = wordsAsked(brief);
  if (Math.abs(total - asked) > asked * TOLERANCE) {
    warnings.push({
      part: null,
      code: 'length',
      message: `The article has ${total} words; ${asked} were asked for.`,
      hard: false,
    });
  }
  return { issues, warnings };
}

function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
