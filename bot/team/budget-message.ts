import type { KnownBlock } from '@slack/types';
import type { BudgetLine } from '../../ports/content.ts';
import { actions, button, dateToken, heading, type Message, mention, said, small } from '../slack/blocks.ts';
import type { TeamTexts } from '../texts/en/team.ts';
import { teamActions } from './team-actions.ts';

/** What was spent and reserved, and the caps; for admins with the button that changes them. Pure. */
export function budgetMessage(lines: BudgetLine[], nowMs: number, forAdmin: boolean, t: TeamTexts): Message {
  const w = t.budget;
  const blocks: KnownBlock[] = [heading(w.heading), ...lines.map((line) => said(lineOf(line, t)))];
  const unpriced = lines.find((line) => line.scope === 'month')?.unpriced_tokens ?? 0;
  if (unpriced > 0) blocks.push(small(w.unpriced(w.tokens(unpriced))));
  const changes = lines.flatMap(({ scope, changed_by, changed_at }) =>
    changed_by === null || changed_at === null
      ? []
      : [w.changedBy(w.caps[scope], mention(changed_by), dateToken(changed_at, t.locale))],
  );
  blocks.push(small([w.bothBind, resets(nowMs, t), ...changes].join('\n')));
  if (forAdmin) blocks.push(actions('budget', button(teamActions.changeBudget, w.change, 'change')));
  return { text: w.heading, blocks };
}

function lineOf(line: BudgetLine, t: TeamTexts): string {
  const w = t.budget;
  const what = w.scopes[line.scope];
  const money = line.usd === null ? null : w.usd(line.usd);
  if (line.scope === 'job') return w.jobLine(what, money, w.tokens(line.tokens));
  return w.line(
    what,
    {
      spent: w.usd(line.spent_usd),
      reserved: line.reserved_usd > 0 ? w.usd(line.reserved_usd) : null,
      cap: money,
    },
    {
      spent: w.tokens(line.spent_tokens),
      reserved: line.reserved_tokens > 0 ? w.tokens(line.reserved_tokens) : null,
      cap: w.tokens(line.tokens),
    },
  );
}

/** Days and months are UTC's, as the database counts them; the reader's client shows them in their own zone. */
function resets(nowMs: number, t: TeamTexts): string {
  const now = new Date(nowMs);
  const at = (ms: number) => dateToken(new Date(ms).toISOString(), t.locale);
  const day = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1);
  return t.budget.resets(at(day), at(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)));
}
