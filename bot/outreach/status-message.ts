import type { KnownBlock } from '@slack/types';
import type { Account, AccountStatus, Campaign } from '../../ports/outreach.ts';
import { clip, heading, type Message, mention, safeText, said, small } from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { signal, termsBlocks } from './account-notice.ts';
import { campaignLines } from './campaigns/campaign-card.ts';
import { heldReason } from './describe-action.ts';
import { dayName } from './forecast/forecast-message.ts';
import { when } from './when.ts';

/** The figures of an account, as text; the picture shows the same ones. */
export function statusMessage(
  status: AccountStatus,
  options: { askedBy: string | null; pictureId: string | null; campaigns: Campaign[] },
  t: OutreachTexts,
): Message {
  const { account } = status;
  const s = t.statusView;
  const title = s.heading(account.name);
  const { window_start, window_end, time_zone } = account.config;
  const blocks: KnownBlock[] = [
    heading(title),
    ...(options.pictureId === null
      ? []
      : [
          {
            type: 'image' as const,
            slack_file: { id: options.pictureId },
            alt_text: clip(figures(status, t).join('; '), 1900),
          },
        ]),
    said(figures(status, t).join('\n')),
    said([nextLine(status, t), healthLine(account, t)].join('\n')),
    ...campaignBlocks(options.campaigns, t),
    ...termsBlocks(account, t),
    small(
      [
        s.owner(mention(account.owner_id), account.tier.replaceAll('_', ' ')),
        safeText(s.window(window_start, window_end, time_zone), 200),
        ...(options.askedBy === null ? [] : [s.asked(mention(options.askedBy))]),
      ].join(' · '),
    ),
  ];
  return { text: safeText(title, 200), blocks };
}

/** As many as leave room for the rest. */
const CAMPAIGNS_SHOWN = 8;

function campaignBlocks(campaigns: Campaign[], t: OutreachTexts): KnownBlock[] {
  const { list } = t.campaigns;
  return [
    ...campaigns
      .slice(0, CAMPAIGNS_SHOWN)
      .map((c) => said([`*${safeText(c.name, 100)}*`, ...campaignLines(c, t)].join('\n'))),
    ...(campaigns.length > CAMPAIGNS_SHOWN ? [small(list.more(campaigns.length - CAMPAIGNS_SHOWN))] : []),
  ];
}

/** Each type's day and week, then the fortnight. */
export function figures(status: AccountStatus, t: OutreachTexts): string[] {
  const s = t.statusView;
  const lines = status.today.by_type.map((day) => {
    const week = status.rolling_7d.find((r) => r.type === day.type);
    const more = [
      ...(day.unknown > 0 ? [s.unknown(day.unknown)] : []),
      ...(week ? [s.rolling(week.used, week.max)] : []),
    ];
    return [s.line(t.typesPlural[day.type], day.sent, day.quota), ...more].join(' · ');
  });
  return [
    `${s.today}, ${dayName(status.today.date, t)}`,
    ...lines,
    s.fourteenDays(total(status), status.answers_14d.accepted, status.answers_14d.replied),
    `${s.queued(status.queued)} · ${s.pending(status.pending_invites, status.account.config.pending_invites_max)}`,
  ];
}

function total(status: AccountStatus): number {
  return status.days.flatMap((day) => day.by_type).reduce((sum, type) => sum + type.sent, 0);
}

export function nextLine({ next }: AccountStatus, t: OutreachTexts): string {
  const s = t.statusView;
  if (next === null) return s.nothingNext;
  const held = heldReason({ blocked_by: next.blocked_by, retry_at: next.at }, t);
  if (held !== null) return s.nextHeld(held);
  const date = when(next.at, t);
  return date === '' ? t.card.planning : s.next(date);
}

export function healthLine(account: Account, t: OutreachTexts): string {
  const s = t.statusView;
  const parts = [t.accountStatus[account.status]];
  if (account.paused_at !== null) {
    parts.push(s.paused(safeText(signal(account.pause_reason ?? '', t), 300), when(account.paused_at, t)));
  }
  if (account.breaker !== null) {
    const { reason, until, needs_person } = account.breaker;
    const end = when(until, t);
    parts.push(s.breaker(signal(reason, t)));
    if (end !== '') parts.push(s.breakerUntil(end));
    if (needs_person) parts.push(s.breakerNeedsPerson);
  }
  if (account.terms_acknowledged_at === null) parts.push(s.termsMissing);
  return `*${s.health}*: ${parts.join('; ')}`;
}
