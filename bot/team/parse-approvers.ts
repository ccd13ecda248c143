import { folded } from '../../platform/folded.ts';
import { exactWords } from '../asking/plain-words.ts';
import { readVerb } from '../asking/read-verb.ts';
import type { GivenRole } from '../texts/en/team.ts';

export type ApproversCommand =
  | { kind: 'list' }
  | { kind: 'help' }
  /** The form of a new rule. */
  | { kind: 'rule' }
  /** `person` null: the words name no person for certain; `said` is what was written in their place. */
  | { kind: 'give'; person: string | null; said: string; role: GivenRole | null }
  | { kind: 'unknown'; word: string };

const verbs = {
  list: ['lista', 'listar'],
  rule: ['rules', 'regra', 'regras'],
  give: ['add', 'set', 'make', 'grant', 'dar', 'adicionar', 'incluir'],
  take: ['remove', 'revoke', 'tirar', 'remover', 'retirar'],
} as const;
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
  if (text.trim() === '') return { kind: 'list' };
  const { verb, rest } = readVerb(verbs, text);
  if (verb === undefined) return { kind: 'unknown', word: readVerb(verbs, exactWords(text)).word };
  if (verb === 'list' || verb === 'help' || verb === 'rule') return { kind: verb };
  const people = [...rest.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g)].map(([, id = '']) => id);
  const words = rest.split(/\s+/).filter((word) => !word.startsWith('<@'));
  const named = words.map((word) => roles.get(folded(word))).find((role) => role !== undefined);
  const others = words.filter((word) => !roles.has(folded(word)) && !small.includes(folded(word)));
  const [only] = people;
  return {
    kind: 'give',
    // Two people, or one and other words: which one is meant is for the form.
    person: only !== undefined && people.length === 1 && others.length === 0 ? only : null,
    said: exactWords(rest).slice(0, 80),
    role: verb === 'take' ? 'member' : (named ?? null),
  };
}
