import type { ResearchNote } from '../../ports/model-tasks.ts';
import { contentStems } from '../text/content-stems.ts';
import { foldText } from '../text/fold-text.ts';
import { negationsIn } from '../text/negations.ts';
import { numbersIn } from '../text/numbers-in.ts';

/** Share of the shorter note's words that the other one has, from which on both tell of the same thing. */
const SAME_THING = 0.5;
/** Of two that differ in a "not" alone nearly all words are the same. */
const SAME_BUT_DENIED = 0.7;
/** Shorter notes share their words with anything. */
const MIN_STEMS = 3;

/**
 * Pairs of notes on one question that may contradict each other: they tell of the same thing in other numbers of one
 * unit, or one denies what the other says. Candidates: code cannot tell a contradiction from another condition. Pure.
 *
 * @param documents Id of the document by passage: what one document says twice is not held against itself.
 */
export function findConflicts(
  notes: readonly ResearchNote[],
  documents: ReadonlyMap<string, string>,
): [ResearchNote, ResearchNote][] {
  const read = notes.map((note) => readNote(note, documents));
  return read.flatMap((one, at) =>
    read
      .slice(at + 1)
      .filter((other) => differ(one, other))
      .map((other): [ResearchNote, ResearchNote] => [one.note, other.note]),
  );
}

interface Read {
  note: ResearchNote;
  documents: Set<string>;
  stems: Set<string>;
  /** Values by unit. */
  measures: Map<string, Set<string>>;
  denials: number;
}

function readNote(note: ResearchNote, documents: ReadonlyMap<string, string>): Read {
  const text = note.evidence.map((e) => e.quote).join(' ');
  const measures = new Map<string, Set<string>>();
  for (const { unit, readings } of measuresIn(text))
    measures.set(unit, new Set([...(measures.get(unit) ?? []), ...readings]));
  return {
    note,
    documents: new Set(note.evidence.map((e) => documents.get(e.passage_id) ?? e.passage_id)),
    // The unit that both have says nothing of what is measured.
    stems: new Set(contentStems(text).filter((stem) => !/\p{N}/u.test(stem) && !measures.has(stem))),
    measures,
    denials: negationsIn(foldText(text).text).length,
  };
}

function differ(a: Read, b: Read): boolean {
  if ([...a.documents].some((id) => b.documents.has(id))) return false;
  const shared = overlap(a.stems, b.stems);
  if (shared < SAME_THING || Math.min(a.stems.size, b.stems.size) < MIN_STEMS) return false;
  const measured = [...a.measures].some(([unit, values]) => {
    const others = b.measures.get(unit);
    return others !== undefined && ![...values].some((value) => others.has(value));
  });
  return measured || (shared >= SAME_BUT_DENIED && a.denials % 2 !== b.denials % 2);
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const least = Math.min(a.size, b.size);
  return least === 0 ? 0 : [...a].filter((stem) => b.has(stem)).length / least;
}

/** Numbers with the unit behind them; digits of names ("F136", "ISO 13485") and years measure nothing. Pure. */
export function measuresIn(text: string): { unit: string; readings: string[]; text: string }[] {
  return numbersIn(text).flatMap((number) => {
    const before = text.slice(Math.max(0, number.start - 12), number.start);
    if (/[\p{L}-]$/u.test(before) || /\b(?:ISO|ASTM|RDC|IEC|EN|NBR)[ -]?$/.test(before)) return [];
    if (number.readings.some((reading) => reading.endsWith('%')))
      return [{ unit: '%', readings: number.readings, text: number.text.trim() }];
    const behind = /^\s?(°\s?[CF]|[µμ]m|\p{L}+)/u.exec(text.slice(number.end))?.[1];
    if (behind === undefined) return [];
    const folded = foldText(behind, { accents: false }).text;
    const unit = /^\p{L}{4,}$/u.test(folded) ? (contentStems(folded)[0] ?? '') : folded;
    return unit === '' ? [] : [{ unit, readings: number.readings, text: `${number.text.trim()} ${behind}` }];
  });
}
