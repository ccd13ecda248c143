import type { KnownBlock } from '@slack/types';
import type { BudgetLine, Spending } from '../../ports/content.ts';
import {
  actions,
  button,
  dateToken,
  heading,
  type Message,
  mention,
  safeText,
  said,
  small,
} from '../slack/blocks.ts';
import { costOf } from '../texts/amounts.ts';
import type { TeamTexts } from '../texts/en/team.ts';
import type { Texts } from '../texts/texts.ts';
import { teamActions } from './team-actions.ts';

interface BudgetShown {
  lines: BudgetLine[];
  spending: Spending;
  /** Null: the figures go without it. */
  pictureId: string | null;
  alt: string;
}

/** What was spent and reserved, and the caps; for admins with the button that changes them. Pure. */
export function budgetMessage(
  { lines, spending, pictureId, alt }: BudgetShown,
  nowMs: number,
  forAdmin: boolean,
  texts: Texts,
): Message {
  const t = texts.team;
  const w = t.budget;
  const blocks: KnownBlock[] = [
    heading(w.heading),
    ...(pictureId === null ? [] : [{ type: 'image' as const, slack_file: { id: pictureId }, alt_text: alt }]),
    ...lines.map((line) => said(lineOf(line, t))),
    ...raisedLines(lines, texts),
    ...spentBlocks(spending, texts),
  ];
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

/** What admins added at stops for this day or month. */
function raisedLines(lines: BudgetLine[], { spending: s, stops, team }: Texts): KnownBlock[] {
  return lines
    .filter((line) => line.raised_usd > 0 || line.raised_tokens > 0)
    .map(({ scope, raised_usd: usd, raised_tokens: tokens }) =>
      small(s.raised(team.budget.scopes[scope], costOf({ usd, tokens }, stops))),
    );
}

/** The same figures as the picture, as text: a list each for people, kinds of work, models and days. */
function spentBlocks(spending: Spending, texts: Texts): KnownBlock[] {
  const { spending: s, stops } = texts;
  if (spending.days.length === 0) return [];
  const listed = (list: keyof Spending, shown: number, nameOf: (name: string) => string) => {
    const all = list === 'days' ? [...spending.days].reverse() : spending[list];
    const lines = all.slice(0, shown).map((one) => `• ${s.line(nameOf(one.name), costOf(one, stops))}`);
    const more = all.length - shown;
    return [`*${s.lists[list]}*`, ...lines, ...(more > 0 ? [s.more(more)] : [])].join('\n');
  };
  return [
    said(listed('people', 10, mention)),
    said(listed('types', 10, (type) => kindOfWork(type, texts))),
    said(listed('models', 10, (model) => safeText(model, 80))),
    small(listed('days', 10, (day) => day)),
  ];
}

/** As the thread's head calls it. */
export function kindOfWork(type: string, { brief }: Texts): string {
  const names: Record<string, string> = brief.heading;
  return names[type] ?? type;
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
