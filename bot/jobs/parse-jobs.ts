import { exactWords } from '../asking/plain-words.ts';
import { readVerb } from '../asking/read-verb.ts';

export type JobsCommand =
  | { kind: 'list'; whose: 'mine' | 'open' }
  | { kind: 'one'; id: string }
  | { kind: 'help' }
  | { kind: 'unknown'; word: string };

const verbs = {
  mine: ['my', 'list', 'meus', 'minhas', 'meu', 'listar', 'lista'],
  open: ['all', 'team', 'abertos', 'aberto', 'abertas', 'todos', 'equipe'],
} as const;
/** An id as lists show it, or whole. */
const id = /^#?([0-9a-f][0-9a-f-]{3,35})$/i;

/** Reads the text behind `/jobs`: alone it lists those of the person. */
export function parseJobs(text: string): JobsCommand {
  const said = exactWords(text);
  if (said === '') return { kind: 'list', whose: 'mine' };
  const { verb, word, rest } = readVerb(verbs, said);
  const named = id.exec(said)?.[1];
  if (verb === undefined && named !== undefined) return { kind: 'one', id: named.toLowerCase() };
  if (verb === undefined || rest !== '')
    return { kind: 'unknown', word: rest === '' ? word : rest.slice(0, 40) };
  return verb === 'help' ? { kind: 'help' } : { kind: 'list', whose: verb };
}
