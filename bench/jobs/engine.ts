/** A queue of jobs on Postgres, as each of those that are compared is asked. */
export interface Engine {
  name: string;
  /** Stores one job durably. */
  enqueue(): Promise<unknown>;
  /** Stores many that are due, the fastest way there is; not measured. */
  fill(count: number): Promise<void>;
  /** Takes and settles all that were filled, which nothing else does meanwhile. */
  drain(count: number, by: { lanes: number; batch: number }): Promise<void>;
  /**
   * Stores jobs one after the other for a worker that waits, each `gapMs` after the start of the one before.
   *
   * @param hinted Whether the worker is told, in the way that the engine has for it; else it looks by itself.
   * @returns ms from the call that stores a job to the first line of its handler; empty: the engine has no such way.
   */
  starts(count: number, gapMs: () => number, hinted: boolean): Promise<number[]>;
  /** Leaves no job, and the tables as after a vacuum. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

/** Opens an engine for whom `connection` owns the database. */
export type OpenEngine = (connection: string) => Promise<Engine>;

/** What each job carries. */
export const payload = (n: number) => ({ n, pad: 'x'.repeat(200) });

/** One after the other; what `store` stores is started when `started` is called with the same number. */
export async function timeStarts(
  count: number,
  gapMs: () => number,
  store: (n: number, started: () => void) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const began = performance.now();
    await new Promise<void>((done, fail) => {
      const started = () => {
        times.push(performance.now() - began);
        done();
      };
      store(n, started).catch(fail);
    });
    await new Promise((later) => setTimeout(later, gapMs()));
  }
  return times;
}
