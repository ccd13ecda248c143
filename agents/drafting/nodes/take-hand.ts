import type { Claim, ContentForAgent, HandVersion, HouseRules } from '../../../ports/content.ts';
import { addPassages } from '../add-passages.ts';
import { nextVersion } from '../next-version.ts';
import { MAX_REPAIRS } from '../settle-findings.ts';
import { type DraftingState, have } from '../state.ts';

/**
 * Takes the version that a person made, word for word, under the brand kit and rules of today. It goes to the checks as what
 * has no repair left: what they find stands beside it or closes it for approval, and no writer changes it.
 *
 * The passages that a restored or picked text cites come with it.
 *
 * @param own The draft and what else of the state is the graph's own.
 */
export function takeHand<State extends DraftingState, Own extends object>(
  content: Pick<ContentForAgent, 'readHandVersion' | 'getBrandKit' | 'getHouseRules' | 'draftWithSnapshots'>,
  claim: Claim,
  own: (state: State, hand: HandVersion, rules: HouseRules) => Own | Promise<Own>,
) {
  return async (state: State) => {
    const before: DraftingState = state;
    const { number } = have(before, 'hand');
    const [hand, brand, rules] = await Promise.all([
      content.readHandVersion(claim, number),
      content.getBrandKit(before.team_id),
      content.getHouseRules(before.team_id),
    ]);
    if (!hand) throw new Error(`Cannot draw version ${number} by hand of job "${claim.id}": there is none`);
    const from = hand.from_draft_id === null ? null : await content.draftWithSnapshots(hand.from_draft_id);
    const passages = addPassages(before.passages, from?.passages ?? [], Number.POSITIVE_INFINITY);
    return {
      ...nextVersion(before, { version: have(before, 'shown').version, note: null, brand, rules, passages }),
      repairs: MAX_REPAIRS,
      mended: true,
      scope: null,
      ...(await own(state, hand, rules)),
    };
  };
}
