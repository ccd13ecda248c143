import type { BudgetWarning } from '../../ports/content.ts';
import { type Message, mention, said } from '../slack/blocks.ts';
import { amountOf } from '../texts/amounts.ts';
import type { Texts } from '../texts/texts.ts';

/** Tells the admins that four fifths of a cap are spent. Pure. */
export function budgetWarningMessage(
  { scope, subject, unit, cap, spent }: BudgetWarning,
  admins: string[],
  { stops: t }: Texts,
): Message {
  const line = t
    .warning(
      admins.slice(0, 20).map(mention).join(' '),
      t.warnedOf[scope](mention(subject)),
      amountOf(unit, spent, t),
      amountOf(unit, cap, t),
    )
    .trim();
  return { text: line, blocks: [said(line)] };
}
