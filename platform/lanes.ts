import type { Clock } from './clock.ts';
import { within } from './within.ts';

/**
 * Calls `each` for all items, at most `limit` at a time, and answers in the items' order. A failure starts nothing more
 * and is thrown when what was under way has ended.
 *
 * Own code, as p-map and p-limit throw while calls are still under way: a model call that is left alone may be paid for
 * with its answer lost, and a database call would outlive its test.
 */
export async function inLanes<T, R>(
  items: readonly T[],
  limit: number,
  each: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let failure: { error: unknown } | undefined;
  let next = 0;
  const lane = async () => {
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
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
  if (failure) throw failure.error;
  return results;
}

/** Lanes by name: work of one name goes one after the other, in the order in which it came; a failure is its own. */
export function namedLanes(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return async (name, work) => {
    const mine = (last.get(name) ?? Promise.resolve()).catch(() => {}).then(work);
    last.set(name, mine);
    try {
      return await mine;
    } finally {
      if (last.get(name) === mine) last.delete(name);
    }
  };
}

/**
 * Gathers calls: while one of a name is under way, items of that name wait for it together, at most `patienceMs`, and go in one
 * call. An item alone goes at once, and so do as many as one call takes: of a burst the database then works at some while others
 * still come in. A call that has to wait for a row's lock in any case holds no connection meanwhile.
 *
 * @param call Answers in the items' order; what it throws is thrown to each of them.
 */
export function gathering<Item, Answer>(
  { clock, most, patienceMs }: { clock: Clock; most: number; patienceMs: number },
  call: (items: Item[]) => Promise<Answer[]>,
): (name: string, item: Item) => Promise<Answer> {
  const last = new Map<
    string,
    { items: Item[]; isOpen: boolean; fill(): void; answers: Promise<Answer[]> }
  >();
  const begin = (name: string, first: Item) => {
    const before = last.get(name)?.answers;
    const { promise: full, resolve: fill } = Promise.withResolvers<void>();
    const batch = { items: [first], isOpen: true, fill, answers: Promise.resolve<Answer[]>([]) };
    last.set(name, batch);
    const work = async () => {
      if (before) await within(clock, patienceMs, Promise.race([full, before.catch(() => {})]));
      batch.isOpen = false;
      try {
        return await call(batch.items);
      } finally {
        if (last.get(name) === batch) last.delete(name);
      }
    };
    batch.answers = work();
    return batch;
  };
  return async (name, item) => {
    const open = last.get(name);
    if (!open?.isOpen || open.items.length >= most) return (await begin(name, item).answers)[0] as Answer;
    const place = open.items.push(item) - 1;
    if (open.items.length === most) open.fill();
    return (await open.answers)[place] as Answer;
  };
}
