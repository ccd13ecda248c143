import type { BaseCheckpointSaver, RunControl, StateSnapshot } from '@langchain/langgraph';
import type {
  Artifact,
  ClaimedJob,
  ContentForAgent,
  DraftContent,
  JobType,
  QuestionContent,
  StepFact,
} from '../../ports/content.ts';
import type { AskModel } from '../models/ask-model.ts';
import type { WebSearch } from '../web/search/web-search.ts';

/** A compiled graph, as far as the runner uses it. */
export interface JobGraph {
  stream(input: unknown, options: GraphOptions): Promise<AsyncIterable<unknown>>;
  getState(options: ThreadOptions): Promise<StateSnapshot>;
  updateState(options: ThreadOptions, values: Record<string, unknown>, asNode: string): Promise<unknown>;
}
export interface ThreadOptions {
  configurable: { thread_id: string };
}
interface GraphOptions extends ThreadOptions {
  streamMode: 'tasks';
  /** Each step is stored before the next one starts: a kill -9 then repeats at most one node. */
  durability: 'sync';
  recursionLimit: number;
  /** Branches of one job that run at the same time. */
  maxConcurrency: number;
  signal: AbortSignal;
  control: RunControl;
}

/** What a graph is given for one claim of one job. */
export interface JobTools {
  job: ClaimedJob;
  content: ContentForAgent;
  askModel: AskModel;
  /** Undefined: no search of the web is set up. */
  search?: WebSearch | undefined;
  checkpointer: BaseCheckpointSaver;
  /** Gives the job's slot back at the next node boundary, for others to have it; no attempt is counted. */
  giveWay(): void;
}

interface FinishedDraft {
  version: number;
  content: DraftContent;
  /** For the review. */
  artifacts: Artifact[];
  /** What goes out, exactly, once it is approved; empty for a draft that is closed for approval. */
  finals: Artifact[];
  reason: string | null;
}

/** A question to people before a draft is made. */
interface OpenQuestion {
  number: number;
  content: QuestionContent;
  artifacts: Artifact[];
}

/** One job type: its graph, and what the runner reads from the graph's state. */
export interface Workflow {
  type: JobType;
  /** Jobs of such types, all together, leave one slot of a runner to the others: many come at once, and they queue up. */
  leavesRoom?: boolean;
  /** Raised with each change that a waiting thread could not survive: a node renamed, a state field without default. */
  version: number;
  /**
   * How a thread that waits in a graph of another version goes on in this one: the state that its values are read by, and
   * the node after which this graph waits for the same. Left out by graphs that never wait.
   */
  takenOver?: {
    state: { fields: object };
    after(waitsFor: 'review' | 'answer', values: Record<string, unknown>): string;
  };
  /** What the thread shows, in order. */
  steps: readonly string[];
  /** The step that a node belongs to; null: not shown. */
  stepOf(node: string): string | null;
  /** What a node brought; null: nothing to tell. */
  detail(node: string, update: unknown): StepFact[] | null;
  open(tools: JobTools): {
    graph: JobGraph;
    /** @throws {JobFailure} `bad_brief` */
    input(): Record<string, unknown>;
  };
  /**
   * Whether what a job has that stopped at a cap becomes a version, or its result, without another call (`Attempt.finishes`);
   * left out: never.
   */
  canFinish?(state: Pick<StateSnapshot, 'values' | 'tasks'>): boolean;
  /** For an interrupt that waits for a review (`Awaited` with `version`). */
  draft(state: unknown): FinishedDraft;
  /** For an interrupt that waits for an answer (`Awaited` with `question`); left out by graphs that ask nothing. */
  question?(state: unknown): OpenQuestion;
  /** What a job came to that makes no draft, null until its graph has ended. Such a job ends without a review. */
  result?(state: unknown): Record<string, unknown> | null;
}

/**
 * The value of a graph's `interrupt`: what it waits for. A review of exactly this text, or an answer to exactly this
 * question; in both cases a reply of the thread is taken as well when it is newer than `read_upto`.
 */
export type Awaited = { hash: string; read_upto: number | null } & (
  | { version: number }
  | { question: number }
);
