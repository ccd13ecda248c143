import type { Node } from '@takumi-rs/core';
import { weekdayOf } from '../../../platform/local-time.ts';
import {
  placedBox as box,
  drawable,
  pictureColours,
  pictureDrawer,
  placedWords as words,
} from '../../slack/placed-picture.ts';
import type { OutreachTexts } from '../../texts/en/outreach.ts';
import { dayName } from './forecast-message.ts';
import type { Foreseen } from './foresee.ts';

export type DrawForecast = (foreseen: Foreseen, t: OutreachTexts) => Promise<Buffer>;

/** Slack shows it at about a third of its size: no letter below 22 px. */
export const FORECAST_PICTURE = { width: 1080, height: 720 } as const;
const CHART = { x: 44, y: 190, width: 992, height: 380 } as const;
/** So wide a column holds its own figures. */
const ROOMY = 46;
const { ink: INK, soft: SOFT, rail: RAIL } = pictureColours;
const BAND = '#0b4f8a';
const ALLOWED = '#cfe0ee';
const CLOSED = '#f4f4f4';

export function forecastPicture(): DrawForecast {
  const draw = pictureDrawer();
  return (foreseen, t) => draw(forecastNodes(foreseen, t), FORECAST_PICTURE);
}

/** Each day's range as a bar from its low to its high, in front of what the limits allow. Pure. */
export function forecastNodes({ forecast, account, days, isProposed }: Foreseen, t: OutreachTexts): Node[] {
  const p = t.forecast.picture;
  const { x, y, width, height } = CHART;
  const floor = y + height;
  const top = Math.max(1, ...forecast.days.map((d) => Math.max(d.released.high, d.quota.high)));
  const of = (n: number) => (n / top) * (height - 40);
  const step = width / days;
  const bar = Math.min(46, step * 0.7);
  const { window_start, window_end, time_zone } = account.config;
  const nodes: Node[] = [
    words(drawable(account.name, 60), x, 32, width, 40, { fontWeight: 700 }),
    words(p.subtitle(days, isProposed), x, 88, 500, 26, { color: SOFT }),
    box(x, 142, 22, 22, BAND),
    words(p.released, x + 34, 138, 460, 24, { color: SOFT }),
    box(x + 520, 142, 22, 22, ALLOWED),
    words(p.quota, x + 554, 138, 430, 24, { color: SOFT }),
  ];
  for (const [i, day] of forecast.days.entries()) {
    const left = x + i * step;
    const middle = left + (step - bar) / 2;
    const isClosed = day.spans.length === 0;
    if (isClosed) nodes.push(box(left + 1, y, step - 2, height, CLOSED));
    if (day.quota.high > 0)
      nodes.push(box(middle, floor - of(day.quota.high), bar, of(day.quota.high), ALLOWED));
    const { low, high } = day.released;
    if (high > 0) {
      // A range of one number is a line.
      const from = Math.max(of(high) - of(low), 6);
      nodes.push(box(middle, floor - of(high), bar, from, BAND));
      if (step >= ROOMY) {
        const label = low === high ? `${high}` : `${low}-${high}`;
        nodes.push(
          words(label, left - 6, floor - of(high) - 32, step + 12, 22, {
            textAlign: 'center',
            fontWeight: 700,
          }),
        );
      }
    }
    const isNamed = step >= ROOMY || i === 0 || weekdayOf(day.date) === 1;
    // A first label just before a Monday's would stand under it.
    const isCrowded =
      step < ROOMY && i === 0 && forecast.days.slice(1, 4).some((d) => weekdayOf(d.date) === 1);
    if (!isNamed || isCrowded) continue;
    const [weekday = '', date = ''] = step >= ROOMY ? shortDay(day.date, t) : [shortDate(day.date, t), ''];
    const room = step >= ROOMY ? step : Math.min(step * 6, x + width - left);
    const align = step >= ROOMY ? ('center' as const) : ('left' as const);
    nodes.push(words(weekday, left, floor + 12, room, 22, { textAlign: align, color: SOFT }));
    if (date !== '')
      nodes.push(words(date, left, floor + 42, room, 22, { textAlign: align, color: isClosed ? SOFT : INK }));
  }
  nodes.push(box(x, floor, width, 2, RAIL));
  const hours = `${window_start}-${window_end} (${drawable(time_zone, 40)})`;
  nodes.push(words(hours, x + 520, 90, width - 520, 24, { color: SOFT, textAlign: 'right' }));
  nodes.push(words(drawable(emptyWords(forecast, t), 120), x, 654, width, 24, { fontWeight: 700 }));
  return nodes;
}

function emptyWords({ waiting, empty }: Foreseen['forecast'], t: OutreachTexts): string {
  const f = t.forecast;
  if (waiting === 0) return f.nothingWaits;
  if (empty.low === null) return f.notEmpty;
  return empty.high === null
    ? f.emptyOpen(dayName(empty.low, t))
    : f.empty(dayName(empty.low, t), dayName(empty.high, t));
}

function shortDay(date: string, t: OutreachTexts): [string, string] {
  const at = Date.parse(`${date}T12:00:00Z`);
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(t.locale, { ...options, timeZone: 'UTC' }).format(at);
  return [part({ weekday: 'short' }).replace('.', ''), part({ day: 'numeric' })];
}

function shortDate(date: string, t: OutreachTexts): string {
  const format = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(t.locale === 'en' ? 'en-GB' : t.locale, format).format(
    Date.parse(`${date}T12:00:00Z`),
  );
}
