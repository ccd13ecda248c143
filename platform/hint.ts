/** Wakes a polling loop of the same process early. Only an accelerator: polling alone must do. */
export interface Hint {
  wake(): void;
  /** Resolves at the next `wake`, after `ms`, or when `signal` is aborted. A wake in between is not lost. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

export function createHint(): Hint {
  let pending = false;
  let release: (() => void) | undefined;
  return {
    wake() {
      pending = true;
      release?.();
    },
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', done);
          release = undefined;
          pending = false;
          resolve();
        };
        const timer = setTimeout(done, ms);
        if (pending || signal?.aborted) return done();
        release = done;
        signal?.addEventListener('abort', done);
      }),
  };
}
