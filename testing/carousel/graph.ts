import { Command, MemorySaver } from '@langchain/langgraph';
import type { z } from 'zod';
import { carouselGraph } from '../../agents/carousel/graph.ts';
import type { CarouselState } from '../../agents/carousel/state.ts';
import type { AskModel, AskOptions } from '../../agents/models/ask-model.ts';
import type { Attempt } from '../../agents/runner/attempt.ts';
import type {
  Artifact,
  BrandKit,
  ContentForAgent,
  DraftContent,
  HandVersion,
  HouseRule,
  ResumeValue,
  SlideFinding,
  ThreadLine,
} from '../../ports/content.ts';
import type {
  Deck,
  DeckJudgement,
  DeckPlan,
  MendTask,
  ModelTask,
  SupportTask,
  Understanding,
  UnderstandingTask,
} from '../../ports/model-tasks.ts';
import { byHand } from '../agents/by-hand.ts';
import { aSupportAnswer } from '../agents/support.ts';
import { seededBrandKit } from '../seed.ts';
import { aDeck, aPassage, aSlide } from './deck.ts';

type Task = ModelTask | UnderstandingTask | MendTask | SupportTask;
type Answers = Partial<Record<Task['task'], (task: never, asked: number) => unknown>>;
type Said = Parameters<ContentForAgent['recordReply']>[1];

const brief = {
  topic: 'limpeza de implantes segundo a ISO 13485',
  audience: null,
  language: 'pt' as 'pt' | 'en' | null,
  slides: 5,
  tone: null,
  call_to_action: null,
};
export const enough: DeckPlan = {
  carried: 'c',
  structure: 'how_to',
  angle: 'a',
  hook: 'h',
  outline: [],
  enough: true,
  missing: null,
};
export const nothingWrong: DeckJudgement = {
  about: 'a limpeza de implantes',
  off_topic_slides: [],
  about_subject: true,
  findings: [],
};
export const thread = { configurable: { thread_id: 'j' } };

const isJudging = ({ task }: Task) => task === 'carousel_judgement' || task === 'quote_support';

export const aChange = (instruction: string): Understanding => ({
  intent: 'change',
  understood: `I change: ${instruction}`,
  changes: [{ action: 'change', part: 'all', after: null, instruction }],
  answer: null,
});

/** The graph with everything around it in memory; `answers` says what the model gives for each task. */
export function carouselInMemory(answers: Answers = {}, more: Partial<typeof brief> = {}) {
  const asked: { task: Task; options: AskOptions }[] = [];
  const judged: typeof asked = [];
  const files: Record<string, string> = {};
  const drawn: { deck: Deck; brand: BrandKit; draft: boolean }[] = [];
  const said: Said[] = [];
  const world = {
    today: '2026-11-29',
    samples: [] as string[],
    brandVersion: 1,
    searches: 0,
    renderFindings: [] as SlideFinding[][],
    passages: [aPassage, { ...aPassage, id: 'd1#1' }],
    thread: [] as ThreadLine[],
    rules: [] as HouseRule[],
  };
  const defaults: Answers = {
    carousel_plan: () => enough,
    carousel_deck: () => aDeck(),
    carousel_revision: (task: { deck: Deck }) => ({ ...task.deck, title: `${task.deck.title} bis` }),
    mend_sentences: () => ({ sentences: [] }),
    carousel_slide: () => ({ slide: aSlide('Nova') }),
    carousel_judgement: () => nothingWrong,
    quote_support: (task: SupportTask) => aSupportAnswer(task),
  };
  const askModel = (async (task: Task, schema: z.ZodType, options: AskOptions) => {
    const list = isJudging(task) ? judged : asked;
    const before = list.filter((a) => a.task.task === task.task).length;
    list.push({ task, options });
    const give = answers[task.task] ?? defaults[task.task];
    return { answer: schema.parse(give?.(task as never, before)), model: 'offline-test' };
  }) as AskModel;
  const versions = byHand();
  const content = {
    ...versions.calls,
    listPictures: async () => [],
    getPicture: async () => null,
    searchKnowledge: async () => {
      world.searches += 1;
      return { passages: world.passages, terms: ['limpeza'], matched: ['limpeza'] };
    },
    queryWords: async () => ({}),
    getBrandKit: async () => ({ ...seededBrandKit, version: world.brandVersion }),
    getHouseRules: async () => ({ version: 1, voice: '', rules: world.rules, samples: world.samples }),
    citedPassages: async () => [],
    readThread: async () => world.thread,
    recordReply: async (_claim: unknown, reply: Said) => {
      if (!said.some((s) => s.key === reply.key)) said.push(reply);
      return null;
    },
    putArtifact: async (_claim: unknown, file: { key: string; base64: string }) => {
      files[file.key] = file.base64;
      return { ...file, base64: undefined, size: 1, sha256: file.base64 } as unknown as Artifact;
    },
  } as unknown as ContentForAgent;
  const render = async (deck: Deck, brand: BrandKit, { draft }: { draft: boolean }) => {
    drawn.push({ deck, brand, draft });
    const page = (n: number) => Buffer.from(`${draft} ${n} ${JSON.stringify(deck.slides[n])}`);
    return { pages: deck.slides.map((_, n) => page(n)), overview: page(0), pdf: page(0) };
  };
  const renderer = {
    check: async () => world.renderFindings.shift() ?? [],
    render,
    renderBoth: async (deck: Deck, brand: BrandKit) => ({
      draft: await render(deck, brand, { draft: true }),
      final: await render(deck, brand, { draft: false }),
    }),
    renderChange: async (before: { deck: Deck }, after: { deck: Deck }) =>
      Buffer.from(`${before.deck.title} -> ${after.deck.title}`),
  };
  const saver = new MemorySaver();
  /** Each claim has its own fence and graph, and goes on with the same thread. */
  const graph = ({ fence = 1, retries = 0, isLast = false, finishes = false }: Partial<Attempt> = {}) =>
    carouselGraph(
      {
        askModel,
        content,
        renderer,
        claim: { id: 'j', fence },
        attempt: { fence, retries, isLast, finishes },
        speaks: 'pt',
        today: () => world.today,
      },
      saver,
    );
  const run = async (input: unknown, attempt: Partial<Attempt> = {}): Promise<CarouselState> =>
    (await graph(attempt).invoke(input as never, thread)) as never;
  const awaited = async () => {
    const state = await graph().getState(thread);
    const [question] = state.tasks.flatMap((t) => t.interrupts);
    return (question?.value ?? {}) as { version: number; hash: string; read_upto?: number | null };
  };
  const replied = async (texts: string[], attempt: Partial<Attempt> = {}) => {
    const { version, read_upto } = await awaited();
    const messages = texts.map((text, at) => ({
      id: (read_upto ?? 10) + 1 + at,
      author_id: 'ana',
      ts: `1.${at}`,
      text,
    }));
    return run(new Command({ resume: { kind: 'reply', version, question: null, messages } }), attempt);
  };
  return {
    world,
    /** Questions that write or understand; those that judge are in `judged`. */
    asked,
    judged,
    files,
    drawn,
    said,
    saver,
    run,
    awaited,
    start: () => run({ brief: { ...brief, ...more }, team_id: 't', job_id: 'j', today: world.today }),
    decide: async (
      decision: ResumeValue['decision'],
      note: string | null = null,
      more: Partial<ResumeValue> = {},
    ) => {
      const { version, hash } = await awaited();
      return run(
        new Command({ resume: { review_id: 'r', decision, version, hash, note, reviewer_id: 'u', ...more } }),
      );
    },
    /** What a person made of the version that waits. */
    hand: async (...made: [DraftContent, Partial<HandVersion>?]) =>
      run(versions.turn(await awaited(), ...made)),
    /** As `hand`, on the last attempt that the job has. */
    handAtLast: async (content: DraftContent) =>
      run(versions.turn(await awaited(), content), { isLast: true }),
    /** Messages of the thread, as SQL hands them to a waiting job; ids go on where the last turn ended. */
    reply: async (...texts: string[]) => replied(texts),
    /** As `reply`, on the last attempt that the job has. */
    replyAtLast: async (...texts: string[]) => replied(texts, { isLast: true }),
    tasks: () => asked.map((a) => a.task.task),
  };
}
