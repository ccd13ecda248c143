import type { Node } from '@takumi-rs/core';
import { localOf } from '../../platform/local-time.ts';
import type { AccountStatus, ActionType } from '../../ports/outreach.ts';
import {
  placedBox as box,
  drawable,
  pictureColours,
  pictureDrawer,
  placedWords as words,
} from '../slack/placed-picture.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { dayName } from './forecast/forecast-message.ts';

export type DrawStatus = (status: AccountStatus, t: OutreachTexts) => Promise<Buffer>;

/** Slack shows it at about a third of its size: no letter below 22 px. */
export const PICTURE = { width: 1080, height: 880 } as const;
const LEFT = 44;
const WIDTH = PICTURE.width - 2 * LEFT;
const { ink: INK, soft: SOFT, rail: RAIL } = pictureColours;
/** Told apart by their lightness too, not by hue alone. */
const colours: Record<ActionType, string> = {
  send_invite: '#0b4f8a',
  send_message: '#e0862c',
  view_profile: '#6fb3d9',
  withdraw_invite: '#8c8c8c',
};

/** Draws one PNG of the day and the fortnight. */
export function statusPicture(): DrawStatus {
  const draw = pictureDrawer();
  return (status, t) => draw(statusNodes(status, t), PICTURE);
}

/** Everything on the picture as a flat list of placed boxes and words. Pure. */
export function statusNodes(status: AccountStatus, t: OutreachTexts): Node[] {
  const p = t.statusView.picture;
  const { account, today } = status;
  const { window_start, window_end, time_zone } = account.config;
  const shown = today.by_type.filter(
    (day) => day.type !== 'withdraw_invite' || day.sent + (day.quota ?? 0) > 0,
  );
  const window = `${p.window} ${window_start}-${window_end} (${drawable(time_zone, 40)})`;
  return [
    words(drawable(account.name, 60), LEFT, 32, WIDTH, 40, { fontWeight: 700 }),
    words(`${p.today}, ${dayName(today.date, t)}  ·  ${window}`, LEFT, 90, WIDTH, 24, { color: SOFT }),
    ...shown.flatMap((day, row) => dayBar(day, 150 + row * 56, t)),
    ...fortnight(status, t),
    words(`${p.next}: ${nextWords(status, t)}`, LEFT, 800, WIDTH, 26, {
      fontWeight: 700,
      whiteSpace: 'normal',
    }),
  ];
}

/** Sent of the day's quota: the type, a bar, the figures. */
function dayBar(day: AccountStatus['today']['by_type'][number], y: number, t: OutreachTexts): Node[] {
  const share = day.quota ? Math.min(1, day.sent / day.quota) : day.sent > 0 ? 1 : 0;
  const unknown = day.quota ? Math.min(1 - share, day.unknown / day.quota) : 0;
  const bar = { x: LEFT + 330, y: y + 8, width: 470, height: 20 };
  return [
    box(LEFT, y + 8, 20, 20, colours[day.type]),
    words(t.typesPlural[day.type], LEFT + 34, y, 290, 26, { color: SOFT }),
    box(bar.x, bar.y, bar.width, bar.height, RAIL),
    ...(share > 0 ? [box(bar.x, bar.y, bar.width * share, bar.height, colours[day.type])] : []),
    // Of unknown outcome: counted against the quota, not known to be sent.
    ...(unknown > 0 ? [box(bar.x + bar.width * share, bar.y, bar.width * unknown, bar.height, SOFT)] : []),
    words(t.statusView.picture.of(day.sent, day.quota), LEFT + 820, y - 2, WIDTH - 820, 30, {
      fontWeight: 700,
      textAlign: 'right',
    }),
  ];
}

const CHART = { x: LEFT, y: 440, width: WIDTH, height: 260 };

/** Columns of what was sent each day, stacked by type, with the day's summed quota as a line above. */
function fortnight(status: AccountStatus, t: OutreachTexts): Node[] {
  const p = t.statusView.picture;
  const { days } = status;
  const sums = days.map((day) => ({
    sent: day.by_type.reduce((sum, type) => sum + type.sent, 0),
    quota: day.by_type.some((type) => type.quota !== null)
      ? day.by_type.reduce((sum, type) => sum + (type.quota ?? 0), 0)
      : null,
  }));
  const top = Math.max(1, ...sums.map((day) => Math.max(day.sent, day.quota ?? 0)));
  const step = CHART.width / Math.max(1, days.length);
  const floor = CHART.y + CHART.height;
  const nodes: Node[] = [
    words(p.days, CHART.x, 392, 700, 26, { fontWeight: 700 }),
    words(`— ${p.quota}`, CHART.x + CHART.width - 240, 392, 240, 24, { color: SOFT, textAlign: 'right' }),
    box(CHART.x, floor, CHART.width, 2, RAIL),
  ];
  if (sums.every((day) => day.sent === 0)) {
    nodes.push(
      words(p.nothing, CHART.x, CHART.y + 110, CHART.width, 26, { color: SOFT, textAlign: 'center' }),
    );
  }
  for (const [i, day] of days.entries()) {
    const x = CHART.x + i * step;
    const bar = Math.min(50, step - 14);
    let y = floor;
    for (const type of day.by_type) {
      if (type.sent === 0) continue;
      const height = (type.sent / top) * (CHART.height - 36);
      y -= height;
      nodes.push(box(x + (step - bar) / 2, y, bar, height, colours[type.type]));
    }
    const { sent = 0, quota = null } = sums[i] ?? {};
    if (sent > 0) {
      nodes.push(words(String(sent), x, y - 31, step, 24, { textAlign: 'center', fontWeight: 700 }));
    }
    if (quota !== null && quota > 0) {
      const at = floor - (quota / top) * (CHART.height - 36);
      nodes.push(box(x + (step - bar) / 2 - 4, at, bar + 8, 2, INK));
    }
    const soft: Node['style'] & object = { color: SOFT, textAlign: 'center' };
    nodes.push(words(day.date.slice(8).replace(/^0/, ''), x, floor + 10, step, 24, soft));
    // The month once, and again where another begins.
    if (i === 0 || day.date.endsWith('-01')) {
      nodes.push(words(shortMonth(day.date, t), x, floor + 42, step * 2, 22, { color: SOFT }));
    }
  }
  return nodes;
}

function nextWords({ next, account }: AccountStatus, t: OutreachTexts): string {
  const p = t.statusView.picture;
  if (next === null) return p.nothingNext;
  const names: Record<string, string> = t.blockers;
  const at = Date.parse(next.at ?? '');
  const local = Number.isNaN(at) ? null : localOf(at, account.config.time_zone);
  const when = local ? p.nextAt(`${local.date} ${local.time}`) : t.card.planning;
  if (next.blocked_by === null) return when;
  return `${names[next.blocked_by] ?? next.blocked_by}${local ? ` (${when})` : ''}`;
}

function shortMonth(date: string, t: OutreachTexts): string {
  const at = Date.parse(`${date}T12:00:00Z`);
  if (Number.isNaN(at)) return '';
  return new Intl.DateTimeFormat(t.locale, { month: 'short', timeZone: 'UTC' }).format(at);
}
