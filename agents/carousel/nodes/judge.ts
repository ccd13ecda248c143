import type { SlideFinding } from '../../../ports/content.ts';
import { type DeckJudgement, type DeckJudgementTask, deckJudgement } from '../../../ports/model-tasks.ts';
import { slideTexts } from '../../design/slide-text.ts';
import { judge as judgeDraft } from '../../drafting/nodes/judge.ts';
import { have } from '../../drafting/state.ts';
import type { AskModel } from '../../models/ask-model.ts';
import type { Attempt } from '../../runner/attempt.ts';
import { postTexts } from '../checks/all-texts.ts';
import { readDeckJudgement } from '../deck-judgement.ts';
import { deckMaterial } from '../deck-material.ts';
import { judgementPrompt } from '../prompts/judgement.ts';
import type { CarouselState } from '../state.ts';

export function judge(askModel: AskModel, attempt: Attempt) {
  return judgeDraft<SlideFinding, CarouselState, DeckJudgementTask, DeckJudgement>(askModel, attempt, {
    task: judgementTask,
    answer: deckJudgement,
    system: judgementPrompt,
    read: readDeckJudgement,
  });
}

function judgementTask(state: CarouselState): DeckJudgementTask {
  const { title, slides, post } = have(state, 'deck');
  return {
    task: 'carousel_judgement',
    // It judges what the deck says, not what it rests on.
    ...deckMaterial({ ...state, passages: [] }),
    deck: {
      title,
      slides: slides.map((slide, at) => ({
        number: at + 1,
        layout: slide.layout,
        text: slideTexts(slide).join('\n'),
      })),
      post: postTexts(post).join('\n'),
    },
  };
}
