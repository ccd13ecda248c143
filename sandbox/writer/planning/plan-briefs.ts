import type { Language, PlannedType } from '../../../ports/content.ts';
import type { BriefsTask, PlanAnswer } from '../../../ports/model-tasks.ts';
import { articlePieces, isOpening } from '../articles/article-pieces.ts';
import { breaksRules } from '../composing/breaks-rules.ts';
import { nearSubjects } from '../reading/about-subjects.ts';
import type { Piece } from '../reading/read-pieces.ts';
import { clip, shorten } from '../reading/shorten.ts';
import { fold, stemsOf } from '../reading/words.ts';

/** Words of a piece that a draft can begin with. */
const LEAST_WORDS = 25;
const ANGLE_WORDS = 25;
const TOPIC_WORDS = 18;
/** From here on a piece is prose enough for an article. */
const ARTICLE_WORDS = 70;
/** One brief in so many may be a research. */
const A_RESEARCH_IN = 5;
const ASKS = /^(?:o que|por que|qual|quais|quando|como|quant[oa]s?|what|why|which|when|how)\s/;

const own = {
  pt: (theme: string, found: number) =>
    `Os documentos da base de conhecimento só sustentam ${found} ${found === 1 ? 'tema' : 'temas'} sobre “${theme}”: adicione um documento que trate de outros lados do assunto.`,
  en: (theme: string, found: number) =>
    `The documents of the knowledge base carry only ${found} ${found === 1 ? 'topic' : 'topics'} about "${theme}": add one that treats other sides of it.`,
} as const satisfies Record<Language, unknown>;

/**
 * Briefs by the titles and headings of the passages, each with the passages that stand below it: one on a document as a
 * whole, then what its sections tell. No topic is made of anything else, so there may be fewer than wanted.
 */
export function planBriefs(task: BriefsTask): PlanAnswer {
  const pieces = articlePieces(task).filter((p) => p.words >= LEAST_WORDS);
  // What only mentions the theme is about something else.
  const near = pieces.filter((p) => nearSubjects(p, task.subjects) >= 2);
  const documents = [...new Set(near.map((p) => p.document))]
    .map((document) => near.filter((p) => p.document === document))
    .sort((a, b) => worth(b, task) - worth(a, task));
  const seen = [...task.planned, ...task.refused.map((one) => one.topic)].map(keyOf);
  const proposals = [
    ...documents.flatMap((list) => wholeOf(list)),
    ...documents.flatMap((list) => list.flatMap((piece) => sectionOf(piece, task))),
  ];
  const fresh = proposals.filter(({ topic }) => {
    const key = keyOf(topic);
    if (key === '' || seen.includes(key) || breaksRules(topic, task)) return false;
    return seen.push(key) > 0;
  });
  const briefs = inTurn(fresh.slice(0, task.count));
  const found = task.planned.length + briefs.length;
  return {
    briefs,
    missing: briefs.length < task.count ? own[task.reply_language](task.brief.topic, found) : null,
  };
}

type Proposal = PlanAnswer['briefs'][number];

/** What has most about the theme comes first. */
const worth = (pieces: Piece[], task: BriefsTask): number =>
  pieces.reduce((sum, p) => sum + nearSubjects(p, task.subjects), 0);

/** A document with several sections carries a brief by itself. */
function wholeOf(pieces: Piece[]): Proposal[] {
  const [first] = pieces;
  if (!first || pieces.length < 3) return [];
  return [
    {
      type: 'blog',
      passage_ids: [...new Set(pieces.flatMap((p) => p.passageIds))].slice(0, 4),
      topic: clip(first.title, TOPIC_WORDS),
      angle: angleOf(first),
    },
  ];
}

/** A heading that does not name the theme says it with its document's title. */
function sectionOf(piece: Piece, task: BriefsTask): Proposal[] {
  const { heading, title, passageIds } = piece;
  if (heading === null || isOpening(piece)) return [];
  const said = new Set(stemsOf(heading));
  const alone = task.subjects.some(({ name, also }) =>
    [name, ...also].flatMap(stemsOf).some((s) => said.has(s)),
  );
  const line = alone ? heading : `${title}: ${heading.replace(':', ',')}`;
  const topic = clip(line, TOPIC_WORDS).replace(/[.:;]+$/, '');
  return [{ type: typeOf(piece), passage_ids: passageIds.slice(0, 4), topic, angle: angleOf(piece) }];
}

/** Steps, lists and figures are seen slide by slide; a question is looked into; the rest is told. */
function typeOf(piece: Piece): PlannedType {
  const heading = fold(piece.heading ?? '');
  if (heading.endsWith('?') || ASKS.test(heading)) return 'research';
  const isList = piece.blocks.some((block) => block.kind !== 'paragraph');
  return isList || piece.words < ARTICLE_WORDS ? 'carousel' : 'blog';
}

const angleOf = (piece: Piece): string =>
  clip(shorten(piece.blocks[0]?.units[0]?.text ?? '', ANGLE_WORDS), ANGLE_WORDS).replace(/[.:;]+$/, '');

const keyOf = (topic: string): string => [...stemsOf(topic)].sort().join(' ');

/** A plan is no list of questions: what is over the share of a research becomes a carousel. */
function inTurn(proposals: Proposal[]): Proposal[] {
  let researches = Math.max(1, Math.floor(proposals.length / A_RESEARCH_IN));
  return proposals.map((one) => {
    if (one.type !== 'research') return one;
    researches -= 1;
    return researches >= 0 ? one : { ...one, type: 'carousel' };
  });
}
