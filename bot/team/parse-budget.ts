import { exactWords } from '../asking/plain-words.ts';
import { readVerb } from '../asking/read-verb.ts';

type BudgetCommand = { kind: 'show' | 'change' | 'help' } | { kind: 'unknown'; word: string };

const verbs = {
  show: ['list', 'ver', 'mostrar'],
  change: ['set', 'raise', 'alterar', 'mudar', 'definir', 'aumentar'],
} as const;

/** Reads the text behind `/budget`: alone it shows what was spent. */
export function parseBudget(text: string): BudgetCommand {
  const said = exactWords(text);
  if (said === '') return { kind: 'show' };
  const { verb, word } = readVerb(verbs, said);
  return verb === undefined ? { kind: 'unknown', word } : { kind: verb };
}
