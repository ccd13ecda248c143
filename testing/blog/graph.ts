import { Command, MemorySaver } from '@langchain/langgraph';
import type { z } from 'zod';
import { blogGraph } from '../../agents/blog/graph.ts';
import type { ArticleForPublishing } from '../../agents/blog/publish/article.ts';
import type { BlogState } from '../../agents/blog/state.ts';
import type { PageRead } from '../../agents/extraction/read-page.ts';
import type { AskModel, AskOptions } from '../../agents/models/ask-model.ts';
import type { Attempt } from '../../agents/runner/attempt.ts';
import { JobFailure } from '../../agents/runner/job-failure.ts';
import type {
  Artifact,
  BlogBrief,
  ContentForAgent,
  DraftContent,
  HandVersion,
  HouseRule,
  QuestionAnswer,
  ResumeValue,
  ThreadLine,
} from '../../ports/content.ts';
import type {
  MendTask,
  ModelTask,
  PartTask,
  SupportTask,
  Understanding,
  UnderstandingTask,
} from '../../ports/model-tasks.ts';
import { byHand } from '../agents/by-hand.ts';
import { aSupportAnswer } from '../agents/support.ts';
import { seededBrandKit } from '../seed.ts';
import { anOutline, aPart, nothingFound, somePassages, someTitles } from './article.ts';

type Task = ModelTask | UnderstandingTask | MendTask | SupportTask;
export type Answers = Partial<Record<Task['task'], (task: never, asked: number) => unknown>>;
type Said = Parameters<ContentForAgent['recordReply']>[1];
type Stored = Parameters<ContentForAgent['storeDocument']>[1];

export const aBrief: BlogBrief = {
  topic: 'o registro do implante em cada lote',
  audience: null,
  language: 'pt',
  words: 620,
  tone: null,
  keywords: null,
  call_to_action: null,
  urls: [],
};
const thread = { configurable: { thread_id: 'j' } };

export const understood = (more: Partial<Understanding>): Understanding => ({
  intent: 'change',
  understood: 'Entendi.',
  changes: [],
  answer: null,
  ...more,
});
export const change = (part: string, instruction: string, more = {}): Understanding['changes'][number] => ({
  action: 'change',
  part,
  after: null,
  instruction,
  ...more,
});

/** The graph with everything around it in memory; `answers` says what the model gives for each task. */
export function blogInMemory(answers: Answers = {}, brief: Partial<BlogBrief> = {}) {
  const asked: { task: Task; options: AskOptions }[] = [];
  const judged: typeof asked = [];
  const files: Record<string, string> = {};
  const drawn: { article: ArticleForPublishing; draft: boolean }[] = [];
  const said: Said[] = [];
  const stored: Stored[] = [];
  const world = {
    today: '2026-11-29',
    passages: somePassages,
    terms: { terms: ['implante'], matched: ['implante'] },
    rules: [] as HouseRule[],
    rulesVersion: 1,
    thread: [] as ThreadLine[],
    pages: {} as Record<string, PageRead | JobFailure>,
    queries: [] as { query: string; job_id: string | undefined }[],
  };
  const defaults: Answers = {
    blog_outline: () => anOutline(),
    blog_part: (task: PartTask) => aPart(task),
    blog_titles: () => someTitles(),
    mend_sentences: () => ({ sentences: [] }),
    blog_judgement: () => nothingFound,
    quote_support: (task: SupportTask) => aSupportAnswer(task),
  };
  const askModel = (async (task: Task, schema: z.ZodType, options: AskOptions) => {
    const list = task.task === 'quote_support' ? judged : asked;
    const before = list.filter((a) => a.task.task === task.task).length;
    list.push({ task, options });
    const give = answers[task.task] ?? defaults[task.task];
    return { answer: schema.parse(await give?.(task as never, before)), model: 'offline-test' };
  }) as AskModel;
  const versions = byHand();
  const content = {
    ...versions.calls,
    searchKnowledge: async (
      _t: string,
      query: string,
      _l: unknown,
      limit: number,
      more: { job_id?: string },
    ) => {
      world.queries.push({ query, job_id: more.job_id });
      return { passages: world.passages.slice(0, limit), ...world.terms };
    },
    storeDocument: async (_claim: unknown, document: Stored) => {
      stored.push(document);
      return { document_id: 'd9', passages: 1, known: false, replaced: null };
    },
    queryWords: async () => ({}),
    getBrandKit: async () => seededBrandKit,
    getHouseRules: async () => ({ version: world.rulesVersion, voice: 'calm', rules: world.rules }),
    citedPassages: async () => [],
    readThread: async () => world.thread,
    recordReply: async (_claim: unknown, reply: Said) => {
      if (!said.some((s) => s.key === reply.key)) said.push(reply);
      return null;
    },
    putArtifact: async (_claim: unknown, file: { key: string; base64: string }) => {
      const text = Buffer.from(file.base64, 'base64').toString();
      // SQL takes the same key with the same bytes only.
      if (files[file.key] !== undefined && files[file.key] !== text) throw new Error(`${file.key} differs`);
      files[file.key] = text;
      return { ...file, base64: undefined, size: text.length, sha256: text } as unknown as Artifact;
    },
  } as unknown as ContentForAgent;
  const saver = new MemorySaver();
  /** Each claim has its own fence and graph, and goes on with the same thread. */
  const graph = ({ fence = 1, retries = 0, isLast = false, finishes = false }: Partial<Attempt> = {}) =>
    blogGraph(
      {
        askModel,
        content,
        claim: { id: 'j', fence },
        attempt: { fence, retries, isLast, finishes },
        speaks: 'pt',
        today: () => world.today,
        readPage: async (url) => {
          const page = world.pages[url] ?? new JobFailure('not_reachable', `Cannot read ${url}`);
          if (page instanceof JobFailure) throw page;
          return page;
        },
        previewRenderer: {
          share: async (_article, _brand, { draft }) => Buffer.from(`share ${draft}`),
          render: async (article, _brand, { draft }) => {
            drawn.push({ article, draft });
            return { pages: [Buffer.from(`page ${article.version}`)], overview: Buffer.from('overview') };
          },
        },
      },
      saver,
    );
  const run = async (input: unknown, attempt: Partial<Attempt> = {}): Promise<BlogState> =>
    (await graph(attempt).invoke(input as never, { ...thread, maxConcurrency: 3 })) as never;
  const awaited = async () => {
    const state = await graph().getState(thread);
    const [question] = state.tasks.flatMap((t) => t.interrupts);
    return (question?.value ?? {}) as {
      version?: number;
      question?: number;
      hash: string;
      read_upto: number | null;
    };
  };
  const answer = async (given: QuestionAnswer['answer'], note: string | null = null): Promise<BlogState> => {
    const { question = 0, hash } = await awaited();
    return run(
      new Command({ resume: { kind: 'answer', question, hash, answer: given, note, person_id: 'ana' } }),
    );
  };
  const replied = async (texts: string[], attempt: Partial<Attempt> = {}) => {
    const { version = null, question = null, read_upto } = await awaited();
    const messages = texts.map((text, at) => ({
      id: (read_upto ?? 10) + 1 + at,
      author_id: 'ana',
      ts: `1.${at}`,
      text,
    }));
    return run(new Command({ resume: { kind: 'reply', version, question, messages } }), attempt);
  };
  const start = () => run({ brief: { ...aBrief, ...brief }, team_id: 't', job_id: 'j', today: world.today });
  return {
    world,
    asked,
    /** Questions whether quotes carry their sentences. */
    judged,
    files,
    drawn,
    said,
    stored,
    run,
    awaited,
    start,
    answer,
    /** To the first draft: start, and agree to the outline. */
    drafted: async () => {
      await start();
      return answer('go_on');
    },
    decide: async (
      decision: ResumeValue['decision'],
      note: string | null = null,
      more: Partial<ResumeValue> = {},
    ) => {
      const { version, hash } = await awaited();
      const review_id = `r${version}`;
      return run(
        new Command({ resume: { review_id, decision, version, hash, note, reviewer_id: 'u', ...more } }),
      );
    },
    /** What a person made of the version that waits. */
    hand: async (...made: [DraftContent, Partial<HandVersion>?]) =>
      run(versions.turn(await awaited(), ...made)),
    /** Messages of the thread, as SQL hands them to a waiting job; ids go on where the last turn ended. */
    reply: async (...texts: string[]) => replied(texts),
    /** As `reply`, on the last attempt that the job has. */
    replyAtLast: async (...texts: string[]) => replied(texts, { isLast: true }),
    tasks: () => asked.map((a) => a.task.task),
    /** The parts that were asked for, in order. */
    partsAsked: () =>
      asked.flatMap(({ task }) => (task.task === 'blog_part' ? [task.section?.id ?? task.part] : [])),
  };
}
