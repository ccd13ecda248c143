import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Node, Renderer } from '@takumi-rs/core';
import type { AccountStatus, ActionType } from '../../ports/outreach.ts';
import { clip } from '../blocks.ts';
import type { OutreachTexts } from '../texts/outreach-texts.ts';
import { localOf } from './local-time.ts';

export type DrawStatus = (status: AccountStatus, t: OutreachTexts) => Promise<Buffer>;

export const PICTURE = { width: 1200, height: 640 } as const;
const INK = '#1d1c1d';
const SOFT = '#616061';
const RAIL = '#e8e8e8';
/** Told apart by their lightness too, not by hue alone. */
const colours: Record<ActionType, string> = {
  send_invite: '#0b4f8a',
  send_message: '#e0862c',
  view_profile: '#6fb3d9',
  withdraw_invite: '#8c8c8c',
};

const resolveFrom = createRequire(import.meta.url);
const faces = [
  { weight: 400, file: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf' },
  { weight: 700, file: '@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf' },
];

/** Draws one PNG of the day and the fortnight. Fonts are loaded with the first picture. */
export function statusPicture(): DrawStatus {
  let loading: Promise<Renderer> | undefined;
  return async (status, t) => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    const renderer = await loading;
    const root: Node = {
      type: 'container',
      style: { position: 'relative', display: 'block', ...PICTURE, backgroundColor: '#ffffff' },
      children: statusNodes(status, t),
    };
    return Buffer.from(await renderer.render(root, { ...PICTURE, format: 'png' }));
  };
}

async function load(): Promise<Renderer> {
  const renderer = new Renderer();
  for (const { weight, file } of faces) {
    await renderer.registerFont({ name: 'Inter', weight, data: readFileSync(resolveFrom.resolve(file)) });
  }
  return renderer;
}

/** Everything on the picture as a flat list of placed boxes and words. Pure. */
export function statusNodes(status: AccountStatus, t: OutreachTexts): Node[] {
  const p = t.statusView.picture;
  const { account, today } = status;
  const { window_start, window_end, time_zone } = account.config;
  const shown = today.by_type.filter(
    (day) => day.type !== 'withdraw_invite' || day.sent + (day.quota ?? 0) > 0,
  );
  return [
    words(drawable(account.name, 60), 48, 36, 1104, 34, { fontWeight: 700 }),
    words(
      `${p.today} ${today.date}  ·  ${p.window} ${window_start}-${window_end} (${drawable(time_zone, 40)})`,
      48,
      82,
      1104,
      20,
      { color: SOFT },
    ),
    ...shown.flatMap((day, i) => dayBar(day, 48 + i * (1104 / shown.length), 1104 / shown.length - 24, t)),
    ...fortnight(status, t),
    words(`${p.next}: ${nextWords(status, t)}`, 48, 590, 1104, 20, { fontWeight: 700 }),
  ];
}

/** Sent of the day's quota. */
function dayBar(
  day: AccountStatus['today']['by_type'][number],
  x: number,
  width: number,
  t: OutreachTexts,
): Node[] {
  const share = day.quota ? Math.min(1, day.sent / day.quota) : day.sent > 0 ? 1 : 0;
  const unknown = day.quota ? Math.min(1 - share, day.unknown / day.quota) : 0;
  return [
    box(x, 136, 14, 14, colours[day.type]),
    words(t.typesPlural[day.type], x + 22, 132, width - 22, 20, { color: SOFT }),
    words(t.statusView.picture.of(day.sent, day.quota), x, 158, width, 34, { fontWeight: 700 }),
    box(x, 210, width, 14, RAIL),
    ...(share > 0 ? [box(x, 210, width * share, 14, colours[day.type])] : []),
    // Of unknown outcome: counted against the quota, not known to be sent.
    ...(unknown > 0 ? [box(x + width * share, 210, width * unknown, 14, SOFT)] : []),
  ];
}

const CHART = { x: 48, y: 300, width: 1104, height: 216 };

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
  const nodes: Node[] = [
    words(p.days, CHART.x, 252, 560, 20, { fontWeight: 700 }),
    words(`— ${p.quota}`, CHART.x + CHART.width - 200, 252, 200, 18, { color: SOFT, textAlign: 'right' }),
    box(CHART.x, CHART.y + CHART.height, CHART.width, 2, RAIL),
  ];
  if (sums.every((day) => day.sent === 0)) {
    nodes.push(
      words(p.nothing, CHART.x, CHART.y + 90, CHART.width, 22, { color: SOFT, textAlign: 'center' }),
    );
  }
  for (const [i, day] of days.entries()) {
    const x = CHART.x + i * step;
    const bar = Math.min(56, step - 14);
    let y = CHART.y + CHART.height;
    for (const type of day.by_type) {
      if (type.sent === 0) continue;
      const height = (type.sent / top) * (CHART.height - 28);
      y -= height;
      nodes.push(box(x + (step - bar) / 2, y, bar, height, colours[type.type]));
    }
    const { sent = 0, quota = null } = sums[i] ?? {};
    if (sent > 0) {
      nodes.push(words(String(sent), x, y - 24, step, 18, { textAlign: 'center', fontWeight: 700 }));
    }
    if (quota !== null && quota > 0) {
      const at = CHART.y + CHART.height - (quota / top) * (CHART.height - 28);
      nodes.push(box(x + (step - bar) / 2 - 4, at, bar + 8, 2, INK));
    }
    nodes.push(
      words(shortDate(day.date, t), x, CHART.y + CHART.height + 10, step, 16, {
        color: SOFT,
        textAlign: 'center',
      }),
    );
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

function shortDate(date: string, t: OutreachTexts): string {
  const month = t.locale === 'en' ? 'short' : '2-digit';
  const at = Date.parse(`${date}T12:00:00Z`);
  if (Number.isNaN(at)) return '';
  return new Intl.DateTimeFormat(t.locale, { day: '2-digit', month, timeZone: 'UTC' }).format(at);
}

/** Only what Inter draws: of other scripts and emoji it would show boxes. The message's words have them all. */
function drawable(text: string, max: number): string {
  return clip(
    text
      .replaceAll(/\p{Extended_Pictographic}|\p{Cf}|\p{Variation_Selector}/gu, '')
      .replaceAll(/[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{M}]/gu, '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
    max,
  );
}

type Style = NonNullable<Node['style']>;

function words(text: string, x: number, y: number, width: number, size: number, style: Style = {}): Node {
  return {
    type: 'text',
    text,
    style: {
      position: 'absolute',
      left: x,
      top: y,
      width,
      fontFamily: 'Inter',
      fontSize: size,
      lineHeight: 1.2,
      color: INK,
      whiteSpace: 'nowrap',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      ...style,
    },
  };
}

function box(x: number, y: number, width: number, height: number, backgroundColor: string): Node {
  return {
    type: 'container',
    style: { position: 'absolute', left: x, top: y, width, height, backgroundColor },
  };
}
