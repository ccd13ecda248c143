import type { AskModel } from '../../models/ask-model.ts';
import type { Attempt } from '../../runner/attempt.ts';
import { postTexts, slideTexts } from '../checks/slide-texts.ts';
import { deckJudgementAnswer, readDeckJudgement } from '../deck-judgement.ts';
import { judgementPrompt } from '../prompts/judgement.ts';
import { settleIssues } from '../repairs.ts';
import { type CarouselNode, have } from '../state.ts';
import { taskCommon } from '../task-common.ts';
import type { DeckJudgementTask } from '../tasks.ts';

/**
 * Asks a model for what code cannot see: another subject than the brief's, forbidden claims in other words, contradictions.
 * Without a usable answer the job fails: a check that did not run is not passed.
 */
export function judge(askModel: AskModel, attempt: Attempt): CarouselNode {
  return async (state, { signal }) => {
    const { title, slides, post } = have(state, 'deck');
    const task: DeckJudgementTask = {
      task: 'carousel_judgement',
      // It judges what the deck says, not what it rests on.
      ...taskCommon({ ...state, passages: [] }),
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
    const { answer } = await askModel(task, deckJudgementAnswer, {
      node: 'judge',
      system: judgementPrompt,
      round: state.round,
      signal,
    });
    const found = readDeckJudgement(answer, task, { bindsSubject: state.version === 1 });
    const settled = settleIssues(state, found.issues, state.blocking, attempt);
    return { warnings: [...state.warnings, ...found.warnings], ...settled };
  };
}
