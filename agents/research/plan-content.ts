import type { ResearchPlan } from '../../ports/content.ts';
import { have } from '../drafting/state.ts';
import { isOffline } from '../models/prices.ts';
import { roundsOf } from './estimate.ts';
import type { ResearchState } from './state.ts';

/** The plan as people see it and as its hash covers it. Pure: the same state gives the same bytes. */
export function planContent(state: ResearchState): ResearchPlan {
  return {
    kind: 'questions',
    language: have(state, 'language'),
    questions: state.questions,
    urls: state.brief.urls,
    providers: state.providers,
    rounds: roundsOf(state),
    estimate: have(state, 'estimate'),
    model: state.model,
    offline: isOffline(state.model),
  };
}
