import { folded } from '../../platform/folded.ts';
import { exactWords } from '../asking/plain-words.ts';
import { readVerb } from '../asking/read-verb.ts';

const verbs = {
  import: ['importar'],
  show: ['mostrar', 'ver'],
  enrich: ['enriquecer', 'completar'],
  erase: ['apagar', 'excluir', 'delete', 'forget', 'esquecer'],
  rollback: ['reverter', 'desfazer', 'undo'],
  top: ['melhores', 'ranking', 'rank'],
  score: ['pontuacao', 'pontos', 'scores'],
} as const;
type Subcommand = keyof typeof verbs | 'help';

export type LeadsCommand =
  | { kind: 'help' }
  | { kind: 'import' }
  | { kind: 'show'; words: string }
  /** `words`: of the person, as of `show`. */
  | { kind: 'erase'; words: string }
  | { kind: 'incomplete'; of: 'show' | 'erase' }
  /** `words`: which leads; none: all. */
  | { kind: 'enrich'; words: string }
  /** `batch` null: a list to choose from. */
  | { kind: 'rollback'; batch: string | null }
  /** `words`: a filter. */
  | { kind: 'top'; words: string }
  | { kind: 'score'; history: boolean }
  | { kind: 'unknown'; word: string; meant: Subcommand | null };

/**
 * Reads the text behind `/leads`. Pure.
 *
 * @param text As Slack sends it: `&`, `<`, `>` escaped, or entities such as `<@U1|name>`.
 */
export function parseCommand(text: string): LeadsCommand {
  const said = exactWords(text);
  if (said === '') return { kind: 'help' };
  const { verb, word, rest, meant } = readVerb(verbs, said);
  switch (verb) {
    case 'help':
    case 'import':
      return { kind: verb };
    case 'show':
    case 'erase':
      return rest === ''
        ? { kind: 'incomplete', of: verb }
        : { kind: verb, words: rest.replace(/^"(.*)"$/, '$1') };
    case 'enrich':
      return { kind: verb, words: rest };
    case 'rollback':
      return { kind: 'rollback', batch: rest === '' ? null : rest };
    case 'top':
      return { kind: 'top', words: rest };
    case 'score':
      return { kind: 'score', history: ['history', 'historico'].includes(folded(rest)) };
    case undefined:
      return { kind: 'unknown', word, meant };
  }
}
