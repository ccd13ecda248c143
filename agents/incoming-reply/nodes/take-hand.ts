import type { Claim, ContentForAgent } from '../../../ports/content.ts';
import { have } from '../../drafting/state.ts';
import { boundsFor } from '../answer-bounds.ts';
import { checkAnswer } from '../check-answer.ts';
import type { ReplyNode } from '../state.ts';

/** Takes the answer that a person made, word for word; what can never be sent closes it for approval. */
export function takeHand(
  content: Pick<ContentForAgent, 'readHandVersion' | 'getHouseRules'>,
  claim: Claim,
): ReplyNode {
  return async (state) => {
    const { number } = have(state, 'hand');
    const [hand, rules] = await Promise.all([
      content.readHandVersion(claim, number),
      content.getHouseRules(state.team_id),
    ]);
    if (hand?.content.kind !== 'incoming_webhook')
      throw new Error(
        `Cannot take version ${number} by hand of job "${claim.id}": there is none of an answer`,
      );
    const { answer, missing, quotes } = hand.content;
    const written =
      answer === null
        ? null
        : { text: answer, quotes: quotes.map(({ passage_id, quote }) => ({ passage_id, quote })), missing };
    const found =
      written === null
        ? { blocking: [], warnings: [] }
        : checkAnswer(written, boundsFor({ ...state, rules }), true);
    return { rules, written, ...found, hand: null };
  };
}
