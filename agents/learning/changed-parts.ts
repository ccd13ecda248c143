import { diffArrays } from 'diff';
import { clipped } from '../text/clip.ts';
import { sentences } from '../text/sentences.ts';
import type { DraftPart } from './parts-of.ts';

/** One part in two versions. */
export interface PartChanged {
  kind: string;
  before: string;
  after: string;
}

/**
 * The parts that two versions have in common and that differ. A part is known by its id, a slide by its place between
 * slides that stayed: where some came or went there, none of them is the other's later self. Pure.
 */
export function changedParts(before: readonly DraftPart[], after: readonly DraftPart[]): PartChanged[] {
  const named = after.flatMap((part) => {
    const old = part.id === null ? undefined : before.find(({ id }) => id === part.id);
    return old && old.text !== part.text ? [{ kind: part.kind, before: old.text, after: part.text }] : [];
  });
  const slides = (parts: readonly DraftPart[]) => parts.filter(({ id }) => id === null);
  return [...placed(slides(before), slides(after)), ...named];
}

function placed(before: DraftPart[], after: DraftPart[]): PartChanged[] {
  const found: PartChanged[] = [];
  let gone: DraftPart[] = [];
  for (const { value, removed, added } of diffArrays(before, after, {
    comparator: (a, b) => a.text === b.text,
  })) {
    if (removed) gone = value;
    else if (added && gone.length === value.length) {
      value.forEach(({ kind, text }, i) => {
        found.push({ kind, before: gone[i]?.text ?? '', after: text });
      });
      gone = [];
    } else gone = [];
  }
  return found;
}

/** Characters of an excerpt: enough for a sentence or two on a card. */
const MOST = 600;

/** What differs between two texts, by whole sentences and lines. Pure. */
export function excerpt({ before, after }: Pick<PartChanged, 'before' | 'after'>) {
  const [old, made] = [linesOf(before), linesOf(after)];
  return { before: without(old, made), after: without(made, old) };
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .flatMap((line) => sentences(line).map((s) => s.text))
    .filter((line) => line.trim() !== '');

function without(own: string[], other: string[]): string {
  const known = new Set(other);
  return clipped(own.filter((line) => !known.has(line)).join(' '), MOST);
}
