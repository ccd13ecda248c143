import type { BaseCheckpointSaver, RunControl, StateSnapshot } from '@langchain/langgraph';
import type { Artifact, CarouselDraft, ClaimedJob, ContentForAgent, JobType } from '../ports/content.ts';
import type { AskModel } from './models/ask-model.ts';

/** A compiled graph, as far as the runner uses it. */
export interface JobGraph {
  stream(input: unknown, options: GraphOptions): Promise<AsyncIterable<unknown>>;
  getState(options: ThreadOptions): Promise<StateSnapshot>;
}
export interface ThreadOptions {
  configurable: { thread_id: string };
}
export interface GraphOptions extends ThreadOptions {
  streamMode: 'tasks';
  /** Each step is stored before the next one starts: a kill -9 then repeats at most one node. */
  durability: 'sync';
  recursionLimit: number;
  signal: AbortSignal;
  control: RunControl;
}

/** What a graph is given for one claim of one job. */
export interface JobTools {
  job: ClaimedJob;
  content: ContentForAgent;
  askModel: AskModel;
  checkpointer: BaseCheckpointSaver;
}

export interface FinishedDraft {
  version: number;
  content: CarouselDraft;
  artifacts: Artifact[];
  reason: string | null;
}

/** One job type: its graph, and what the runner reads from the graph's state. */
export interface Workflow {
  type: JobType;
  /** Raised with each change that a waiting thread could not survive: a node renamed, a state field without default. */
  version: number;
  /** What the thread shows, in order. */
  steps: readonly string[];
  /** The step that a node belongs to; null: not shown. */
  stepOf(node: string): string | null;
  /** A few words on what a node brought, e.g. "12 passages". */
  detail(node: string, update: unknown): string | null;
  open(tools: JobTools): {
    graph: JobGraph;
    /** @throws {JobFailure} `bad_brief` */
    input(): Record<string, unknown>;
  };
  draft(state: unknown): FinishedDraft;
  /** Empty until the graph has come to its end. */
  finals(state: unknown): Artifact[];
}
