import type { Node } from '@takumi-rs/core';
import type { BudgetLine, CapUnit, Spending } from '../../ports/content.ts';
import {
  placedBox as box,
  drawable,
  pictureColours,
  pictureDrawer,
  placedWords as words,
} from '../slack/placed-picture.ts';
import { amountOf } from '../texts/amounts.ts';
import type { SpendingTexts } from '../texts/en/spending.ts';
import type { StopsTexts } from '../texts/en/stops.ts';

export interface SpendingWords {
  spending: SpendingTexts;
  stops: StopsTexts;
  locale: string;
}
export type DrawSpending = (view: SpendingView, t: SpendingWords) => Promise<Buffer>;
export interface SpendingView {
  lines: BudgetLine[];
  spending: Spending;
  /** As the picture names them: people by name, types in words. */
  nameOf(list: 'people' | 'types' | 'models', name: string): string;
  /** The month's first day, `YYYY-MM-DD`. */
  month: string;
}

const PICTURE_WIDTH = 1080;
const LEFT = 44;
const WIDTH = PICTURE_WIDTH - 2 * LEFT;
const { ink: INK, soft: SOFT, rail: RAIL } = pictureColours;
const SPENT = '#0b4f8a';
const RESERVED = '#6fb3d9';
const OVER = '#b3261e';
const SHOWN = 4;
const LISTS_Y = 640;
const ROW = 74;

/** Draws one PNG of the caps, of each day of the month, and of who and what it went to. */
export function spendingPicture(): DrawSpending {
  const draw = pictureDrawer();
  return (view, t) => draw(spendingNodes(view, t), sizeOf(view));
}

/** As high as its longest list. Pure. */
export function sizeOf({ spending }: Pick<SpendingView, 'spending'>): { width: number; height: number } {
  const rows = Math.max(spending.people.length, spending.types.length, spending.models.length);
  return { width: PICTURE_WIDTH, height: LISTS_Y + 60 + Math.min(SHOWN, rows) * ROW };
}

/** In money where any was counted, else in tokens. Pure. */
const unitOf = ({ days }: Spending): CapUnit => (days.some((day) => day.usd > 0) ? 'usd' : 'tokens');

/** Everything on the picture as a flat list of placed boxes and words. Pure. */
export function spendingNodes(view: SpendingView, t: SpendingWords): Node[] {
  const unit = unitOf(view.spending);
  const capped = view.lines.filter((line) => line.scope !== 'job');
  return [
    words(drawable(t.spending.picture.title(monthName(view.month, t.locale)), 60), LEFT, 32, WIDTH, 40, {
      fontWeight: 700,
    }),
    ...capped.flatMap((line, at) => capBar(line, unit, 110 + at * 84, t)),
    ...days(view, unit, t),
    ...(['people', 'types', 'models'] as const).flatMap((list, at) => ranking(list, view, unit, at, t)),
  ];
}

/** Spent and reserved of the cap: the name, the figures, a bar. */
function capBar(line: BudgetLine, unit: CapUnit, y: number, t: SpendingWords): Node[] {
  const standing = unit === 'usd' ? line.usd : line.tokens;
  const raised = unit === 'usd' ? line.raised_usd : line.raised_tokens;
  const cap = standing === null ? null : standing + raised;
  const spent = unit === 'usd' ? line.spent_usd : line.spent_tokens;
  const reserved = unit === 'usd' ? line.reserved_usd : line.reserved_tokens;
  const share = (amount: number) => (cap === null || cap === 0 ? 0 : Math.min(1, amount / cap));
  const width = WIDTH * share(spent);
  const amount = (of: number) => amountOf(unit, of, t.stops);
  const figures =
    cap === null
      ? t.spending.picture.noCap(amount(spent))
      : t.spending.picture.of(amount(spent), amount(cap));
  return [
    words(t.spending.picture.scopes[line.scope], LEFT, y, 420, 26, { color: SOFT }),
    words(figures, LEFT + 420, y, WIDTH - 420, 26, { fontWeight: 700, textAlign: 'right' }),
    box(LEFT, y + 40, WIDTH, 20, RAIL),
    ...(width > 0 ? [box(LEFT, y + 40, width, 20, cap !== null && spent >= 0.8 * cap ? OVER : SPENT)] : []),
    ...(reserved > 0
      ? [box(LEFT + width, y + 40, Math.min(WIDTH - width, WIDTH * share(reserved)), 20, RESERVED)]
      : []),
  ];
}

const CHART = { y: 350, height: 210 };

/** A column for each day of the month until the last that spent anything. */
function days({ spending, month }: SpendingView, unit: CapUnit, t: SpendingWords): Node[] {
  const floor = CHART.y + CHART.height;
  const nodes = [
    words(t.spending.picture.days, LEFT, CHART.y - 50, WIDTH, 26, { fontWeight: 700 }),
    box(LEFT, floor, WIDTH, 2, RAIL),
  ];
  const top = Math.max(0, ...spending.days.map((day) => day[unit]));
  if (top === 0) {
    const nothing = t.spending.picture.nothing;
    return [...nodes, words(nothing, LEFT, CHART.y + 90, WIDTH, 26, { color: SOFT, textAlign: 'center' })];
  }
  const count = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
  const step = WIDTH / count;
  for (const day of spending.days) {
    const nth = Number(day.name.slice(8));
    const x = LEFT + (nth - 1) * step;
    const height = Math.max(2, (day[unit] / top) * (CHART.height - 30));
    nodes.push(box(x + 3, floor - height, step - 6, height, SPENT));
    if (day[unit] === top) {
      const label = amountOf(unit, day[unit], t.stops);
      const at = Math.min(Math.max(LEFT, x - 120), LEFT + WIDTH - 260);
      nodes.push(words(label, at, floor - height - 30, 260, 22, { textAlign: 'center', fontWeight: 700 }));
    }
  }
  for (const nth of [1, 5, 10, 15, 20, 25, count]) {
    const soft = { color: SOFT, textAlign: 'center' } as const;
    nodes.push(words(String(nth), LEFT + (nth - 1) * step - 10, floor + 10, step + 20, 22, soft));
  }
  return nodes;
}

/** The most expensive of a list, with its share as a bar. */
function ranking(
  list: 'people' | 'types' | 'models',
  { spending, nameOf }: SpendingView,
  unit: CapUnit,
  column: number,
  t: SpendingWords,
): Node[] {
  const gap = 40;
  const width = (WIDTH - 2 * gap) / 3;
  const x = LEFT + column * (width + gap);
  const y = LISTS_Y;
  const ranked = [...spending[list]].sort((a, b) => b[unit] - a[unit]).filter((one) => one[unit] > 0);
  const top = ranked[0]?.[unit] ?? 1;
  return [
    words(t.spending.picture[list], x, y, width, 26, { fontWeight: 700 }),
    ...ranked.slice(0, SHOWN).flatMap((one, at) => {
      const row = y + 48 + at * ROW;
      return [
        words(drawable(nameOf(list, one.name), 40) || '…', x, row, width, 24, { color: INK }),
        box(x, row + 36, width * (one[unit] / top) * 0.45, 16, SPENT),
        words(amountOf(unit, one[unit], t.stops), x + width * 0.48, row + 30, width * 0.52, 22, {
          color: SOFT,
        }),
      ];
    }),
  ];
}

function monthName(date: string, locale: string): string {
  const at = Date.parse(`${date}T12:00:00Z`);
  return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at);
}
