import { Command, MemorySaver } from '@langchain/langgraph';
import type { z } from 'zod';
import type { PageRead } from '../../agents/extraction/read-page.ts';
import type { AskModel, AskOptions } from '../../agents/models/ask-model.ts';
import { researchGraph } from '../../agents/research/graph.ts';
import type { ReportForPublishing } from '../../agents/research/publish/report.ts';
import type { ResearchState } from '../../agents/research/state.ts';
import type { Attempt } from '../../agents/runner/attempt.ts';
import { JobFailure } from '../../agents/runner/job-failure.ts';
import type { SearchQuery, SearchResult, WebSearch } from '../../agents/web/search/web-search.ts';
import type {
  Artifact,
  ContentForAgent,
  DraftContent,
  HandVersion,
  HouseRule,
  Passage,
  QuestionAnswer,
  ResearchBrief,
  ResumeValue,
} from '../../ports/content.ts';
import type {
  MendTask,
  ModelTask,
  NotesTask,
  ReportPartTask,
  SupportTask,
  Understanding,
  UnderstandingTask,
} from '../../ports/model-tasks.ts';
import { byHand } from '../agents/by-hand.ts';
import { aSupportAnswer } from '../agents/support.ts';
import { nothingFound } from '../blog/article.ts';
import { seededBrandKit } from '../seed.ts';
import {
  allContradict,
  aPart,
  aReport,
  notesOn,
  otherWords,
  somePassages,
  someQuestions,
} from './answers.ts';

type Task = ModelTask | UnderstandingTask | MendTask | SupportTask;
type Answers = Partial<Record<Task['task'], (task: never, asked: number) => unknown>>;
type Said = Parameters<ContentForAgent['recordReply']>[1];
type Stored = Parameters<ContentForAgent['storeDocument']>[1];

export const aBrief: ResearchBrief = {
  topic: 'Quantas amostras usam os ensaios do implante?',
  language: 'pt',
  urls: [],
  rounds: 2,
  audience: null,
};
const thread = { configurable: { thread_id: 'j' } };

export const understood = (more: Partial<Understanding>): Understanding => ({
  intent: 'change',
  understood: 'Entendi.',
  changes: [],
  answer: null,
  ...more,
});

export const aPage = (url: string, more: Partial<PageRead> = {}): PageRead => ({
  title: `Página ${url}`,
  text: `Texto de ${url}.`,
  language: 'pt',
  url,
  sha256: 'f'.repeat(64),
  fetched_at: '2026-11-30T00:00:00.000Z',
  warnings: [],
  ...more,
});

/** The graph with everything around it in memory; `answers` says what the model gives for each task. */
export function researchInMemory(answers: Answers = {}, brief: Partial<ResearchBrief> = {}) {
  const asked: { task: Task; options: AskOptions }[] = [];
  const files: Record<string, string> = {};
  const drawn: { report: ReportForPublishing; draft: boolean }[] = [];
  const said: Said[] = [];
  const stored: Stored[] = [];
  const read: string[] = [];
  const searched: SearchQuery[] = [];
  const world = {
    /** Of the knowledge base; what a search answers holds a word of its query. */
    passages: somePassages,
    rules: [] as HouseRule[],
    /** Passages of pages, once they are stored, by address. */
    ofPages: {} as Record<string, Passage[]>,
    pages: {} as Record<string, PageRead | JobFailure>,
    /** Null: no provider is set. */
    web: null as null | ((query: SearchQuery) => SearchResult[] | JobFailure),
    affords: true,
  };
  const defaults: Answers = {
    research_questions: () => someQuestions,
    research_notes: (task: NotesTask) => notesOn(task),
    research_conflicts: allContradict,
    research_queries: otherWords,
    research_report: aReport,
    research_part: (task: ReportPartTask) => aPart(task),
    research_judgement: () => nothingFound,
    mend_sentences: () => ({ sentences: [] }),
    quote_support: (task: SupportTask) => aSupportAnswer(task),
  };
  const askModel = (async (task: Task, schema: z.ZodType, options: AskOptions) => {
    const before = asked.filter((a) => a.task.task === task.task).length;
    asked.push({ task, options });
    const give = answers[task.task] ?? defaults[task.task];
    return { answer: schema.parse(await give?.(task as never, before)), model: 'offline-test' };
  }) as AskModel;
  const wordsOf = (text: string) => new Set(text.toLowerCase().match(/\p{L}{4,}/gu) ?? []);
  const versions = byHand();
  const content = {
    ...versions.calls,
    searchKnowledge: async (_t: string, query: string, _l: unknown, limit: number) => {
      const wanted = wordsOf(query);
      const kept = stored.flatMap(({ url }) => world.ofPages[url ?? ''] ?? []);
      const held = [...world.passages, ...kept].filter((p) =>
        [...wordsOf(`${p.title} ${p.text}`)].some((word) => wanted.has(word)),
      );
      const matched = held.length > 0 ? ['implante'] : [];
      return { passages: held.slice(0, limit), terms: ['implante'], matched };
    },
    queryWords: async () => ({}),
    storeDocument: async (_claim: unknown, document: Stored) => {
      const same = stored.find((one) => one.text === document.text) ?? document;
      if (same === document) stored.push(document);
      return { document_id: `page ${same.url}`, passages: 1, known: false, replaced: null };
    },
    getBrandKit: async () => seededBrandKit,
    getHouseRules: async () => ({ version: 1, voice: 'calm', rules: world.rules }),
    readThread: async () => [],
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
  const web: WebSearch = {
    provider: 'tavily',
    price: 0.01,
    search: async (query) => {
      searched.push(query);
      const found = world.web?.(query) ?? [];
      if (found instanceof JobFailure) throw found;
      return { results: found, unreadable: 0, repeated: 0, requestCost: 0.01 };
    },
  };
  const saver = new MemorySaver();
  /** Each claim has its own fence and graph, and goes on with the same thread. */
  const graph = ({ fence = 1, retries = 0, isLast = false, finishes = false }: Partial<Attempt> = {}) =>
    researchGraph(
      {
        askModel,
        content,
        web: world.web === null ? null : web,
        claim: { id: 'j', fence },
        attempt: { fence, retries, isLast, finishes },
        speaks: 'pt',
        today: () => '2026-11-30',
        priceOf: (_task, inputTokens) => ({ usd: 0.01, tokens: inputTokens + 1000 }),
        affords: async () => world.affords,
        readPage: async (url) => {
          read.push(url);
          const page = world.pages[url] ?? new JobFailure('not_reachable', `Cannot read ${url}`);
          if (page instanceof JobFailure) throw page;
          return page;
        },
        reportRenderer: {
          pdf: async (report, _brand, { draft }) => {
            drawn.push({ report, draft });
            return Buffer.from(`pdf ${draft} ${report.version} ${report.title}`);
          },
          overview: async (report) => Buffer.from(`overview ${report.title}`),
        },
      },
      saver,
    );
  const run = async (input: unknown, attempt: Partial<Attempt> = {}): Promise<ResearchState> =>
    (await graph(attempt).invoke(input as never, {
      ...thread,
      maxConcurrency: 3,
      recursionLimit: 60,
    })) as never;
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
  const answer = async (given: QuestionAnswer['answer'], note: string | null = null) => {
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
  const start = () => run({ brief: { ...aBrief, ...brief }, team_id: 't', job_id: 'j', today: '2026-11-30' });
  return {
    world,
    asked,
    files,
    drawn,
    said,
    stored,
    read,
    searched,
    run,
    awaited,
    start,
    answer,
    /** To the first draft: start, and agree to the questions. */
    drafted: async () => {
      await start();
      return answer('go_on');
    },
    decide: async (decision: ResumeValue['decision'], note: string | null = null) => {
      const { version, hash } = await awaited();
      const review_id = `r${version}`;
      return run(new Command({ resume: { review_id, decision, version, hash, note, reviewer_id: 'u' } }));
    },
    /** What a person made of the version that waits. */
    hand: async (...made: [DraftContent, Partial<HandVersion>?]) =>
      run(versions.turn(await awaited(), ...made)),
    /** Messages of the thread, as SQL hands them to a waiting job. */
    reply: async (...texts: string[]) => replied(texts),
    /** As `reply`, on the last attempt that the job has. */
    replyAtLast: async (...texts: string[]) => replied(texts, { isLast: true }),
    tasks: () => asked.map((a) => a.task.task),
    of: <T extends Task['task']>(name: T) =>
      asked.flatMap(({ task }) => (task.task === name ? [task as Extract<Task, { task: T }>] : [])),
  };
}
