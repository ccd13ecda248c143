/** Wakes what looks for work in the same process early. Only an accelerator: looking by itself must do. */
export interface Hint {
  wake(): void;
  /** From now on `heard` is called at each `wake`. */
  listen(heard: () => void): void;
  /** Resolves at the next `wake`, after `ms`, or when `signal` is aborted. A wake in between is not lost. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

export function createHint(): Hint {
  const listening: (() => void)[] = [];
  let pending = false;
  // Several may wait for the same: each wake is for all of them.
  const waiting = new Set<() => void>();
  return {
    wake() {
      pending = waiting.size === 0;
      for (const release of [...waiting]) release();
      for (const heard of listening) heard();
    },
    listen: (heard) => void listening.push(heard),
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', done);
          waiting.delete(done);
          resolve();
        };
        const timer = setTimeout(done, ms);
        if (pending || signal?.aborted) {
          pending = false;
          return done();
        }
        waiting.add(done);
        signal?.addEventListener('abort', done);
      }),
  };
}
