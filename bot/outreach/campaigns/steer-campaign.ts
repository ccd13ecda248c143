import { folded } from '../../../platform/folded.ts';
import type { Campaign, CampaignSteered } from '../../../ports/outreach.ts';
import { type Asked, noted, onRecordingPress, tellLine } from '../../asking/press.ts';
import { answered, recorded } from '../../asking/recorded.ts';
import { clip, heading, letters, type Message, said, small } from '../../slack/blocks.ts';
import type { OutreachTexts } from '../../texts/en/outreach.ts';
import type { OutreachDesk } from '../outreach-desk.ts';
import type { Steering } from './campaign-actions.ts';
import { campaignLines } from './campaign-card.ts';

/** A press on a campaign's message: what changed is seen on it and told below it, the rest to the person alone. */
export function steerCampaignAction(desk: OutreachDesk, act: Steering) {
  return onRecordingPress(async (press, ack) => {
    const { outreach: t } = await desk.textsFor(press.teamId);
    await steer(desk, press, press.value, act, t, ack);
  });
}

/** `/outreach campaign pause|resume|end <name>`. */
export async function steerCommand(
  desk: OutreachDesk,
  asked: Asked,
  { act, words }: { act: Steering; words: string },
  t: OutreachTexts,
): Promise<void> {
  const campaigns = await answered(desk, asked.to, t, desk.outreach.listCampaigns(asked.teamId));
  if (!campaigns) return;
  const open = campaigns.filter((c) => c.status !== 'ended');
  const found = named(open, words);
  if (found.length === 1 && found[0]) return steer(desk, asked, found[0].id, act, t);
  const names = (found.length > 0 ? found : open).slice(0, 10).map((c) => clip(c.name, 80));
  const line =
    found.length > 1 || (words === '' && names.length > 0)
      ? t.campaigns.list.which(names.join('; '))
      : t.campaigns.list.none(clip(words, 80));
  await desk.tell(asked.to, letters(open.length === 0 ? t.campaigns.list.empty : line));
}

/** `/outreach campaign list`: for the person alone. */
export async function listCampaigns(desk: OutreachDesk, asked: Asked, t: OutreachTexts): Promise<void> {
  const campaigns = await answered(desk, asked.to, t, desk.outreach.listCampaigns(asked.teamId));
  if (campaigns) await desk.tell(asked.to, campaignList(campaigns, t));
}

/** Two blocks each; a message holds 50. */
const SHOWN = 15;

function campaignList(campaigns: Campaign[], t: OutreachTexts): Message {
  const { list } = t.campaigns;
  if (campaigns.length === 0) return { text: list.empty, blocks: [said(list.empty)] };
  const title = list.heading(campaigns.length);
  return {
    text: title,
    blocks: [
      heading(title),
      ...campaigns
        .slice(0, SHOWN)
        .flatMap((campaign) => [
          ...letters(campaign.name).blocks,
          small([...campaignLines(campaign, t), `<#${campaign.channel_id}>`].join('\n')),
        ]),
      ...(campaigns.length > SHOWN ? [small(list.more(campaigns.length - SHOWN))] : []),
    ],
  };
}

/** By the whole name, else by how it begins. */
function named(campaigns: Campaign[], words: string): Campaign[] {
  const said = folded(words.replaceAll(/["“”«»„]/gu, '').trim());
  if (said === '') return campaigns.length === 1 ? campaigns : [];
  const exact = campaigns.filter((c) => folded(c.name) === said);
  return exact.length > 0 ? exact : campaigns.filter((c) => folded(c.name).startsWith(said));
}

async function steer(
  desk: OutreachDesk,
  asked: Asked,
  campaignId: string,
  act: Steering,
  t: OutreachTexts,
  ack?: () => Promise<void>,
): Promise<void> {
  const work = noted(desk, asked).then(() => desk.outreach.steerCampaign(campaignId, asked.userId, act));
  const steered = await recorded(desk, asked.to, t, work, {
    changed: (s) => s.outcome === 'done',
    unanswered: t.campaigns.steer.notRecorded,
    ...(ack ? { ack } : {}),
  });
  if (!steered) return;
  desk.log.info('campaign_steered', {
    campaign_id: campaignId,
    user_id: asked.userId,
    code: steered.outcome,
  });
  desk.hints.outbox.wake();
  const line = steeredLine(steered, t);
  if (line !== null) await tellLine(desk, asked.to, line);
}

/** Null: it is told below the campaign's message, for all. */
function steeredLine({ outcome, reason, campaign }: CampaignSteered, t: OutreachTexts): string | null {
  const s = t.campaigns.steer;
  if (outcome === 'not_allowed') return reason === 'guest' ? s.guest : s.notAllowed;
  if (outcome === 'not_found') return s.gone;
  if (outcome === 'wrong_state' && campaign) return s.already(t.campaigns.status[campaign.status]);
  return null;
}
