import type { Passage, PlannedBrief } from '../../ports/content.ts';
import { plannedLength } from '../../ports/content.ts';
import type { PlanAnswer } from '../../ports/model-tasks.ts';
import { cognatesOf } from '../drafting/topic/cognates-of.ts';
import { rootOf } from '../drafting/topic/root-of.ts';
import { smallWords } from '../drafting/topic/small-words.ts';
import { plainWords, rootsIn } from '../drafting/topic/subject.ts';
import { clip } from '../text/clip.ts';
import { plainLine } from '../text/plain-line.ts';

/** Share of a topic's words that the passages which carry it hold between them. */
const MIN_CARRIED = 0.5;
/** Share of the words of two topics that both may have; more is one topic in other order. */
const MAX_COMMON = 0.7;

/** What a plan holds before it has days. */
export type ProposedBrief = Omit<PlannedBrief, 'day' | 'number'>;
export type RefusedBrief = { topic: string; why: string };

interface Known {
  /** The theme of the plan: its words are in every topic and tell none from another. */
  theme: string;
  passages: readonly Passage[];
  /** Accepted before. */
  before: readonly ProposedBrief[];
  /** How many the plan has at most. */
  wanted: number;
}

/**
 * Takes from an answer the briefs that can stand: each with a topic of its own that passages carry. What cannot is refused
 * with why, in words for the model. Pure.
 */
export function checkBriefs(
  answer: PlanAnswer['briefs'],
  { theme, passages, before, wanted }: Known,
): { briefs: ProposedBrief[]; refused: RefusedBrief[] } {
  const briefs = [...before];
  const refused: RefusedBrief[] = [];
  for (const { type, topic: given, angle, passage_ids } of answer) {
    if (briefs.length >= wanted) break;
    const topic = clip(plainLine(given), plannedLength.topic);
    const why = (fault: string) => refused.push({ topic: clip(topic || given, 120), why: fault });
    if (rootsIn(topic).size === 0) {
      why('it names nothing');
      continue;
    }
    const twin = briefs.find((other) => isSame(topic, other.topic, theme));
    if (twin) {
      why(`it is the topic "${twin.topic}" again`);
      continue;
    }
    const named = passages.filter((p) => passage_ids.includes(p.id));
    const carrying = named.filter((p) => shareCarried(topic, [p]) > 0);
    if (carrying.length === 0) {
      why(named.length === 0 ? 'it names no given passage' : 'no word of it stands in its passages');
      continue;
    }
    if (shareCarried(topic, carrying) < MIN_CARRIED) {
      why('most of its words do not stand in its passages');
      continue;
    }
    briefs.push({
      type,
      topic,
      angle: clip(plainLine(angle), plannedLength.angle),
      sources: sourcesOf(carrying),
    });
  }
  return { briefs, refused };
}

/** By the words that are not the theme's; two topics that say the theme alone are one. */
function isSame(one: string, other: string, theme: string): boolean {
  const own = rootsIn(theme);
  const [a, b] = [rootsIn(one), rootsIn(other)].map(
    (roots) => new Set([...roots].filter((r) => !own.has(r))),
  );
  if (!a || !b || a.size === 0 || b.size === 0) return a?.size === b?.size;
  const shared = [...a].filter((root) => b.has(root)).length;
  return shared / new Set([...a, ...b]).size > MAX_COMMON;
}

/** In either language: a topic may be in another one than the passage that carries it. */
function shareCarried(topic: string, passages: readonly Passage[]): number {
  const held = rootsIn(passages.map((p) => `${p.title}\n${p.text}`).join('\n'));
  const words = [...new Set(plainWords(topic).filter((word) => !smallWords.has(word)))];
  const carried = words.filter((word) => [word, ...cognatesOf(word)].some((one) => held.has(rootOf(one))));
  return words.length === 0 ? 0 : carried.length / words.length;
}

function sourcesOf(passages: readonly Passage[]): ProposedBrief['sources'] {
  const ids = [...new Set(passages.map((p) => p.document_id))];
  return ids.map((document_id) => {
    const own = passages.filter((p) => p.document_id === document_id);
    return { document_id, title: own[0]?.title ?? '', passage_ids: own.map((p) => p.id) };
  });
}
