import type { Proposal } from '../../ports/content.ts';
import { type Message, said, small } from '../slack/blocks.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { causeBlocks, stateBlocks, whatIsProposed } from './proposal-blocks.ts';

/** More of them say the same once more. */
const CAUSES_SHOWN = 3;

/** Tells an admin what the team corrects again and again, and asks whether it shall be a rule. Pure. */
export function proposalMessage(proposal: Proposal, isAdmin: boolean, t: KnowledgeTexts): Message {
  const title = proposal.kind === 'rule' ? t.learned.proposedRule : t.learned.proposedSamples;
  const shown = proposal.causes.slice(0, CAUSES_SHOWN);
  return {
    text: title,
    blocks: [
      said(`*${title}*`),
      ...whatIsProposed(proposal, 700, t),
      ...(shown.length > 0 ? [said(t.learned.because(proposal.causes.length))] : []),
      ...shown.flatMap((cause) => causeBlocks(cause, t)),
      ...stateBlocks(proposal, 'message', isAdmin, t),
      ...(proposal.status === 'open' ? [small(t.learned.whatFollows)] : []),
    ],
  };
}
