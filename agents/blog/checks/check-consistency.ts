import { type Finding, findingOf } from '../../drafting/parts/finding.ts';
import { wordsIn } from '../../text/words-in.ts';
import type { Article } from '../state.ts';
import type { Facts } from './facts.ts';
import { isFrame, partText } from './part-text.ts';

/** Headings that say the same, and terms that the brief wanted and the article lacks. Pure. */
export function checkConsistency(
  article: Article,
  { brief }: Pick<Facts, 'brief'>,
): { findings: Finding[]; warnings: Finding[] } {
  const findings: Finding[] = [];
  const headings = new Set<string>();
  for (const part of article.parts.filter((p) => !isFrame(p.id) && p.heading !== '')) {
    const heading = stems(part.heading).join(' ');
    if (headings.has(heading)) {
      findings.push(findingOf(part.id, 'same_heading', { heading: part.heading }, false));
    }
    headings.add(heading);
  }
  const text = new Set(
    stems([article.title, ...article.parts.flatMap((p) => [p.heading, partText(p)])].join('\n')),
  );
  const warnings = splitTerms(brief.keywords)
    .filter((term) => stems(term).some((stem) => !text.has(stem)))
    .map((keyword) => findingOf(null, 'keyword_missing', { keyword }, false));
  return { findings, warnings };
}

/** The terms of a list that a person typed. */
export function splitTerms(typed: string | null): string[] {
  return (typed ?? '')
    .split(/[,;\n]/)
    .map((term) => term.trim())
    .filter((term) => term !== '');
}

/** Words without their endings, roughly: "validações" and "validação" are one. */
function stems(text: string): string[] {
  const words = wordsIn(text, { accents: false });
  return words.map((word) => {
    const one = word.replace(/oes$/, 'ao').replace(/(?<=.{3})s$/, '');
    return one.length > 5 ? one.slice(0, Math.max(5, one.length - 3)) : one;
  });
}
