/**
 * Runs calls at the same time, and lets a failure out only when none of the others is under way any more.
 *
 * LangGraph aborts the siblings of a branch that throws. A model call that is cut off may be paid for, and its answer is
 * lost: the next attempt would pay again. So the branch that failed waits for the others, whose answers are kept.
 */
export function sideBySide() {
  let running = 0;
  let idle = Promise.withResolvers<void>();
  return async <T>(call: () => Promise<T>): Promise<T> => {
    if (running === 0) idle = Promise.withResolvers<void>();
    running += 1;
    try {
      return await call().finally(() => {
        running -= 1;
        if (running === 0) idle.resolve();
      });
    } catch (error) {
      await idle.promise;
      throw error;
    }
  };
}
export type SideBySide = ReturnType<typeof sideBySide>;
