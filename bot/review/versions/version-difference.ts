import { isDeepStrictEqual } from 'node:util';
import { diffArrays } from 'diff';
import { diffWords } from '../../../platform/diff-words.ts';
import type { CarouselDraft, DraftContent, PartChange } from '../../../ports/content.ts';
import type { Texts } from '../../texts/texts.ts';
import { type Editable, piecesOf } from './editable.ts';

/** How a text of a draft differs; for a slide, where it stood and where it stands, from 0. */
export interface Difference extends PartChange {
  slides: { before: number | null; after: number | null } | null;
}

/** What a person reads as different between two versions of a draft, piece by piece. Pure. */
export function versionDifference(before: DraftContent, after: DraftContent, texts: Texts): Difference[] {
  const [old, now] = [piecesOf(before, texts), piecesOf(after, texts)];
  const told = (was: (typeof old)[number] | undefined, is: (typeof now)[number] | undefined) => {
    const [a, b] = [textOf(was?.editables ?? []), textOf(is?.editables ?? [])];
    return {
      part: is?.id ?? was?.id ?? '',
      label: is?.label ?? was?.label ?? '',
      ...compared(a, b, was, is),
    };
  };
  if (before.kind === 'carousel' && after.kind === 'carousel') {
    const slides = pairedSlides(before, after).map((pair) => ({
      ...told(old[pair.before ?? -1], now[pair.after ?? -1]),
      slides: pair,
    }));
    return [...slides, { ...told(old.at(-1), now.at(-1)), slides: null }].filter(isChange);
  }
  const byId = new Map(old.map((piece) => [piece.id, piece]));
  const gone = old.filter(({ id }) => !now.some((piece) => piece.id === id));
  return [
    ...now.map((piece) => told(byId.get(piece.id), piece)),
    ...gone.map((piece) => told(piece, undefined)),
  ]
    .map((change) => ({ ...change, slides: null }))
    .filter(isChange);
}

/** Slides that stayed are left out; between them those that went and those that came are paired in order. Pure. */
function pairedSlides(
  before: CarouselDraft,
  after: CarouselDraft,
): { before: number | null; after: number | null }[] {
  const pairs: { before: number | null; after: number | null }[] = [];
  let [b, a] = [0, 0];
  let [gone, come]: [number[], number[]] = [[], []];
  const flush = () => {
    for (let n = 0; n < Math.max(gone.length, come.length); n++)
      pairs.push({ before: gone[n] ?? null, after: come[n] ?? null });
    [gone, come] = [[], []];
  };
  for (const { value, added, removed } of diffArrays(before.slides, after.slides, {
    comparator: isDeepStrictEqual,
  })) {
    for (const _ of value) {
      if (added) come.push(a++);
      else if (removed) gone.push(b++);
      else {
        flush();
        [a, b] = [a + 1, b + 1];
      }
    }
  }
  flush();
  return pairs;
}

function compared(before: string, after: string, was: unknown, is: unknown) {
  // Only the marks may differ.
  const words = diffWords(withoutMarks(before), withoutMarks(after));
  const hunks = words.length > 0 ? words : diffWords(before, after);
  const kind =
    was === undefined ? ('added' as const) : is === undefined ? ('removed' as const) : ('changed' as const);
  return { kind, words_before: count(before), words_after: count(after), hunks };
}

const isChange = ({ kind, hunks, slides }: Difference) =>
  kind !== 'changed' || hunks.length > 0 || slides !== null;
const textOf = (editables: readonly Editable[]) =>
  editables
    .map(({ value }) => value)
    .filter((one) => one !== '')
    .join('\n');
const withoutMarks = (text: string) => text.replaceAll(/\[\^[^\]\s]{1,20}\]/g, '');
const count = (text: string) => withoutMarks(text).match(/\S+/g)?.length ?? 0;
