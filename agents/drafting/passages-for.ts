import type { Passage } from '../../ports/content.ts';

/** A passage as a model is shown it. */
export interface ShownPassage {
  id: string;
  title: string;
  /** Day on which the page was read or the document added (YYYY-MM-DD); null where nothing tells it. */
  date: string | null;
  text: string;
}

/** Pure. */
export function passagesFor(passages: readonly Passage[]): ShownPassage[] {
  return passages.map(({ id, title, text, fetched_at, added_at }) => ({
    id,
    title,
    date: (fetched_at ?? added_at)?.slice(0, 10) ?? null,
    text,
  }));
}
