import type { RunControl } from '@langchain/langgraph';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Traces } from '../../platform/traces.ts';
import type { ClaimedJob, ContentForAgent } from '../../ports/content.ts';
import type { SupabaseSaver } from './saver.ts';
import type { JobGraph, Workflow } from './workflow.ts';

/** One claim of one job, and what is needed to work on it. */
export interface JobRun {
  job: ClaimedJob;
  workflow: Workflow;
  opened: { graph: JobGraph; input(): Record<string, unknown> };
  content: ContentForAgent;
  saver: SupabaseSaver;
  clock: Clock;
  log: Log;
  traces: Traces;
  /** Aborted when the lease is lost or the process must end now. */
  signal: AbortSignal;
  /** Asked to drain: the graph stops at the next node boundary. */
  control: RunControl;
  /** Called with `lost_lease` when a progress call is refused. */
  lost(error: Error): void;
  /** Called right before the call that ends the claim. */
  ending(): void;
}
