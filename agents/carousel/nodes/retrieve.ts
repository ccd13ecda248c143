import { type Claim, type ContentForAgent, slideCount } from '../../../ports/content.ts';
import { retrieve as retrieveTopic } from '../../drafting/nodes/retrieve.ts';
import { topicWords } from '../../text/topic-words.ts';
import { offeredPictures } from '../pictures/offered-pictures.ts';
import type { CarouselNode } from '../state.ts';

/** Enough for a deck of 12 slides, few enough for any model's window. */
const MAX_PASSAGES = 16;

/** Finds what a deck can rest on, and the team's pictures that fit it. */
export function retrieve(
  content: Pick<
    ContentForAgent,
    'searchKnowledge' | 'queryWords' | 'getBrandKit' | 'getHouseRules' | 'listPictures' | 'citedPassages'
  >,
  claim: Claim,
): CarouselNode {
  return async (state) => {
    const { brief, team_id } = state;
    const [found, kept] = await Promise.all([
      retrieveTopic(content, claim, state, { most: MAX_PASSAGES }),
      content.listPictures(team_id),
    ]);
    const { subjects, passages, rules } = found;
    const pictures = offeredPictures(kept, {
      text: [topicWords(brief.topic), ...passages.map((p) => `${p.title}\n${p.text}`)].join('\n'),
      subjects,
      rules: rules.rules,
    });
    return { ...found, slides: brief.slides ?? slideCount.default, pictures };
  };
}
