import type { WebClient } from '@slack/web-api';
import type { Loop } from '../../platform/wake/loop.ts';
import type { ProposalMessage } from '../../ports/content.ts';
import type { ContentDesk } from '../content-desk.ts';
import { type Place, removeDuplicates, showMessage } from '../delivery/show-message.ts';
import {
  type DeliveryDesk,
  type Drawings,
  deliver,
  NotShown,
  type OutboxCalls,
} from '../delivery/show-surface.ts';
import { directChannel } from '../slack/direct-channel.ts';
import { textsOf } from '../texts/texts.ts';
import { proposalMessage } from './proposal-message.ts';

type ShowDesk = DeliveryDesk & Pick<ContentDesk, 'slack' | 'content'>;
/** In a conversation of two, which Slack knows by the person. */
type Item = ProposalMessage & { channel_id: string; response_url: null };

/** Tells admins in direct messages what the team's corrections came to, once each, and follows what is decided. */
export function postProposals(desk: ShowDesk): Loop {
  return deliver('content.proposals', callsOf(desk), proposals(desk), desk);
}

function callsOf({ content }: ShowDesk): OutboxCalls<Item> {
  return {
    claimOutbox: async (worker, limit) => {
      const items = await content.claimProposalMessages(worker, limit);
      return items.map((item) => ({ ...item, channel_id: item.person_id, response_url: null }));
    },
    settleOutbox: content.settleProposalMessage,
    failOutbox: (item, { code, retry_in_s, maybe_posted }) =>
      content.failProposalMessage(item, { code, retry_in_s, maybe_posted }),
  };
}

function proposals({ slack }: ShowDesk): Drawings<Item> {
  return {
    async show(item) {
      // The role was taken away before anything was posted.
      if (item.ts === null && !item.is_admin) throw new NotShown('no_admin', null);
      const t = textsOf(item.locale).knowledge;
      return showMessage(slack, await placeOf(slack, item), proposalMessage(item.proposal, item.is_admin, t));
    },
    // Other admins get theirs, and the list of rules shows it: a person who takes no messages is left alone.
    stakeOf: ({ attempts }) => ({
      attempts,
      opens: false,
      unreachable: { waitS: null, tell: null },
      tellScope: false,
    }),
    tellOf: () => null,
    lost: async (item) => removeDuplicates(slack, await placeOf(slack, item)),
    laneOf: (item) => `proposal message ${item.id}`,
    idsOf: (item) => ({ proposal_message_id: item.id, proposal_id: item.proposal.id }),
  };
}

async function placeOf(slack: WebClient, item: Item): Promise<Place> {
  const event_payload = { proposal_message_id: item.id };
  return {
    channel_id: await directChannel(slack, item.person_id),
    thread_ts: null,
    ts: item.ts,
    maybe_posted: item.maybe_posted,
    mark: { event_type: 'greenlight_proposal', event_payload },
    foundBy: ['proposal_message_id'],
  };
}
