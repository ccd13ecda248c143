import type { Understanding } from '../../ports/model-tasks.ts';
import { parseChangeNote } from './parse-change-note.ts';

/** What the next version changes. */
export type DeckChange =
  /** Single slides (1-based), the post, or both, each by its own words; all else stays. */
  | { kind: 'parts'; slides: { slide: number; note: string }[]; post: string | null }
  /** `reshape`: it may change the number or the order of slides. */
  | { kind: 'deck'; note: string; reshape: boolean };

/**
 * Decides which parts of a deck a wish is about. Pure.
 *
 * What was understood of a reply counts: "the third slide" names one that no pattern finds, and a slide that is praised
 * is not one to change. The note itself is read only when nothing was understood of it, as with a button, or when the
 * wish is for the deck as a whole.
 *
 * @param wishes What was understood; empty for a button.
 * @param count Slides of the deck.
 */
export function planChange(note: string, wishes: Understanding['changes'], count: number): DeckChange {
  const parts = wishes.length > 0 ? byPart(wishes, count) : null;
  if (parts) return parts;
  if (wishes.some((wish) => wish.action !== 'change')) return { kind: 'deck', note, reshape: true };
  const request = parseChangeNote(note, count);
  return request.kind === 'deck' ? request : { kind: 'parts', slides: request.changes, post: null };
}

function byPart(wishes: Understanding['changes'], count: number): DeckChange | null {
  const slides = new Map<number, string[]>();
  const post: string[] = [];
  for (const { action, part, instruction } of wishes) {
    const slide = Number(/^slide-(\d+)$/.exec(part)?.[1] ?? 0);
    if (action !== 'change') return null;
    if (part === 'post') post.push(instruction);
    else if (slide >= 1 && slide <= count) slides.set(slide, [...(slides.get(slide) ?? []), instruction]);
    else return null;
  }
  return {
    kind: 'parts',
    slides: [...slides]
      .sort(([a], [b]) => a - b)
      .map(([slide, notes]) => ({ slide, note: notes.join('\n') })),
    post: post.length > 0 ? post.join('\n') : null,
  };
}
