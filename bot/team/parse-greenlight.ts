import { folded } from '../../platform/folded.ts';
import type { Locale } from '../../ports/people.ts';
import { exactWords } from '../asking/plain-words.ts';
import { readVerb } from '../asking/read-verb.ts';

type GreenlightCommand =
  | { kind: 'help' | 'language' }
  | { kind: 'switch_language'; locale: Locale }
  /** A language that the bot does not speak. */
  | { kind: 'unknown_language'; language: string }
  | { kind: 'unknown'; word: string };

const verbs = { language: ['idioma', 'lingua', 'locale'] } as const;
const spoken = new Map<string, Locale>([
  ...['en', 'english', 'ingles'].map((name): [string, Locale] => [name, 'en']),
  ...['pt', 'pt-br', 'pt_br', 'ptbr', 'portugues', 'portuguese'].map((name): [string, Locale] => [
    name,
    'pt-BR',
  ]),
]);

/** Reads the text behind `/greenlight`. */
export function parseGreenlight(text: string): GreenlightCommand {
  const said = exactWords(text);
  if (said === '') return { kind: 'help' };
  const { verb, word, rest } = readVerb(verbs, said);
  if (verb === undefined) return { kind: 'unknown', word };
  if (verb === 'help' || rest === '') return { kind: verb };
  const [wanted = ''] = rest.split(/\s+/);
  const locale = spoken.get(folded(wanted));
  return locale
    ? { kind: 'switch_language', locale }
    : { kind: 'unknown_language', language: wanted.slice(0, 40) };
}
