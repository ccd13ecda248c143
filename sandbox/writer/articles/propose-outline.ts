import type { OutlineAnswer, OutlineTask } from '../../../ports/model-tasks.ts';
import { ENOUGH_COVERAGE, isName, weighTopic } from '../composing/weigh-topic.ts';
import { nearSubjects, topicIn } from '../reading/about-subjects.ts';
import { readPieces } from '../reading/read-pieces.ts';
import { articlePieces, isOpening } from './article-pieces.ts';
import { articleWords } from './article-words.ts';
import { changeOutline } from './change-outline.ts';
import { groupPieces } from './group-pieces.ts';
import { keywordsFor } from './keywords.ts';
import { entriesOf } from './outline-entry.ts';
import type { Group } from './part-home.ts';
import { topicLine } from './topic-line.ts';

const DEFAULT_WORDS = 900;
// An article with less would be a paragraph. What is between this and the length asked for makes a shorter article.
const LEAST_WORDS = 220;
/** Share of the sections that has to be about what the brief is about. */
const MOST = 0.6;

/** Proposes an outline, or changes the one that was proposed as the notes ask. */
export const outlineFor = (task: OutlineTask): OutlineAnswer =>
  task.previous ? changeOutline(task, task.previous) : proposeOutline(task);

/** Proposes what the article is going to be, from the passages alone. The same task gets the same answer. */
export function proposeOutline(asked: OutlineTask): OutlineAnswer {
  const task = { ...asked, brief: { ...asked.brief, topic: topicIn(asked) } };
  const words = task.brief.words ?? DEFAULT_WORDS;
  const { groups, home, spare } = groupPieces(task, words);
  const missing = whatIsMissing(task, groups, words);
  if (missing !== null)
    return { carried: '', enough: false, missing, angle: '', audience: '', keywords: [], sections: [] };
  const opening = home.find(isOpening) ?? groups[0]?.[0] ?? spare[0];
  const audience = task.brief.audience?.replace(/\s+/g, ' ').trim();
  return {
    carried: [...new Set(home.map((piece) => piece.title))].join('; '),
    enough: true,
    missing: null,
    angle: opening?.blocks[0]?.units[0]?.text ?? topicLine(task.brief.topic, home[0]?.title ?? ''),
    audience: audience || articleWords[task.language].audience,
    keywords: keywordsFor(task, groups.flat()),
    sections: entriesOf(groups, task.language),
  };
}

function whatIsMissing(task: OutlineTask, groups: Group[], words: number): string | null {
  const own = articleWords[task.language];
  const quoted = (list: string[]) =>
    list
      .slice(0, 5)
      .map((w) => `“${w}”`)
      .join(', ');
  const topic = weighTopic(task.brief.topic, task.language, readPieces(task.passages));
  const line = `“${topicLine(task.brief.topic, '')}”`;
  // Where the subject is known, the brief's other words only shape it.
  const needed = task.subjects.length > 0 ? ENOUGH_COVERAGE / 2 : ENOUGH_COVERAGE;
  if (topic.coverage < needed || topic.unknown.some(isName))
    return own.missing(topic.unknown.length > 0 ? quoted(topic.unknown) : line);
  if (topic.foreign.length > 0) return own.otherLanguage(quoted(topic.foreign));
  const about = groups.filter((g) => g.some((p) => nearSubjects(p, task.subjects) > 0));
  if (about.length < groups.length * MOST)
    return own.short(line, Math.round(about.flat().reduce((sum, p) => sum + p.words, 0) / 10) * 10);
  const held = groups.flat().reduce((sum, p) => sum + p.words, 0);
  if (groups.length >= 2 && held >= Math.min(LEAST_WORDS, words * 0.7)) return null;
  const foreignOnly = articlePieces(task).length === 0;
  return foreignOnly ? own.otherLanguage(line) : own.short(line, Math.round(held / 10) * 10);
}
