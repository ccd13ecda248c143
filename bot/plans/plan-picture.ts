import type { Node } from '@takumi-rs/core';
import { addDays, weekdayOf } from '../../platform/local-time.ts';
import { type PlanLine, type PlannedType, plannedTypes } from '../../ports/content.ts';
import {
  placedBox as box,
  drawable,
  pictureColours,
  pictureDrawer,
  placedWords as words,
} from '../slack/placed-picture.ts';
import type { Texts } from '../texts/texts.ts';
import { byDay } from './plan-line-blocks.ts';

export const PICTURE_WIDTH = 1080;
const LEFT = 44;
const WIDTH = PICTURE_WIDTH - 2 * LEFT;
const { ink: INK, soft: SOFT, rail: RAIL } = pictureColours;
/** Of what waits and of what is started: told apart by their lightness too, not by hue alone. */
const colours: Record<PlannedType, { waits: string; started: string }> = {
  carousel: { waits: '#d6e6f4', started: '#0b4f8a' },
  blog: { waits: '#fbe3c8', started: '#9a5310' },
  research: { waits: '#dcecd6', started: '#37682a' },
};
const WEEK_DAYS = 5;
/** Further weeks are told in words. */
const MOST_WEEKS = 5;
const MOST_A_DAY = 3;
const HEAD = 200;
const CHIP = { height: 92, gap: 8 } as const;
const DAY_HEAD = 38;

/** What of a plan is on its picture: with the same, the picture is the same. */
export type PictureLine = Pick<PlanLine, 'number' | 'day' | 'type' | 'topic' | 'status'>;
export type DrawPlan = (theme: string, lines: readonly PictureLine[], texts: Texts) => Promise<Buffer>;

/** Draws one PNG: the plan's weeks with its briefs on their days. */
export function planPicture(): DrawPlan {
  const draw = pictureDrawer();
  return (theme, lines, texts) => {
    const { nodes, height } = planNodes(theme, lines, texts);
    return draw(nodes, { width: PICTURE_WIDTH, height });
  };
}

/** Everything on the picture as a flat list of placed boxes and words. Pure. */
export function planNodes(
  theme: string,
  lines: readonly PictureLine[],
  texts: Texts,
): { nodes: Node[]; height: number } {
  const kept = withoutSameHeads(byDay(lines.filter((line) => line.status !== 'dropped')));
  const hasWeekend = kept.some((line) => weekdayOf(line.day) > WEEK_DAYS);
  const columns = hasWeekend ? 7 : WEEK_DAYS;
  const weeks = weeksOf(kept);
  const shown = weeks.slice(0, MOST_WEEKS);
  const step = WIDTH / columns;
  const nodes: Node[] = [
    words(drawable(theme, 80), LEFT, 32, WIDTH, 40, { fontWeight: 700 }),
    ...legend(kept, texts),
    ...Array.from({ length: columns }, (_, at) =>
      words(weekdayName(addDays('2026-11-30', at), texts), LEFT + at * step + 8, 152, step - 8, 24, {
        color: SOFT,
        fontWeight: 700,
      }),
    ),
  ];
  let y = HEAD;
  for (const { monday, briefs } of shown) {
    const most = Math.max(
      1,
      ...Array.from({ length: columns }, (_, at) => onDay(briefs, addDays(monday, at)).length),
    );
    const height = DAY_HEAD + Math.min(most, MOST_A_DAY) * (CHIP.height + CHIP.gap) + 8;
    nodes.push(box(LEFT, y, WIDTH, 2, RAIL));
    for (let at = 0; at < columns; at += 1) {
      const day = addDays(monday, at);
      nodes.push(...dayNodes(day, onDay(briefs, day), { x: LEFT + at * step, y, step }, texts));
    }
    y += height;
  }
  const later = weeks.slice(MOST_WEEKS).reduce((sum, week) => sum + week.briefs.length, 0);
  if (later > 0) {
    nodes.push(words(texts.plans.picture.later(later), LEFT, y + 4, WIDTH, 24, { color: SOFT }));
    y += 40;
  }
  return { nodes, height: y + 16 };
}

function dayNodes(
  day: string,
  briefs: readonly PictureLine[],
  { x, y, step }: { x: number; y: number; step: number },
  texts: Texts,
): Node[] {
  const over = briefs.length - MOST_A_DAY;
  return [
    words(dateName(day, texts), x + 8, y + 8, step - 16, 22, { color: SOFT }),
    ...(over > 0
      ? [words(`+${over}`, x + step - 56, y + 8, 48, 22, { color: INK, textAlign: 'right', fontWeight: 700 })]
      : []),
    ...briefs.slice(0, MOST_A_DAY).flatMap((brief, at) => {
      const top = y + DAY_HEAD + at * (CHIP.height + CHIP.gap);
      const { waits, started } = colours[brief.type];
      const isStarted = brief.status === 'started';
      return [
        box(x + 4, top, step - 8, CHIP.height, isStarted ? started : waits),
        box(x + 4, top, 6, CHIP.height, started),
        words(drawable(brief.topic, 120), x + 18, top + 7, step - 30, 22, {
          color: isStarted ? '#ffffff' : INK,
          whiteSpace: 'normal',
          height: CHIP.height - 12,
          lineClamp: 3,
        }),
      ];
    }),
  ];
}

/** Each type that the plan has, with its colour; a darker one stands for what is started. */
function legend(lines: readonly PictureLine[], texts: Texts): Node[] {
  const types = plannedTypes.filter((type) => lines.some((line) => line.type === type));
  const entries = types.map((type) => ({ label: texts.brief.heading[type], colour: colours[type].started }));
  const isStarted = lines.some((line) => line.status === 'started');
  const parts = entries.flatMap(({ label, colour }, at): Node[] => {
    const x = LEFT + at * 220;
    return [box(x, 100, 20, 20, colour), words(label, x + 32, 94, 180, 24, { color: SOFT })];
  });
  const x = LEFT + entries.length * 220;
  return isStarted
    ? [
        ...parts,
        box(x, 100, 20, 20, INK),
        words(texts.plans.picture.started, x + 32, 94, WIDTH - (x - LEFT) - 32, 24, { color: SOFT }),
      ]
    : parts;
}

/** "Limpeza de implantes: ensaios" among others of "Limpeza de implantes": what tells them apart has little room. */
function withoutSameHeads(lines: readonly PictureLine[]): PictureLine[] {
  const heads = lines.map(({ topic }) => /^(.+?): ./.exec(topic)?.[1]);
  const shorter = lines.map((line, at) => {
    const head = heads[at];
    const isShared = head !== undefined && heads.filter((other) => other === head).length > 1;
    return isShared ? { ...line, topic: line.topic.slice(head.length + 2) } : line;
  });
  return shorter.some((line, at) => line !== lines[at]) ? withoutSameHeads(shorter) : shorter;
}

function weeksOf(lines: readonly PictureLine[]): { monday: string; briefs: PictureLine[] }[] {
  const mondays = [...new Set(lines.map(({ day }) => mondayOf(day)))];
  return mondays.map((monday) => ({ monday, briefs: lines.filter(({ day }) => mondayOf(day) === monday) }));
}

const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day));
const onDay = (lines: readonly PictureLine[], day: string) => lines.filter((line) => line.day === day);

function weekdayName(day: string, texts: Texts): string {
  return named(day, { weekday: 'short' }, texts);
}

function dateName(day: string, texts: Texts): string {
  return named(day, { day: 'numeric', month: 'short' }, texts);
}

function named(day: string, format: Intl.DateTimeFormatOptions, { locale }: Texts): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...format, timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  );
}
