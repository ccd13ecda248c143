import type { ArticleOutline, ArticlePart, OutlineEntry, Passage } from '../../ports/content.ts';
import type { PartTask } from '../../ports/model-tasks.ts';
import { neededPassages } from '../drafting/needed-passages.ts';
import { citedPassages } from '../drafting/parts/cited-passages.ts';
import { have } from '../drafting/state.ts';
import { articleMaterial } from './article-material.ts';
import { sectionsFor, wordsAsked, wordsOfPart } from './section-plan.ts';
import type { BlogState } from './state.ts';

/** A section whose outline names fewer gets those that no section names as well. */
const MIN_PASSAGES = 3;

/** A section of version 1. The others are written at the same time, so it knows of them by the outline alone. Pure. */
export function sectionTask(state: BlogState, entry: OutlineEntry): PartTask {
  const outline = have(state, 'outline');
  return {
    ...frame(state, outline, 'section', passagesOf(entry, state.passages, outline)),
    section: entry,
    sections: [],
    current: null,
    instruction: null,
    findings: [],
  };
}

/** Passages of which a rewritten part may take something new, besides those that it cites. */
const MOST_NEW = 8;

/** Introduction or conclusion of version 1, once the sections exist. Pure. */
export function frameTask(state: BlogState, part: 'introduction' | 'conclusion'): PartTask {
  const outline = have(state, 'outline');
  const sections = sectionsWritten(state);
  return {
    ...frame(state, outline, part, citedPassages(sections, state.passages)),
    section: null,
    sections: joints(sections),
    current: null,
    instruction: null,
    findings: [],
  };
}

/** A part of an article anew, or for the first time when a person asked for one more. Pure. */
export function rewriteTask(
  state: BlogState,
  parts: readonly ArticlePart[],
  part: ArticlePart,
  why: Pick<PartTask, 'instruction' | 'findings'>,
): PartTask {
  const outline = have(state, 'outline');
  const kind = part.id === 'introduction' || part.id === 'conclusion' ? part.id : 'section';
  const isNew = part.markdown === '';
  const known = outline.sections.find((entry) => entry.id === part.id);
  const entry = known ?? {
    id: part.id,
    heading: part.heading,
    point: why.instruction ?? '',
    passage_ids: [],
  };
  return {
    ...frame(state, outline, kind, forRewrite(state, parts, part, entry, why)),
    section: kind === 'section' ? entry : null,
    sections: joints(parts.filter((p) => p.id !== part.id && p.markdown !== '')),
    current: isNew ? null : { heading: part.heading, markdown: part.markdown, evidence: part.evidence },
    ...why,
  };
}

/** Sections of version 1 in the outline's order, as far as they are written. Pure. */
export function sectionsWritten(state: BlogState): ArticlePart[] {
  return have(state, 'outline').sections.flatMap((entry) => state.drafted[entry.id] ?? []);
}

function frame(
  state: BlogState,
  outline: ArticleOutline,
  part: PartTask['part'],
  passages: readonly Passage[],
) {
  const words = wordsAsked(state.brief);
  const sections = outline.sections.length || sectionsFor(words);
  return {
    task: 'blog_part' as const,
    ...articleMaterial(state, passages),
    part,
    words: wordsOfPart(part, words, sections),
    outline,
  };
}

/** What the part cites, what its entry names, and what the wish or the findings are about. */
function forRewrite(
  state: BlogState,
  parts: readonly ArticlePart[],
  part: ArticlePart,
  entry: OutlineEntry,
  why: Pick<PartTask, 'instruction' | 'findings'>,
): Passage[] {
  const isFrame = part.id === 'introduction' || part.id === 'conclusion';
  const wish = [why.instruction ?? '', ...why.findings.map((finding) => finding.message)].join('\n');
  const subject = isFrame ? state.brief.topic : `${entry.heading} ${entry.point}`;
  const own = [...part.evidence.map((e) => e.passage_id), ...entry.passage_ids];
  // What is said in the sections is what an introduction may say.
  const cited = isFrame && own.length === 0 ? citedPassages(parts, state.passages).map((p) => p.id) : own;
  // A search for the words of the wish knows better than their letters what is close to them.
  const found = why.instruction === null ? [] : state.found.map((p) => p.id);
  return neededPassages(state.passages, {
    cited: [...cited, ...found],
    words: `${wish}\n${subject}`,
    most: MOST_NEW,
  });
}

function passagesOf(entry: OutlineEntry, passages: readonly Passage[], outline: ArticleOutline): Passage[] {
  const own = passages.filter((p) => entry.passage_ids.includes(p.id));
  if (own.length >= MIN_PASSAGES) return own;
  const taken = new Set(outline.sections.flatMap((other) => other.passage_ids));
  const free = passages.filter((p) => !taken.has(p.id));
  const more = [...own, ...free.slice(0, MIN_PASSAGES - own.length)];
  return more.length > 0 ? more : [...passages];
}

function joints(parts: readonly ArticlePart[]): PartTask['sections'] {
  return parts.map(({ heading, markdown }) => ({ heading, markdown }));
}
