import type { ContentForAgent } from '../../../ports/content.ts';
import { refuseWish } from '../../drafting/conversation/refuse-wish.ts';
import { turnOfReview } from '../../drafting/conversation/turn.ts';
import type { Edge } from '../../drafting/edges.ts';
import { rulesFor } from '../../drafting/rules-for.ts';
import { have } from '../../drafting/state.ts';
import type { CarouselNode, CarouselState, CarouselTools } from '../state.ts';

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
    const isRefused = await refuseWish({ content, claim, speaks }, turn, binding);
    return { wanted: { next: isRefused ? 'wait' : 'change', changes: [] } };
  };
}

/** Replies are understood first; a button's words name what to change themselves. What a person made is taken as it is. */
export function afterReview(): Edge<'take-hand' | 'recall' | 'heed-rules', CarouselState> {
  const decide = ({ hand, turn }: CarouselState) => {
    if (hand) return 'take-hand';
    return turn ? 'recall' : 'heed-rules';
  };
  return [decide, ['take-hand', 'recall', 'heed-rules']];
}
