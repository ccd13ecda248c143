import type { Claim, ContentForAgent } from '../../../ports/content.ts';
import { deck as deckShape } from '../../../ports/model-tasks.ts';
import { slideTexts } from '../../design/slide-text.ts';
import { takeHand as takeHandOf } from '../../drafting/nodes/take-hand.ts';
import { stillOffered } from '../pictures/offered-pictures.ts';
import type { CarouselState } from '../state.ts';

/** The deck that a person made. A restored slide may show a picture that no version since has shown. */
export function takeHand(
  content: Parameters<typeof takeHandOf>[0] & Pick<ContentForAgent, 'listPictures'>,
  claim: Claim,
) {
  return takeHandOf(content, claim, async (state: CarouselState, hand, { rules }) => {
    const deck = deckShape.parse(hand.content);
    const kept = await content.listPictures(state.team_id);
    const known = new Map([...kept, ...state.pictures].map((picture) => [picture.id, picture]));
    const text = deck.slides.flatMap(slideTexts).join('\n');
    const pictures = stillOffered([...known.values()], kept, deck, { text, subjects: state.subjects, rules });
    return { deck, slides: deck.slides.length, pictures };
  });
}
