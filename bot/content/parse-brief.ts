import { distance } from 'fastest-levenshtein';
import { briefLength, type CarouselBrief, slideCount } from '../../ports/content.ts';
import { clip } from '../blocks.ts';
import { plainWords } from '../plain-words.ts';

export type ParsedBrief =
  | { kind: 'form' }
  | { kind: 'help' }
  | { kind: 'brief'; brief: CarouselBrief }
  | { kind: 'too_long'; length: number; max: number; head: string }
  | { kind: 'slides_out_of_range'; asked: number; min: number; max: number }
  | { kind: 'mistyped'; word: string; meant: Subcommand };

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

/** "8 slides", "13 páginas", "6 lâminas": a count that stands for the size of the deck. */
const slideWords = 'slides?|páginas?|paginas?|lâminas?|laminas?|pages?';
const leadingCount = new RegExp(`^(\\d{1,4})\\s+(?:${slideWords})(?![\\p{L}\\p{N}])`, 'iu');
const anyCount = new RegExp(`(?<![\\p{L}\\p{N}.,])(\\d{1,4})\\s+(?:${slideWords})(?![\\p{L}\\p{N}])`, 'iu');
const leadingJoint = /^[\s:,-]*(?:sobre|about|on|de|do|da|dos|das|para|com)(?=\s)/iu;
const trailingJoint = /(?:[\s,;:–-]+(?:em|com|in|with|de))?[\s,;:–-]*$/iu;

/**
 * Reads the text behind `/carousel`.
 *
 * @param text As Slack sends it: `&`, `<`, `>` escaped, or entities such as `<@U1|name>`.
 */
export function parseBrief(text: string): ParsedBrief {
  const said = plainWords(text);
  if (said === '') return { kind: 'form' };
  if (/^(?:help|ajuda|\?|-h|--help)$/i.test(said)) return { kind: 'help' };

  const length = [...said].length;
  if (length > briefLength.max) {
    return { kind: 'too_long', length, max: briefLength.max, head: clip(said, 101) };
  }

  const meant = meantSubcommand(said);
  if (meant) return { kind: 'mistyped', word: said, meant };

  const { slides, topic } = slidesIn(said);
  if (slides !== null && (slides < slideCount.min || slides > slideCount.max)) {
    return { kind: 'slides_out_of_range', asked: slides, min: slideCount.min, max: slideCount.max };
  }
  // "8 slides" alone says how long, not about what.
  if (topic === '') return { kind: 'form' };
  return {
    kind: 'brief',
    brief: { topic, audience: null, language: null, slides, tone: null, call_to_action: null },
  };
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

/**
 * The number of slides that the words ask for, and the topic without that request when it stands at the start or the
 * end; in the middle of a sentence it stays, as cutting it there would break the sentence.
 */
function slidesIn(said: string): { slides: number | null; topic: string } {
  const leading = leadingCount.exec(said);
  if (leading) {
    const rest = said.slice(leading[0].length);
    return {
      slides: Number(leading[1]),
      topic: rest
        .replace(leadingJoint, '')
        .replace(/^[\s:,-]+/, '')
        .trim(),
    };
  }
  const found = anyCount.exec(said);
  if (!found) return { slides: null, topic: said };
  const slides = Number(found[1]);
  const after = said.slice(found.index + found[0].length);
  if (/^[\s.!)]*$/.test(after)) {
    const topic = said.slice(0, found.index).replace(/\($/, '').replace(trailingJoint, '').trim();
    return { slides, topic };
  }
  return { slides, topic: said };
}
