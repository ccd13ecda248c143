/**
 * Runs beats one after the other. All who ask while one runs share the next one:
 * the running one may have loaded before their change.
 */
export function createBeats(beat: () => Promise<void>) {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let stopped = false;

  const start = (): Promise<void> => {
    if (stopped) return Promise.resolve();
    const started = beat().finally(() => {
      if (running === started) running = undefined;
    });
    running = started;
    return started;
  };
  return {
    now(): Promise<void> {
      if (!running) return start();
      next ??= running
        .catch(() => {})
        .then(() => {
          next = undefined;
          return start();
        });
      return next;
    },
    async idle(): Promise<void> {
      while (running || next) await Promise.allSettled([running, next]);
    },
    /** Starts nothing more. */
    stop(): void {
      stopped = true;
    },
  };
}
