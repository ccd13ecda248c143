import type { Element, Root } from 'xast';
import { listNumber } from './list-number.ts';
import { childNamed, elementsIn, switchOf, textOf } from './word-xml.ts';

interface Level {
  format: string;
  /** "%1.%2" stands for the numbers of the first and the second level. */
  text: string;
  start: number;
  legal: boolean;
  /** Starts anew after a paragraph of this level or a higher one; 0: never. */
  restart: number | undefined;
}

interface Numbering {
  /** Paragraphs of all lists that share it count on from one another. */
  abstractId: string;
  levels: Map<number, Level>;
  /** Levels that this list starts anew. */
  starts: Map<number, number>;
}

/** The label of a paragraph in a numbered list; null: it has none, or a bullet. */
export type LabelOf = (numId: string | undefined, level: number) => string | null;

/** Counts the numbered paragraphs of a document in the order in which it is called, as Word does. */
export function wordNumbering(root: Root | null): LabelOf {
  const lists = readLists(root);
  const counters = new Map<string, Map<number, number>>();
  const begun = new Set<string>();
  return (numId, at) => {
    const list = numId === undefined ? undefined : lists.get(numId);
    const level = list?.levels.get(at);
    if (!list || !level || numId === undefined) return null;
    const counts = counters.get(list.abstractId) ?? new Map<number, number>();
    counters.set(list.abstractId, counts);
    if (!begun.has(numId)) {
      begun.add(numId);
      for (const [restarted] of list.starts) counts.delete(restarted);
    }
    const first = list.starts.get(at) ?? level.start;
    counts.set(at, counts.has(at) ? (counts.get(at) ?? 0) + 1 : first);
    for (const [deeper, other] of list.levels) {
      if (deeper > at && other.restart !== 0 && at < (other.restart ?? deeper)) counts.delete(deeper);
    }
    if (level.format === 'bullet' || level.format === 'none') return null;
    const label = level.text.replace(/%([1-9])/g, (_, digit: string) => {
      const named = Number(digit) - 1;
      const other = list.levels.get(named);
      const count = counts.get(named) ?? list.starts.get(named) ?? other?.start ?? 1;
      return listNumber(count, level.legal ? 'decimal' : (other?.format ?? 'decimal'));
    });
    return label.trim() === '' ? null : label.trim();
  };
}

function readLists(root: Root | null): Map<string, Numbering> {
  const parts = elementsIn(elementsIn(root ?? undefined)[0]);
  const abstracts = new Map<string, Map<number, Level>>();
  for (const part of parts) {
    if (part.name !== 'w:abstractNum') continue;
    const levels = elementsIn(part).filter(({ name }) => name === 'w:lvl');
    abstracts.set(
      textOf(part, 'w:abstractNumId') ?? '',
      new Map(levels.map((level) => [indexOf(level), readLevel(level)])),
    );
  }
  const lists = new Map<string, Numbering>();
  for (const part of parts) {
    if (part.name !== 'w:num') continue;
    const abstractId = textOf(childNamed(part, 'w:abstractNumId')) ?? '';
    const levels = new Map(abstracts.get(abstractId) ?? []);
    const starts = new Map<number, number>();
    for (const override of elementsIn(part)) {
      if (override.name !== 'w:lvlOverride') continue;
      const start = textOf(childNamed(override, 'w:startOverride'));
      if (start !== undefined) starts.set(indexOf(override), Number(start));
      const level = childNamed(override, 'w:lvl');
      if (level) levels.set(indexOf(override), readLevel(level));
    }
    lists.set(textOf(part, 'w:numId') ?? '', { abstractId, levels, starts });
  }
  return lists;
}

function readLevel(level: Element): Level {
  const restart = textOf(childNamed(level, 'w:lvlRestart'));
  const text = textOf(childNamed(level, 'w:lvlText'));
  return {
    format: textOf(childNamed(level, 'w:numFmt')) ?? 'decimal',
    text: text ?? `%${indexOf(level) + 1}.`,
    start: Number(textOf(childNamed(level, 'w:start')) ?? 1),
    legal: switchOf(level, 'w:isLgl') ?? false,
    restart: restart === undefined ? undefined : Number(restart),
  };
}

function indexOf(level: Element): number {
  return Number(textOf(level, 'w:ilvl') ?? 0);
}
