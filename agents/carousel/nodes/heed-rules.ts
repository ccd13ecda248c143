import type { ContentForAgent } from '../../../ports/content.ts';
import { refuseWish } from '../../drafting/conversation/refuse-wish.ts';
import { turnOfReview } from '../../drafting/conversation/turn.ts';
import { rulesFor } from '../../drafting/rules-for.ts';
import { type CarouselNode, have } from '../state.ts';
import type { CarouselTools } from '../tools.ts';

/** Holds the words of Request changes against the rules of today; what they forbid leaves the version as it waits. */
export function heedRules({
  content,
  claim,
  speaks,
}: Pick<CarouselTools, 'claim' | 'speaks'> & {
  content: Pick<ContentForAgent, 'getHouseRules' | 'recordReply'>;
}): CarouselNode {
  return async (state) => {
    const { rules } = await content.getHouseRules(state.team_id);
    const binding = rulesFor(rules, have(state, 'language'));
    const turn = turnOfReview(have(state, 'decision'));
    return { wanted: (await refuseWish({ content, claim, speaks }, turn, binding)) ? 'wait' : 'change' };
  };
}
