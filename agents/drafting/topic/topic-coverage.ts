import type { Subject } from '../../../ports/model-tasks.ts';
import { isName, namedIn, partlyNamedIn, plainWords, rootsIn } from './subject.ts';

/** A slide or a section, as far as its topic goes. */
export interface Told {
  /** All that a reader sees of it. */
  text: string;
  /** The words that it quotes. */
  quotes: readonly string[];
  /** Titles of the documents that it quotes. */
  titles: readonly string[];
}

interface Coverage {
  /** For each: whether it is about one of the subjects. */
  carried: boolean[];
  /** Subjects that none carries. */
  missing: Subject[];
  enough: boolean;
}

/** Share that has to be about the subjects; the rest may prepare or close. */
const MIN_CARRIED = 0.6;
/** Share that has to say so in its own words or quotes: a document's title alone would let any of its sentences pass. */
const MIN_NAMED = 0.2;

/**
 * How far a draft is about what its brief is about. Pure.
 *
 * A part is about a subject that its words or quotes name, or that the title of a document does which it quotes: what
 * stands below "Passivação de implantes" need not say the word again.
 */
export function topicCoverage(told: readonly Told[], subjects: readonly Subject[]): Coverage {
  const units = told.map(({ text, quotes, titles }) => {
    const own = rootsIn([text, ...quotes].join('\n'));
    return { own, all: new Set([...own, ...rootsIn(titles.join('\n'))]) };
  });
  const carried = units.map((u) => subjects.some((s) => namedIn(u.all, s)));
  const named = units.filter((u) => subjects.some((s) => partlyNamedIn(u.own, s))).length;
  // The number of a standard is not repeated in each paragraph about it.
  const least = subjects.every((s) => plainWords(s.name).some(isName)) ? 0 : MIN_NAMED;
  const missing = subjects.filter((s) => !units.some((u) => namedIn(u.all, s)));
  const share = (count: number) => (told.length === 0 ? 1 : count / told.length);
  const enough =
    subjects.length === 0 ||
    (missing.length === 0 && share(carried.filter(Boolean).length) >= MIN_CARRIED && share(named) >= least);
  return { carried, missing, enough };
}

export const namesOf = (subjects: readonly Subject[]): string =>
  subjects.map((s) => `"${s.name}"`).join(', ');
