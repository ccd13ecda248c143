import { distance } from 'fastest-levenshtein';
import { folded } from '../../platform/folded.ts';
import { clip } from '../slack/blocks.ts';

/** What the subcommands of a command are called besides their own name, without accents. */
type Verbs<Verb extends string> = Record<Verb, readonly string[]>;

interface ReadVerb<Verb> {
  /** Undefined: the first word is none of the subcommands. */
  verb: Verb | 'help' | undefined;
  /** The first word, as it was typed. */
  word: string;
  /** What follows it. */
  rest: string;
  /** The subcommand that a mistyped word is closest to. */
  meant: Verb | 'help' | null;
}

/**
 * Reads which subcommand the first word behind a command names, in either language. Each command has `help`. Pure.
 *
 * @param said What was typed; Slack's entities are words already.
 */
export function readVerb<Verb extends string>(verbs: Verbs<Verb>, said: string): ReadVerb<Verb> {
  const trimmed = said.trim();
  const word = /^\S+/.exec(trimmed)?.[0] ?? '';
  const known = namesOf(verbs);
  const verb = known.get(folded(word));
  return {
    verb,
    word: clip(word, 40),
    rest: trimmed.slice(word.length).trim(),
    meant: verb ?? nearest(known, folded(word)),
  };
}

/** Each name with the subcommand that it stands for. */
function namesOf<Verb extends string>(verbs: Verbs<Verb>): Map<string, Verb | 'help'> {
  // SAFETY: the keys of `verbs` are its verbs.
  const entries = Object.entries(verbs) as [Verb, readonly string[]][];
  return new Map<string, Verb | 'help'>([
    ...['help', 'ajuda', '?', '-h', '--help'].map((name): [string, 'help'] => [name, 'help']),
    ...entries.flatMap(([verb, others]) => [verb, ...others].map((name): [string, Verb] => [name, verb])),
  ]);
}

/** Two letters may be wrong or swapped, in a word that is longer than that. */
function nearest<Verb>(known: Map<string, Verb>, word: string): Verb | null {
  if (word.length > 12) return null;
  const [best] = [...known]
    .map(([name, verb]) => ({ name, verb, edits: distance(word, name) }))
    .sort((a, b) => a.edits - b.edits);
  if (!best || best.edits > 2 || best.edits >= Math.min(word.length, best.name.length) - 1) return null;
  return best.verb;
}
