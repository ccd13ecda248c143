import { folded } from '../../platform/folded.ts';
import { exactWords } from '../asking/plain-words.ts';
import { readVerb } from '../asking/read-verb.ts';
import { clip } from '../slack/blocks.ts';
import { looksLikeAddress, looksLikeHost } from './web-address.ts';

const verbs = {
  add: ['adicionar', 'incluir'],
  list: ['listar', 'lista'],
  search: ['buscar', 'busca', 'procurar', 'pesquisar', 'find'],
  remove: ['remover', 'apagar', 'excluir', 'delete'],
  rules: ['regras', 'rule'],
  brand: ['marca'],
} as const;
type Subcommand = keyof typeof verbs | 'help';

export type KnowledgeCommand =
  | { kind: 'help' }
  | { kind: 'add_form' }
  /** `title` stands behind a single address. */
  | { kind: 'add_pages'; addresses: string[]; title: string | null }
  | { kind: 'add_text'; text: string }
  /** A file's name and nothing else: files come through the form. */
  | { kind: 'add_file_name'; word: string }
  | { kind: 'list'; matching: string | null }
  | { kind: 'search' | 'remove'; words: string }
  | { kind: 'incomplete'; of: 'search' | 'remove' }
  | { kind: 'rules' | 'brand'; history: boolean }
  | { kind: 'unknown'; word: string; meant: Subcommand | null; said: string };

const history = ['history', 'versions', 'historico', 'versoes'];
const fileName =
  /^[^\s/]+\.(?:pdf|docx?|md|markdown|txt|csv|tsv|html?|png|jpe?g|webp|gif|avif|hei[cf]|tiff?|bmp)$/i;

/**
 * Reads the text behind `/knowledge`.
 *
 * @param text As Slack sends it: `&`, `<`, `>` escaped, or entities such as `<@U1|name>`.
 */
export function parseCommand(text: string): KnowledgeCommand {
  const said = exactWords(text);
  if (said === '') return { kind: 'help' };
  const { verb, word, rest, meant } = readVerb(verbs, said);
  switch (verb) {
    case 'help':
      return { kind: 'help' };
    case 'add':
      return parseAdd(rest);
    case 'list':
      return { kind: 'list', matching: rest === '' ? null : clip(rest, 200) };
    case 'search':
    case 'remove':
      return rest === '' ? { kind: 'incomplete', of: verb } : { kind: verb, words: rest };
    case 'rules':
    case 'brand':
      return { kind: verb, history: history.includes(folded(rest)) };
    case undefined:
      return { kind: 'unknown', word, meant, said: clip(said, 200) };
  }
}

function parseAdd(rest: string): KnowledgeCommand {
  if (rest === '') return { kind: 'add_form' };
  const words = rest.split(/\s+/);
  const [first = ''] = words;
  if (words.length === 1 && fileName.test(first)) return { kind: 'add_file_name', word: clip(first, 100) };
  const end = words.findIndex((word) => !looksLikeAddress(word));
  const count = end === -1 ? words.length : end;
  if (count === 0) {
    return words.length === 1 && looksLikeHost(first)
      ? { kind: 'add_pages', addresses: [first], title: null }
      : { kind: 'add_text', text: rest };
  }
  // Several addresses and then a text: only a text can begin so.
  if (count > 1 && count < words.length) return { kind: 'add_text', text: rest };
  const title = words.slice(count).join(' ');
  return { kind: 'add_pages', addresses: words.slice(0, count), title: title === '' ? null : title };
}
