import type { KnownBlock } from '@slack/types';
import type { Proposal, ProposalList } from '../../ports/content.ts';
import { clip, type Message, plain, said, small } from '../slack/blocks.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { answerButton, causeBlocks, stateBlocks, stateOf, whatIsProposed } from './proposal-blocks.ts';

/** Newest first; a message has no room for more. */
const LEARNED_SHOWN = 5;
/** How a sample begins tells it apart. */
const SAMPLE = 200;

/** What the team's own corrections came to: proposals that wait, for admins, and what is in force. Pure. */
export function learnedMessage(
  { open, learned }: ProposalList,
  isAdmin: boolean,
  notice: KnownBlock[],
  t: KnowledgeTexts,
): Message {
  const shown = learned.slice(0, LEARNED_SHOWN);
  return {
    text: t.learned.heading,
    blocks: [
      ...notice,
      said(`*${t.learned.heading}*`),
      small(t.learned.explained),
      ...open.flatMap((proposal) => [
        said(`*${t.learned.waiting}*`),
        ...whatIsProposed(proposal, SAMPLE, t),
        ...proposal.causes.slice(0, 1).flatMap((cause) => causeBlocks(cause, t)),
        ...stateBlocks(proposal, 'list', isAdmin, t),
      ]),
      ...(shown.length > 0 ? [said(`*${t.learned.inForce(learned.length)}*`)] : []),
      ...shown.flatMap((proposal) => inForce(proposal, isAdmin, t)),
      ...(open.length + shown.length === 0 ? [said(t.learned.none)] : []),
    ],
  };
}

function inForce(proposal: Proposal, isAdmin: boolean, t: KnowledgeTexts): KnownBlock[] {
  const { rule, samples } = proposal;
  const line = plain(`“${rule ? rule.pattern : clip(samples?.[0] ?? '', SAMPLE)}”`);
  return [
    isAdmin ? { ...line, accessory: answerButton(proposal, 'revoke', 'list', t) } : line,
    small(stateOf(proposal, t)),
  ];
}
