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

/**
 * Calls `each` for all items, at most `limit` at a time, and answers in the items' order. A failure starts nothing more
 * and is thrown when what was under way has ended.
 */
export async function mapSideBySide<T, R>(
  items: readonly T[],
  limit: number,
  each: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let failure: { error: unknown } | undefined;
  let next = 0;
  const worker = async () => {
    while (next < items.length && !failure) {
      const at = next;
      next += 1;
      try {
        // SAFETY: `at` is below the length.
        results[at] = await each(items[at] as T);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  if (failure) throw failure.error;
  return results;
}
