import { distance } from 'fastest-levenshtein';
import { briefLength, type JobToStart } from '../../ports/content.ts';
import { plainWords } from '../asking/plain-words.ts';
import { clip } from '../slack/blocks.ts';

/** What was typed, for the fields of the form that it opens. */
export interface Given {
  brief?: string;
  length?: string;
  addresses?: string;
}

/** What a brief behind any command can turn out to be. */
export type CommonBrief =
  | { kind: 'form'; given: Given }
  | { kind: 'help' }
  /** Names and signs alone. */
  | { kind: 'no_topic' }
  | { kind: 'too_long'; length: number; max: number; head: string }
  | { kind: 'mistyped'; word: string; meant: Subcommand }
  | { kind: 'no_options'; option: string };

/** What the text behind `/carousel`, `/blog` or `/research` asks for. */
export type ParsedBrief =
  | CommonBrief
  | { kind: 'brief'; job: JobToStart }
  | { kind: 'out_of_range'; asked: number; min: number; max: number }
  | { kind: 'bad_address'; address: string }
  | { kind: 'too_many_addresses'; given: number; max: number };

/** What a single word behind the command can stand for, besides a topic. */
export type Subcommand = 'help' | 'status' | 'cancel' | 'retry';
const subcommands: Record<string, Subcommand> = {
  help: 'help',
  ajuda: 'help',
  status: 'status',
  list: 'status',
  jobs: 'status',
  cancel: 'cancel',
  cancelar: 'cancel',
  retry: 'retry',
};

const asksForHelp =
  /^(?:--?h(?:elp)?|\?+|(?:please |me )?(?:help|ajud[ae](?:-me)?)(?:\s+(?:me|please|pls|here|aqui|por favor))*[\s!?.]*)$/iu;
/** People who are used to command lines write these; taken for a topic they would cost a draft about "--slides". */
const option =
  /^(?:--|[–—])\p{L}[\p{L}-]*|(?:^|(?<=\s))--?(?:slides?|words?|pages?|rounds?|palavras?|rodadas?|p[áa]ginas?|lang(?:uage)?|idioma|tone|tom|audience|p[úu]blico|keywords?|urls?|help)(?![\p{L}\p{N}-])/iu;

/** People, groups and channels, as Slack's entities read once they are words. */
const named = /[@#][\p{L}\p{N}_.-]+/gu;

/**
 * What is common to all drafts: an empty text opens the form; help, options and subcommands are no topics; a text
 * that is too long is given back. Anything else is `read` as a brief.
 *
 * @param text As Slack sends it: `&`, `<`, `>` escaped, or entities such as `<@U1|name>`.
 */
export function typedBrief<Parsed = ParsedBrief>(
  text: string,
  read: (said: string) => Parsed,
): Parsed | CommonBrief {
  const said = plainWords(text);
  if (said === '') return { kind: 'form', given: {} };
  if (asksForHelp.test(said)) return { kind: 'help' };
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(said.replaceAll(named, ''))) return { kind: 'no_topic' };
  const length = [...said].length;
  if (length > briefLength.max) {
    return { kind: 'too_long', length, max: briefLength.max, head: clip(said, 101) };
  }
  const [asked] = option.exec(said) ?? [];
  if (asked !== undefined) return { kind: 'no_options', option: asked };
  const meant = meantSubcommand(said);
  return meant ? { kind: 'mistyped', word: said, meant } : read(said);
}

/** A lone word that is a subcommand of other commands, or nearly one, is no topic. */
function meantSubcommand(said: string): Subcommand | null {
  if (!/^\p{L}{3,9}$/u.test(said)) return null;
  const word = said.toLowerCase();
  for (const [known, meant] of Object.entries(subcommands)) {
    const edits = distance(word, known);
    if (edits <= 1) return meant;
    // Two swapped letters count as two edits: "hlep", "stauts".
    const sameLetters = [...word].sort().join() === [...known].sort().join();
    if (edits === 2 && word[0] === known[0] && (sameLetters || word.length >= 5)) return meant;
  }
  return null;
}
