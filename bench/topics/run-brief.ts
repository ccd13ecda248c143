import { Command, MemorySaver } from '@langchain/langgraph';
import type { z } from 'zod';
import { blogGraph } from '../../agents/blog/graph.ts';
import type { BlogState } from '../../agents/blog/state.ts';
import { carouselGraph } from '../../agents/carousel/graph.ts';
import type { CarouselState } from '../../agents/carousel/state.ts';
import { slideTexts } from '../../agents/design/slide-text.ts';
import { sayFinding } from '../../agents/drafting/say-finding.ts';
import type { AskModel } from '../../agents/models/ask-model.ts';
import { withShortIds } from '../../agents/models/with-short-ids.ts';
import { JobFailure } from '../../agents/runner/job-failure.ts';
import { parseArticleBrief } from '../../bot/drafts/parse-article-brief.ts';
import { parseCarouselBrief } from '../../bot/drafts/parse-carousel-brief.ts';
import type { ContentForAgent } from '../../ports/content.ts';
import { isTaskName, writeAnswer } from '../../sandbox/writer/write-answer.ts';
import type { LabelledBrief } from './briefs.ts';

/** What a reader of a draft sees, part by part, with the titles of the documents that a part quotes. */
export interface ReadDraft {
  title: string;
  parts: { heading: string; text: string; titles: string[] }[];
}
export type Outcome = { offered: boolean } & (
  | { kind: 'draft'; draft: ReadDraft }
  /** `code` of the failure that ended it, with the names that it gives. */
  | { kind: 'ended'; code: string; missing: string[]; said: string }
);

const thread = { configurable: { thread_id: 'j' } };
const claim = { id: 'j', fence: 1 };
const attempt = { fence: 1, retries: 0, isLast: true };

/** The offline writer, asked in this process. */
const offlineWriter: AskModel = async (task, schema) => {
  if (!isTaskName(task.task)) throw new Error(`No task "${task.task}"`);
  const answer = writeAnswer(task.task, task);
  if ('refusal' in answer) throw new JobFailure('model_refused_request', answer.refusal);
  return { answer: schema.parse(JSON.parse(answer.content)) as z.infer<typeof schema>, model: 'offline' };
};

/**
 * Brings a brief as far as its first draft on the real graphs, with the team's documents and nothing drawn. An offer of
 * documents in the other language is taken, an outline is agreed to.
 */
export async function runBrief(
  brief: LabelledBrief,
  content: ContentForAgent,
  teamId: string,
  askModel: AskModel = offlineWriter,
): Promise<Outcome> {
  const parsed = brief.type === 'carousel' ? parseCarouselBrief(brief.text) : parseArticleBrief(brief.text);
  if (parsed.kind !== 'brief') throw new Error(`"${brief.text}" is no brief: ${parsed.kind}`);
  const undrawn = {
    ...content,
    getBrandKit: () => content.getBrandKit(teamId),
    putArtifact: async (_claim: unknown, file: object) => ({ ...file, size: 1, sha256: 'x' }),
    recordReply: async () => null,
    citedPassages: async () => [],
  } as unknown as ContentForAgent;
  const today = () => '2026-11-29';
  const tools = {
    askModel: withShortIds(askModel),
    content: undrawn,
    claim,
    attempt,
    speaks: 'en' as const,
    today,
  };
  const bytes = Buffer.from('x');
  const graph =
    brief.type === 'carousel'
      ? carouselGraph(
          {
            ...tools,
            renderer: {
              check: async () => [],
              renderBoth: async (deck: { slides: unknown[] }) => {
                const drawn = { pages: deck.slides.map(() => bytes), overview: bytes, pdf: bytes };
                return { draft: drawn, final: drawn };
              },
            } as never,
          },
          new MemorySaver(),
        )
      : blogGraph(
          {
            ...tools,
            readPage: async () => {
              throw new JobFailure('not_reachable', 'No pages here');
            },
            previewRenderer: {
              render: async () => ({ pages: [bytes], overview: bytes }),
              share: async () => bytes,
            } as never,
          },
          new MemorySaver(),
        );
  let offered = false;
  try {
    let input: unknown = { brief: parsed.job.brief, team_id: teamId, job_id: 'j' };
    for (;;) {
      // SAFETY: both graphs answer with their state.
      const state = (await graph.invoke(input as never, thread)) as unknown as CarouselState & BlogState;
      const snapshot = await graph.getState(thread);
      const [waits] = snapshot.tasks.flatMap((t) => t.interrupts);
      const { question, hash } = (waits?.value ?? {}) as { question?: number; hash: string };
      if (question === undefined) {
        // A version whose last checks failed is shown, closed for approval.
        const [first] = state.blocking;
        if (first) return { kind: 'ended', offered, code: 'closed', missing: [], said: sayFinding(first) };
        return { kind: 'draft', offered, draft: readDraft(state) };
      }
      if (state.offer) offered = true;
      input = new Command({
        resume: { kind: 'answer', question, hash, answer: 'go_on', note: null, person_id: 'u' },
      });
    }
  } catch (error) {
    if (!(error instanceof JobFailure)) throw error;
    const { missing, terms_missing: terms } = error.params as { missing?: string; terms_missing?: string[] };
    return { kind: 'ended', offered, code: error.code, missing: terms ?? [], said: missing ?? error.message };
  }
}

function readDraft(state: CarouselState & BlogState): ReadDraft {
  const titles = new Map(state.passages.map((p) => [p.id, p.title]));
  const of = (evidence: readonly { passage_id: string }[]) =>
    evidence.flatMap((e) => titles.get(e.passage_id) ?? []);
  if (state.deck) {
    return {
      title: state.deck.title,
      parts: state.deck.slides
        .filter((slide) => slide.layout !== 'cover' && slide.layout !== 'cta')
        .map((slide) => ({
          heading: slide.title,
          text: slideTexts(slide).join('\n'),
          titles: of(slide.evidence),
        })),
    };
  }
  const article = state.article;
  if (!article) throw new Error('Cannot read a draft: the graph waits without one');
  return {
    title: article.title,
    parts: article.parts
      .filter((part) => part.id !== 'introduction' && part.id !== 'conclusion')
      .map((part) => ({
        heading: part.heading,
        text: `${part.heading}\n${part.markdown}`,
        titles: of(part.evidence),
      })),
  };
}
