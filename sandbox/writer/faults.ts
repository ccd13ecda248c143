import { type TaskName, taskNames } from '../../ports/model-tasks.ts';

/** What a model endpoint can do to its caller. */
export type Fault =
  | { kind: 'status'; status: 429; retryAfterSeconds: number }
  | { kind: 'status'; status: 500 | 503 }
  /** Answers rightly, but late. */
  | { kind: 'slow'; ms: number }
  /** Content that is no JSON. */
  | { kind: 'invalid_json' }
  /** Content that is the empty string. */
  | { kind: 'empty' }
  /** JSON that is not of the schema asked for. */
  | { kind: 'schema_violation' }
  /** Takes the request and never answers. */
  | { kind: 'hang' };

/** Faults for tests: each waits for the next call, or the next call of one task, and happens once. */
export interface Faults {
  next(fault: Fault, task?: TaskName): void;
  clear(): void;
  pending(): number;
  /** Calls received since the start, faulty ones included. */
  calls(): Record<TaskName, number>;
  /** Notes a call; answers the fault that it meets. */
  meet(task: TaskName): Fault | undefined;
}

export function createFaults(): Faults {
  let queue: { fault: Fault; task: TaskName | undefined }[] = [];
  const calls = Object.fromEntries(taskNames.map((name) => [name, 0])) as Record<TaskName, number>;
  return {
    next: (fault, task) => void queue.push({ fault, task }),
    clear() {
      queue = [];
    },
    pending: () => queue.length,
    calls: () => ({ ...calls }),
    meet(task) {
      calls[task]++;
      const at = queue.findIndex((q) => q.task === undefined || q.task === task);
      return at < 0 ? undefined : queue.splice(at, 1)[0]?.fault;
    },
  };
}
