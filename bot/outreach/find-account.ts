import { folded } from '../../platform/folded.ts';
import type { Account } from '../../ports/outreach.ts';

export type FoundAccount =
  | { kind: 'one'; account: Account; rest: string }
  | { kind: 'all'; rest: string }
  /** Nothing was said and there are several. */
  | { kind: 'several' }
  | { kind: 'none' }
  | { kind: 'unknown'; word: string };

/**
 * Which account a person means by the words behind a subcommand: its id, its name (also in quotes, also only the
 * beginning when that is clear), `all`, or nothing when there is one account only.
 *
 * @param words Name and, for `pause`, the reason behind it.
 * @param withReason Words that name no account are a reason, if there is only one account.
 */
export function findAccount(
  accounts: Account[],
  words: string,
  options: { withReason: boolean; withAll: boolean },
): FoundAccount {
  const said = words.trim();
  const [only, ...others] = accounts;
  if (options.withAll) {
    const all = /^(?:all|everything|tudo|todas|todos)(?=\s|$)/i.exec(said);
    if (all) return { kind: 'all', rest: said.slice(all[0].length).trim() };
  }
  if (!only) return { kind: 'none' };
  if (said === '')
    return others.length === 0 ? { kind: 'one', account: only, rest: '' } : { kind: 'several' };

  const quoted = /^["“”«„]([^"“”»]+)["“”»]\s*/u.exec(said);
  const name = quoted?.[1] ?? said;
  const exact = accounts
    .flatMap((account) => [account.id, account.name].map((label) => ({ account, label })))
    .filter(({ label }) => begins(name, label))
    .sort((a, b) => b.label.length - a.label.length)[0];
  if (exact) {
    const rest = quoted ? said.slice(quoted[0].length) : said.slice(exact.label.length);
    return { kind: 'one', account: exact.account, rest: rest.trim() };
  }
  const word = quoted?.[1] ?? /^\S+/.exec(said)?.[0] ?? said;
  const after = said.slice(quoted ? quoted[0].length : word.length).trim();
  const meant = accounts.filter(
    (a) =>
      folded(a.name)
        .split(/[^\p{L}\p{N}]+/u)
        .includes(folded(word)) || folded(a.name).startsWith(folded(word)),
  );
  // A reason may begin with any word; only a clear name is taken away from it.
  if (meant.length === 1 && meant[0] && (others.length > 0 || !options.withReason)) {
    return { kind: 'one', account: meant[0], rest: after };
  }
  if (options.withReason && others.length === 0) return { kind: 'one', account: only, rest: said };
  return meant.length > 1 ? { kind: 'several' } : { kind: 'unknown', word: word.slice(0, 80) };
}

function begins(text: string, label: string): boolean {
  const head = text.slice(0, label.length);
  return folded(head) === folded(label) && /^(?:\s|$)/.test(text.slice(label.length));
}
