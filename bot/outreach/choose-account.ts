import type { Account } from '../../ports/outreach.ts';
import { actions, button, clip, letters, type Message, said } from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { numbered } from './action-ref.ts';
import type { FoundAccount } from './find-account.ts';

/** A row of an actions block holds 25 buttons; the last may stand for all accounts. */
const SHOWN = 24;

/** Asks which account is meant, one button each; the value is what the button's handler needs. */
export function chooseAccount(
  question: string,
  actionId: string,
  accounts: Account[],
  valueFor: (account: Account | null) => string,
  options: { all?: string } = {},
): Message {
  const buttons = accounts
    .slice(0, SHOWN)
    .map((account, i) =>
      button(numbered(actionId, i + 1), clip(account.name, 70) || account.id, valueFor(account)),
    );
  if (options.all !== undefined) {
    buttons.push(button(numbered(actionId, 0), options.all, valueFor(null), { style: 'danger' }));
  }
  return { text: question, blocks: [said(question), actions('choose_account', ...buttons)] };
}

/** Why the words behind a command lead to no account. */
export function noAccount(
  found: Extract<FoundAccount, { kind: 'none' | 'unknown' }>,
  accounts: Account[],
  t: OutreachTexts,
): Message {
  if (found.kind === 'none') return { text: t.command.noAccounts, blocks: [said(t.command.noAccounts)] };
  const names = accounts
    .slice(0, 10)
    .map((a) => clip(a.name, 80))
    .join('; ');
  const line = t.command.noSuchAccount(found.word, names);
  return letters(line);
}
