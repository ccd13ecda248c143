import type { Loop } from '../../platform/wake/loop.ts';
import type { OutreachItem } from '../../ports/outreach.ts';
import type { Stake } from '../delivery/after-failure.ts';
import { type Place, removeDuplicates, showMessage } from '../delivery/show-message.ts';
import {
  channelName,
  type Drawings,
  deliver,
  isAbsent,
  type OutboxCalls,
  showSurface,
} from '../delivery/show-surface.ts';
import type { Message } from '../slack/blocks.ts';
import { textsOf } from '../texts/texts.ts';
import { accountNotice } from './account-notice.ts';
import { actionCard } from './action-card.ts';
import { campaignCard } from './campaigns/campaign-card.ts';
import type { OutreachDesk } from './outreach-desk.ts';

type ShowDesk = Pick<
  OutreachDesk,
  'slack' | 'outreach' | 'tell' | 'hints' | 'rounds' | 'clock' | 'random' | 'log'
> & {
  paused?(): boolean;
  calm?(): Promise<void>;
};

/** Shows in Slack what the database says of outreach: a card per action, redrawn with every change, and notices. */
export function postReleases(desk: ShowDesk): Loop {
  return deliver('outreach.outbox', callsOf(desk), releases(desk), desk);
}

export function showRelease(desk: ShowDesk, item: OutreachItem): Promise<void> {
  return showSurface(callsOf(desk), releases(desk), desk, item);
}

function callsOf({ outreach }: ShowDesk): OutboxCalls<OutreachItem> {
  return {
    ...outreach,
    // Told with the first attempt alone: the database need not know it.
    failOutbox: (item, { told: _, ...failure }) => outreach.failOutbox(item, failure),
  };
}

function releases(desk: ShowDesk): Drawings<OutreachItem> {
  return {
    show: (item) => showMessage(desk.slack, placeOf(item), messageOf(item)),
    stakeOf,
    tellOf({ action, campaign, channel_id, locale, id }, what, failure) {
      const userId = action?.author_id ?? campaign?.person_id;
      if (userId === undefined) return null;
      const { card } = textsOf(locale).outreach;
      const channel = channelName(channel_id);
      const closed =
        failure.code === 'is_archived' ? card.archived(channel) : textsOf(locale).unexpected(`outbox-${id}`);
      const line =
        what === 'unreachable'
          ? isAbsent(failure)
            ? card.notInChannel(channel)
            : closed
          : textsOf(locale).unexpected(`outbox-${id}`);
      return { userId, line };
    },
    lost: (item) => removeDuplicates(desk.slack, placeOf(item)),
    // Notices of an account come in their order; cards are independent of each other.
    laneOf: (item) => (item.kind === 'account' ? `account ${item.account?.id}` : `item ${item.id}`),
    idsOf: (item) => ({ outbox_id: item.id, ...(item.action ? { action_id: item.action.id } : {}) }),
  };
}

/**
 * A card, of an action or a campaign, that cannot be posted or edited in its channel is tried again every minute for an hour, as somebody may invite the
 * bot or open the channel again: the action waits meanwhile, which costs nothing. The author of a card that never stood
 * there is told with the first attempt.
 */
export function stakeOf({ kind, ts, attempts }: Pick<OutreachItem, 'kind' | 'ts' | 'attempts'>): Stake {
  const opens = kind !== 'account' && ts === null;
  return {
    attempts,
    opens,
    unreachable: {
      waitS: kind === 'account' ? null : 60,
      tell: opens && attempts === 1 ? 'unreachable' : null,
    },
    tellScope: false,
  };
}

function messageOf(item: OutreachItem): Message {
  const t = textsOf(item.locale).outreach;
  const { action, account, campaign, approvers } = item;
  if (item.kind === 'campaign') {
    if (!campaign) throw new Error(`Cannot show outbox item ${item.id}: it has no campaign`);
    return campaignCard(campaign, t);
  }
  if (item.kind === 'action') {
    if (!action) throw new Error(`Cannot show the card of outbox item ${item.id}: it has no action`);
    return actionCard({ action, account, approvers }, t);
  }
  if (!account || !item.event) throw new Error(`Cannot show outbox item ${item.id}: nothing happened`);
  return accountNotice(account, item.event, t);
}

function placeOf(item: OutreachItem): Place {
  const { id: outbox_id, kind, channel_id, thread_ts, ts, maybe_posted } = item;
  const event_payload = {
    outbox_id,
    kind,
    of: item.action?.id ?? item.campaign?.id ?? item.account?.id ?? '',
  };
  return {
    channel_id,
    thread_ts,
    ts,
    maybe_posted,
    mark: { event_type: 'greenlight_outreach', event_payload },
    foundBy: ['outbox_id', 'kind', 'of'],
  };
}
