import { type BaseCheckpointSaver, START, StateGraph } from '@langchain/langgraph';
import { orTakeBack } from '../drafting/conversation/or-take-back.ts';
import { from, offerLanguage } from '../drafting/topic/language-offer.ts';
import { type Attempt, gaveUp } from '../runner/attempt.ts';
import { hasDraft } from './has-draft.ts';
import { awaitReview } from './nodes/await-review.ts';
import { giveUp } from './nodes/give-up.ts';
import { heedRules } from './nodes/heed-rules.ts';
import { judge } from './nodes/judge.ts';
import { judgeQuotes } from './nodes/judge-quotes.ts';
import { mend } from './nodes/mend.ts';
import { plan } from './nodes/plan.ts';
import { recall } from './nodes/recall.ts';
import { render } from './nodes/render.ts';
import { repair } from './nodes/repair.ts';
import { retrieve } from './nodes/retrieve.ts';
import { review } from './nodes/review.ts';
import { revise } from './nodes/revise.ts';
import { takeBack } from './nodes/take-back.ts';
import { understand } from './nodes/understand.ts';
import { write } from './nodes/write.ts';
import { type CarouselNode, type CarouselState, carouselState } from './state.ts';
import type { CarouselTools } from './tools.ts';

/** Raise it when a waiting thread could not go on with the new graph: a node renamed, a field without a default. */
export const GRAPH_VERSION = 1;

/**
 * retrieve, offer-language where only the other language has the subject, plan, write, review, judge, judge-quotes,
 * render, await-review. What review, the judgements or render find goes to repair and back, sentences that sound like a machine's to mend
 * and back, once; when no repair is left, the version is shown closed for approval. What a person asks for by a button goes
 * to revise and back, unless the rules forbid it or the model refuses; give-up ends a job that has no draft. Replies in the thread go to recall and understand, and from
 * there to revise, or back to waiting with the same text; take-back does so when a wish cannot be met, or when a node fails
 * on it for good.
 */
export function carouselGraph(tools: CarouselTools, checkpointer: BaseCheckpointSaver) {
  const { askModel, content, renderer, claim, attempt, speaks, isVerbatim, today } = tools;
  const keeps = (node: CarouselNode) => keepsDraft(node, attempt);
  return new StateGraph(carouselState)
    .addNode('retrieve', retrieve(content))
    .addNode('offer-language', async (s: CarouselState) =>
      from('retrieve', await offerLanguage(content, claim, attempt, speaks)(s)),
    )
    .addNode('plan', plan(askModel, attempt))
    .addNode('write', write(askModel))
    .addNode('review', keeps(review(isVerbatim, attempt)))
    .addNode('judge', keeps(judge(askModel, attempt)))
    .addNode('judge-quotes', keeps(judgeQuotes(askModel, attempt)))
    .addNode('repair', keeps(repair(askModel)))
    .addNode('mend', keeps(mend(askModel)))
    .addNode('render', keeps(render(renderer, content, claim, attempt)))
    .addNode('await-review', awaitReview(today))
    .addNode('heed-rules', heedRules(tools))
    .addNode('recall', keeps(recall(content, claim)))
    .addNode('understand', keeps(understand(tools)))
    .addNode('revise', keeps(revise(askModel, content, claim, attempt)))
    .addNode('take-back', takeBack(content, claim, speaks))
    .addNode('give-up', giveUp(attempt))
    .addEdge(START, 'retrieve')
    .addConditionalEdges('retrieve', (s: CarouselState) => (s.offer ? 'offer-language' : 'plan'), [
      'offer-language',
      'plan',
    ])
    .addConditionalEdges('offer-language', afterOffer, ['offer-language', 'give-up', 'plan'])
    .addConditionalEdges('plan', (s: CarouselState) => (s.stopped ? 'give-up' : 'write'), [
      'give-up',
      'write',
    ])
    .addEdge('write', 'review')
    .addConditionalEdges('review', (s: CarouselState) => afterCheck(s, afterFindings(s)), [
      'repair',
      'take-back',
      'mend',
      'judge',
      'render',
    ])
    .addConditionalEdges(
      'judge',
      (s: CarouselState) => afterCheck(s, s.blocking.length > 0 ? 'render' : 'judge-quotes'),
      ['repair', 'take-back', 'judge-quotes', 'render'],
    )
    .addConditionalEdges('judge-quotes', (s: CarouselState) => afterCheck(s, 'render'), [
      'repair',
      'take-back',
      'render',
    ])
    .addConditionalEdges('mend', (s: CarouselState) => unlessTakenBack(s, 'review'), ['take-back', 'review'])
    .addConditionalEdges('repair', (s: CarouselState) => unlessTakenBack(s, 'review'), [
      'take-back',
      'review',
    ])
    .addConditionalEdges('render', (s: CarouselState) => afterCheck(s, 'await-review'), [
      'repair',
      'take-back',
      'await-review',
    ])
    .addConditionalEdges('await-review', (s: CarouselState) => (s.turn ? 'recall' : 'heed-rules'), [
      'recall',
      'heed-rules',
    ])
    .addConditionalEdges(
      'heed-rules',
      (s: CarouselState) => (s.wanted === 'wait' ? 'await-review' : 'revise'),
      ['await-review', 'revise'],
    )
    .addConditionalEdges('recall', (s: CarouselState) => unlessTakenBack(s, 'understand'), [
      'take-back',
      'understand',
    ])
    .addConditionalEdges(
      'understand',
      (s: CarouselState) => unlessTakenBack(s, s.wanted === 'change' ? 'revise' : 'await-review'),
      ['take-back', 'revise', 'await-review'],
    )
    .addConditionalEdges(
      'revise',
      (s: CarouselState) => unlessTakenBack(s, s.wanted === 'wait' ? 'await-review' : 'review'),
      ['take-back', 'review', 'await-review'],
    )
    .addEdge('take-back', 'await-review')
    .addConditionalEdges('give-up', (s: CarouselState) => s.stopped?.from ?? 'retrieve', [
      'retrieve',
      'write',
      'revise',
    ])
    .compile({ checkpointer });
}

function afterOffer({ stopped, offer }: CarouselState): 'offer-language' | 'give-up' | 'plan' {
  if (stopped) return 'give-up';
  return offer ? 'offer-language' : 'plan';
}

function afterCheck<T extends string>(state: CarouselState, passed: T): 'take-back' | 'repair' | T {
  if (state.stopped) return 'take-back';
  return state.issues.length > 0 ? 'repair' : passed;
}

/** What is closed for approval already needs no other word, and no judgement. */
function afterFindings({ blocking, to_mend }: CarouselState): 'mend' | 'judge' | 'render' {
  if (blocking.length > 0) return 'render';
  return to_mend.length > 0 ? 'mend' : 'judge';
}

/** A reply that came to nothing leaves the version waiting that waited before. */
function unlessTakenBack<T extends string>(state: CarouselState, next: T): 'take-back' | T {
  return state.stopped && hasDraft(state) ? 'take-back' : next;
}

/** A node whose failure on a reply leaves that version as it is. */
function keepsDraft(node: CarouselNode, attempt: Attempt): CarouselNode {
  return orTakeBack(node, attempt, hasDraft, (failure) => ({
    stopped: { ...gaveUp(attempt), from: 'revise', ...failure },
  }));
}
