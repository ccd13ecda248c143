import type { KnownBlock } from '@slack/types';
import type { Campaign, CampaignStep } from '../../../ports/outreach.ts';
import {
  actions,
  button,
  confirmation,
  heading,
  type Message,
  mention,
  safeText,
  said,
  small,
} from '../../slack/blocks.ts';
import type { OutreachTexts } from '../../texts/en/outreach.ts';
import { when } from '../when.ts';
import { campaignActions } from './campaign-actions.ts';
import { likelyRate } from './likely-rate.ts';

/** The message of a campaign, drawn only from the database's state; what happens is told below it. */
export function campaignCard(campaign: Campaign, t: OutreachTexts): Message {
  const c = t.campaigns;
  const name = safeText(campaign.name, 100);
  return {
    text: c.card.fallback(name, c.status[campaign.status]),
    blocks: [
      heading(c.card.heading(campaign.name)),
      said(campaignLines(campaign, t).join('\n')),
      said(stepLines(campaign, t).join('\n')),
      ...noteBlocks(campaign, t),
      small(
        [
          c.card.by(mention(campaign.person_id), safeText(campaign.account_name, 100)),
          c.card.limits(campaign.per_company_week, campaign.weight),
          ...(campaign.stop_on.includes('company_reply') ? [c.card.companyReply] : []),
        ].join(' · '),
      ),
      ...steering(campaign, t),
    ],
  };
}

/** Where its people are, who accepted and replied, and who is left out. */
export function campaignLines(campaign: Campaign, t: OutreachTexts): string[] {
  const c = t.campaigns;
  const places = (['drafting', 'ready', 'active', 'replied', 'finished'] as const).flatMap((place) => {
    const n = campaign.by_status[place] ?? 0;
    return n === 0 ? [] : [`${n} ${c.card.places[place]}`];
  });
  return [
    c.card.standing(c.status[campaign.status], campaign.people),
    ...(places.length > 0 ? [places.join(' · ')] : []),
    ...rateLines(campaign, t),
    ...(Object.keys(campaign.reasons).length > 0 ? [leftOutWords(campaign.reasons, t)] : []),
  ];
}

/** With how far a rate of so few people can be trusted. */
function rateLines(campaign: Campaign, t: OutreachTexts): string[] {
  const c = t.campaigns.card;
  const range = (part: number, of: number) => {
    const { rate, low, high } = likelyRate(part, of);
    return c.range(rate, low, high);
  };
  const { accepted, invited, replied, written_to } = campaign;
  if (written_to === 0) return campaign.status === 'drafting' ? [] : [c.nothingYet];
  return [
    ...(invited > 0 ? [c.accepted(accepted, invited, range(accepted, invited))] : []),
    c.replied(replied, written_to, range(replied, written_to)),
  ];
}

/** `3 connected already, 1 must not be contacted`, most first. */
export function leftOutWords(reasons: Record<string, number>, t: OutreachTexts): string {
  const names = t.campaigns.leftOut;
  const word = (code: string) =>
    (Object.hasOwn(names, code) ? names[code] : undefined) ?? t.campaigns.leftOutOther(safeText(code, 60));
  return Object.entries(reasons)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 12)
    .map(([code, n]) => `${n} ${word(code)}`)
    .join(', ');
}

function stepLines(campaign: Campaign, t: OutreachTexts): string[] {
  return campaign.steps.map((step, i) => {
    const sent = campaign.sent[String(i + 1)] ?? 0;
    return t.campaigns.card.step(i + 1, stepWords(step, i, t), sent);
  });
}

function stepWords(step: CampaignStep, place: number, t: OutreachTexts): string {
  const c = t.campaigns.card;
  const kind = c.kinds[step.kind === 'send_invite' && step.with_words ? 'send_invite_with_note' : step.kind];
  if (place === 0) return kind;
  return `${kind}, ${step.after === 'accepted' ? c.afterAccepted(step.wait_days) : c.after(step.wait_days)}`;
}

function noteBlocks(campaign: Campaign, t: OutreachTexts): KnownBlock[] {
  const c = t.campaigns;
  const lines = [
    ...(campaign.status === 'drafting' ? [c.card.draftingHint] : []),
    ...(campaign.status === 'ended' && campaign.end_reason !== null
      ? [c.card.ended(c.endReasons[campaign.end_reason] ?? safeText(campaign.end_reason, 100))]
      : []),
    ...(campaign.status === 'paused' && campaign.paused_by !== null
      ? [c.card.pausedBy(mention(campaign.paused_by), when(campaign.paused_at, t))]
      : []),
    ...(campaign.unknown > 0 ? [c.card.needsPerson(campaign.unknown)] : []),
    ...(campaign.status === 'running' && campaign.next_at !== null
      ? [c.card.next(when(campaign.next_at, t))]
      : []),
  ];
  return lines.length === 0 ? [] : [said(lines.join('\n'))];
}

function steering(campaign: Campaign, t: OutreachTexts): KnownBlock[] {
  const c = t.campaigns;
  if (campaign.status === 'ended') return [];
  const end = button(campaignActions.end, c.buttons.end, campaign.id, {
    style: 'danger',
    confirm: confirmation(c.confirmEnd),
  });
  return [
    actions(
      'outreach_campaign',
      campaign.status === 'paused'
        ? button(campaignActions.resume, c.buttons.resume, campaign.id)
        : button(campaignActions.pause, c.buttons.pause, campaign.id),
      end,
    ),
  ];
}
