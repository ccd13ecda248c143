import { distance } from 'fastest-levenshtein';
import { exactWords } from '../asking/plain-words.ts';
import { clip } from '../slack/blocks.ts';
import { looksLikeAddress, looksLikeHost } from './web-address.ts';

export const subcommands = ['add', 'list', 'search', 'remove', 'rules', 'brand', 'help'] as const;
export type Subcommand = (typeof subcommands)[number];

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

/** Without accents, as they are compared. */
const otherWords: Record<string, Subcommand> = {
  adicionar: 'add',
  incluir: 'add',
  listar: 'list',
  lista: 'list',
  buscar: 'search',
  busca: 'search',
  procurar: 'search',
  pesquisar: 'search',
  remover: 'remove',
  apagar: 'remove',
  excluir: 'remove',
  regras: 'rules',
  marca: 'brand',
  ajuda: 'help',
  find: 'search',
  delete: 'remove',
  rule: 'rules',
  '?': 'help',
  '-h': 'help',
  '--help': 'help',
};
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
  const word = /^\S+/.exec(said)?.[0] ?? '';
  const rest = said.slice(word.length).trim();
  if (word === '') return { kind: 'help' };
  const command = meaning(folded(word));
  switch (command) {
    case 'help':
      return { kind: 'help' };
    case 'add':
      return parseAdd(rest);
    case 'list':
      return { kind: 'list', matching: rest === '' ? null : clip(rest, 200) };
    case 'search':
    case 'remove':
      return rest === '' ? { kind: 'incomplete', of: command } : { kind: command, words: rest };
    case 'rules':
    case 'brand':
      return { kind: command, history: history.includes(folded(rest)) };
    case undefined:
      return { kind: 'unknown', word: clip(word, 40), meant: nearest(folded(word)), said: clip(said, 200) };
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

function meaning(word: string): Subcommand | undefined {
  return (
    subcommands.find((known) => known === word) ??
    (Object.hasOwn(otherWords, word) ? otherWords[word] : undefined)
  );
}

function nearest(word: string): Subcommand | null {
  if (word.length > 12) return null;
  const [best] = [...subcommands, ...Object.keys(otherWords)]
    .map((name) => ({ name, edits: distance(word, name) }))
    .sort((a, b) => a.edits - b.edits);
  if (!best || best.edits > 2 || best.edits >= Math.min(word.length, best.name.length) - 1) return null;
  return meaning(best.name) ?? null;
}

function folded(word: string): string {
  return word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
