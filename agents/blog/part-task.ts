import type { ArticlePart, Passage } from '../../ports/content.ts';
import { neededPassages } from '../drafting/needed-passages.ts';
import { have } from '../drafting/state.ts';
import { citedPassages } from './cited-passages.ts';
import { sectionsFor, wordsAsked, wordsOfPart } from './section-plan.ts';
import type { BlogState } from './state.ts';
import { type AgreedStrategy, type OutlineEntry, type PartTask, taskCommon } from './tasks.ts';

/** A section whose outline names fewer gets those that no section names as well. */
const MIN_PASSAGES = 3;

/** A section of version 1. The others are written at the same time, so it knows of them by the outline alone. Pure. */
export function sectionTask(state: BlogState, entry: OutlineEntry): PartTask {
  const strategy = have(state, 'strategy');
  return {
    ...frame(state, strategy, 'section', passagesOf(entry, state.passages, strategy)),
    section: entry,
    sections: [],
    current: null,
    instruction: null,
    issues: [],
  };
}

/** Passages of which a rewritten part may take something new, besides those that it cites. */
const MOST_NEW = 8;

/** Introduction or conclusion of version 1, once the sections exist. Pure. */
export function frameTask(state: BlogState, part: 'introduction' | 'conclusion'): PartTask {
  const strategy = have(state, 'strategy');
  const sections = sectionsWritten(state);
  return {
    ...frame(state, strategy, part, citedPassages(sections, state.passages)),
    section: null,
    sections: joints(sections),
    current: null,
    instruction: null,
    issues: [],
  };
}

/** A part of an article anew, or for the first time when a person asked for one more. Pure. */
export function rewriteTask(
  state: BlogState,
  parts: readonly ArticlePart[],
  part: ArticlePart,
  why: Pick<PartTask, 'instruction' | 'issues'>,
): PartTask {
  const strategy = have(state, 'strategy');
  const kind = part.id === 'introduction' || part.id === 'conclusion' ? part.id : 'section';
  const isNew = part.markdown === '';
  const known = strategy.outline.find((entry) => entry.id === part.id);
  const entry = known ?? {
    id: part.id,
    heading: part.heading,
    point: why.instruction ?? '',
    passage_ids: [],
  };
  return {
    ...frame(state, strategy, kind, forRewrite(state, parts, part, entry, why)),
    section: kind === 'section' ? entry : null,
    sections: joints(parts.filter((p) => p.id !== part.id && p.markdown !== '')),
    current: isNew ? null : { heading: part.heading, markdown: part.markdown, evidence: part.evidence },
    ...why,
  };
}

/** Sections of version 1 in the outline's order, as far as they are written. Pure. */
export function sectionsWritten(state: BlogState): ArticlePart[] {
  return have(state, 'strategy').outline.flatMap((entry) => state.drafted[entry.id] ?? []);
}

function frame(
  state: BlogState,
  strategy: AgreedStrategy,
  part: PartTask['part'],
  passages: readonly Passage[],
) {
  const words = wordsAsked(state.brief);
  const sections = strategy.outline.length || sectionsFor(words);
  return {
    task: 'blog_part' as const,
    ...taskCommon(state, passages),
    part,
    words: wordsOfPart(part, words, sections),
    strategy,
  };
}

/** What the part cites, what its plan names, and what the wish or the findings are about. */
function forRewrite(
  state: BlogState,
  parts: readonly ArticlePart[],
  part: ArticlePart,
  entry: OutlineEntry,
  why: Pick<PartTask, 'instruction' | 'issues'>,
): Passage[] {
  const isFrame = part.id === 'introduction' || part.id === 'conclusion';
  const wish = [why.instruction ?? '', ...why.issues.map((issue) => issue.message)].join('\n');
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

function passagesOf(entry: OutlineEntry, passages: readonly Passage[], strategy: AgreedStrategy): Passage[] {
  const own = passages.filter((p) => entry.passage_ids.includes(p.id));
  if (own.length >= MIN_PASSAGES) return own;
  const taken = new Set(strategy.outline.flatMap((other) => other.passage_ids));
  const free = passages.filter((p) => !taken.has(p.id));
  const more = [...own, ...free.slice(0, MIN_PASSAGES - own.length)];
  return more.length > 0 ? more : [...passages];
}

function joints(parts: readonly ArticlePart[]): PartTask['sections'] {
  return parts.map(({ heading, markdown }) => ({ heading, markdown }));
}
