import type { Passage } from '../../ports/content.ts';
import type { ShownPassage } from '../../ports/model-tasks.ts';

/** As a model is shown them. Pure. */
export function passagesFor(passages: readonly Passage[]): ShownPassage[] {
  return passages.map(({ id, title, text, fetched_at, added_at }) => ({
    id,
    title,
    date: (fetched_at ?? added_at)?.slice(0, 10) ?? null,
    text,
  }));
}
