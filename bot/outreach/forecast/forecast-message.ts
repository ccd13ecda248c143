import type { KnownBlock } from '@slack/types';
import { actionTypes } from '../../../ports/outreach.ts';
import { bulleted, clip, heading, type Message, mention, safeText, said, small } from '../../slack/blocks.ts';
import type { OutreachTexts } from '../../texts/en/outreach.ts';
import type { Foreseen } from './foresee.ts';

/** The picture's figures as text, day by day, and what a picture has no room for. */
export function forecastMessage(
  foreseen: Foreseen,
  options: { askedBy: string | null; pictureId: string | null },
  t: OutreachTexts,
): Message {
  const f = t.forecast;
  const title = f.heading(foreseen.account.name, foreseen.days);
  const lines = summary(foreseen, t);
  const campaigns = campaignLines(foreseen, t);
  const blocks: KnownBlock[] = [
    heading(title),
    ...(options.pictureId === null
      ? []
      : [
          {
            type: 'image' as const,
            slack_file: { id: options.pictureId },
            alt_text: clip(f.alt(foreseen.account.name, foreseen.days), 1900),
          },
        ]),
    said(lines.join('\n')),
    ...(campaigns.length > 0 ? [bulleted(campaigns.slice(0, 20))] : []),
    bulleted(dayLines(foreseen, t)),
    small(
      [f.method, ...(options.askedBy === null ? [] : [t.statusView.asked(mention(options.askedBy))])].join(
        ' · ',
      ),
    ),
  ];
  return { text: safeText(title, 200), blocks };
}

function summary({ forecast, account, input, isProposed }: Foreseen, t: OutreachTexts): string[] {
  const f = t.forecast;
  const { window_start, window_end, time_zone, warm_up_days } = account.config;
  const { total, waiting, held, empty, unforeseen } = forecast;
  const lines = [isProposed ? f.proposed : f.current];
  if (held !== null) lines.push(f.held(t.blockers[held]));
  if (waiting === 0) lines.push(f.nothingWaits);
  else {
    lines.push(f.total(total.low, total.high, waiting));
    if (empty.low === null) lines.push(f.notEmpty);
    else if (empty.high === null) lines.push(f.emptyOpen(dayName(empty.low, t)));
    else lines.push(f.empty(dayName(empty.low, t), dayName(empty.high, t)));
  }
  if (unforeseen > 0) lines.push(f.unforeseen(unforeseen));
  if (warm_up_days > 1 && input.sending_days < warm_up_days - 1)
    lines.push(f.warmUp(input.sending_days, warm_up_days));
  lines.push(safeText(f.hours(window_start, window_end, time_zone), 200));
  return lines;
}

export function dayLines({ forecast }: Foreseen, t: OutreachTexts): string[] {
  const f = t.forecast;
  return forecast.days.map(({ date, spans, holiday, released, quota, by_type }) => {
    const name = dayName(date, t);
    if (spans.length === 0) return f.closed(name, holiday === null ? null : clip(holiday, 80));
    const types = actionTypes
      .filter((type) => by_type[type].high > 0)
      .map((type) => f.dayType(type, by_type[type].low, by_type[type].high));
    return f.day(name, [released.low, released.high], [quota.low, quota.high], types.join(', '));
  });
}

function campaignLines({ forecast }: Foreseen, t: OutreachTexts): string[] {
  const c = t.forecast.campaign;
  const when = ({ low, high }: { low: string | null; high: string | null }) => {
    if (low === null) return c.later;
    return high === null ? c.from(dayName(low, t)) : c.between(dayName(low, t), dayName(high, t));
  };
  return forecast.campaigns.map((campaign) => {
    const name = clip(campaign.name, 80);
    const said =
      campaign.status === 'paused'
        ? c.paused(name)
        : campaign.waiting === 0
          ? c.none(name)
          : c.dates(name, when(campaign.first), when(campaign.last));
    return [
      said,
      ...(campaign.unforeseen > 0 ? [c.unforeseen(campaign.unforeseen)] : []),
      ...(campaign.drafting > 0 ? [c.drafting(campaign.drafting)] : []),
    ].join('; ');
  });
}

/** Weekday, day and month of a local date, as people here write it. */
export function dayName(date: string, t: Pick<OutreachTexts, 'locale'>): string {
  const format = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return (
    new Intl.DateTimeFormat(t.locale === 'en' ? 'en-GB' : t.locale, format)
      .format(Date.parse(`${date}T12:00:00Z`))
      // "qui., 3 de dez." would stand before a colon.
      .replaceAll('.', '')
  );
}
