import { exactWords } from '../asking/plain-words.ts';
import type { GivenRole } from '../texts/en/team.ts';

export type ApproversCommand =
  | { kind: 'list' }
  | { kind: 'help' }
  /** `person` null: the words name no person for certain; `said` is what was written in their place. */
  | { kind: 'give'; person: string | null; said: string; role: GivenRole | null }
  | { kind: 'unknown'; word: string };

const verbs = new Map<string, 'list' | 'help' | 'give' | 'take'>(
  Object.entries({
    list: 'list',
    lista: 'list',
    listar: 'list',
    help: 'help',
    ajuda: 'help',
    '?': 'help',
    '-h': 'help',
    '--help': 'help',
    give: 'give',
    add: 'give',
    set: 'give',
    make: 'give',
    grant: 'give',
    dar: 'give',
    adicionar: 'give',
    incluir: 'give',
    take: 'take',
    remove: 'take',
    revoke: 'take',
    tirar: 'take',
    remover: 'take',
    retirar: 'take',
  } as const),
);
const roles = new Map<string, GivenRole>(
  Object.entries({
    member: 'member',
    membro: 'member',
    approver: 'approver',
    aprovador: 'approver',
    aprovadora: 'approver',
    admin: 'admin',
    administrator: 'admin',
    administrador: 'admin',
    administradora: 'admin',
  } as const),
);
/** Between a person and a role. */
const small = ['to', 'as', 'an', 'a', 'the', 'role', 'of', 'o', 'papel', 'de', 'para', 'como'];

/**
 * Reads the text behind `/approvers`. Slack writes a person who was chosen from its list as `<@U1|name>`; a name that was
 * typed by hand names no person for certain.
 */
export function parseApprovers(text: string): ApproversCommand {
  const trimmed = text.trim();
  const [verb = '', ...rest] = trimmed.split(/\s+/);
  const kind = verb === '' ? 'list' : verbs.get(folded(verb));
  if (kind === undefined) return { kind: 'unknown', word: exactWords(verb).slice(0, 40) };
  if (kind === 'list' || kind === 'help') return { kind };
  const people = [...trimmed.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g)].map(([, id = '']) => id);
  const words = rest.filter((word) => !word.startsWith('<@'));
  const named = words.map((word) => roles.get(folded(word))).find((role) => role !== undefined);
  const others = words.filter((word) => !roles.has(folded(word)) && !small.includes(folded(word)));
  const [only] = people;
  return {
    kind: 'give',
    // Two people, or one and other words: which one is meant is for the form.
    person: only !== undefined && people.length === 1 && others.length === 0 ? only : null,
    said: exactWords(rest.join(' ')).slice(0, 80),
    role: kind === 'take' ? 'member' : (named ?? null),
  };
}

function folded(word: string): string {
  return word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
