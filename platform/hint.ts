/** Wakes a polling loop of the same process early. Only an accelerator: polling alone must do. */
export interface Hint {
  wake(): void;
  /** Resolves at the next `wake`, after `ms`, or when `signal` is aborted. A wake in between is not lost. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

export function createHint(): Hint {
  let pending = false;
  // Several loops may wait for the same: each wake is for all of them.
  const waiting = new Set<() => void>();
  return {
    wake() {
      pending = waiting.size === 0;
      for (const release of [...waiting]) release();
    },
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
