import { type BaseCheckpointSaver, START, StateGraph } from '@langchain/langgraph';
import {
  afterCheck,
  afterJudge,
  afterOffer,
  afterUnderstanding,
  unlessOffered,
  unlessRepaired,
  unlessStopped,
  unlessTakenBack,
} from '../drafting/edges.ts';
import { orFinish, orLeaveOut } from '../drafting/left-out.ts';
import { awaitReview } from '../drafting/nodes/await-review.ts';
import { giveUp } from '../drafting/nodes/give-up.ts';
import { offerLanguage } from '../drafting/nodes/offer-language.ts';
import { readMaterial } from '../drafting/nodes/read-material.ts';
import { recall } from '../drafting/nodes/recall.ts';
import { takeBack } from '../drafting/nodes/take-back.ts';
import { understand } from '../drafting/nodes/understand.ts';
import { orTakeBack } from '../drafting/or-take-back.ts';
import { shownDeck } from './draft-content.ts';
import { check } from './nodes/check.ts';
import { finish } from './nodes/finish.ts';
import { afterReview, heedRules } from './nodes/heed-rules.ts';
import { judge } from './nodes/judge.ts';
import { judgeQuotes } from './nodes/judge-quotes.ts';
import { mend } from './nodes/mend.ts';
import { plan } from './nodes/plan.ts';
import { render } from './nodes/render.ts';
import { repair } from './nodes/repair.ts';
import { retrieve } from './nodes/retrieve.ts';
import { afterRevision, revise } from './nodes/revise.ts';
import { takeHand } from './nodes/take-hand.ts';
import { deckAsSubject } from './nodes/understand.ts';
import { write } from './nodes/write.ts';
import { type CarouselNode, type CarouselTools, carouselState } from './state.ts';

/** Raise it when a waiting thread could not go on with the new graph: a node renamed, a field without a default. */
export const GRAPH_VERSION = 3;

/**
 * read-material, retrieve, offer-language where only the other language has the subject, plan, write, check, judge,
 * judge-quotes, render, await-review. What check, the judgements or render find goes to repair and back, sentences that sound like a
 * machine's to mend and back, once; when no repair is left, the version is shown closed for approval. What a
 * person asks for by a button goes to revise and back, unless the rules forbid it or the model refuses; give-up ends a
 * job that has no draft. Replies in the thread go to recall and understand, and from there to revise, or back to waiting
 * with the same text; take-back does so when a wish cannot be met, or when a node fails on it for good. A version that a
 * person made goes from take-hand to check, judge-quotes without a model, and render. At a cap people may have a written
 * deck finished: what calls a model is left out, and finish leads to render.
 */
export function carouselGraph(tools: CarouselTools, checkpointer: BaseCheckpointSaver) {
  const { askModel, content, renderer, claim, attempt, speaks, today } = tools;
  const keeps = (node: CarouselNode) => orTakeBack(node, attempt);
  return new StateGraph(carouselState)
    .addNode('read-material', readMaterial(content, claim, speaks))
    .addNode('retrieve', retrieve(content, claim))
    .addNode('offer-language', offerLanguage(content, claim, speaks, attempt))
    .addNode('plan', plan(askModel, attempt))
    .addNode('write', write(askModel))
    .addNode('check', keeps(check(attempt)))
    .addNode('judge', orLeaveOut('judgement', keeps(judge(askModel, attempt)), attempt))
    .addNode('judge-quotes', orLeaveOut('quotes', keeps(judgeQuotes(askModel, attempt)), attempt))
    .addNode('repair', orLeaveOut('corrections', keeps(repair(askModel)), attempt))
    .addNode('mend', orLeaveOut('style', keeps(mend(askModel)), attempt))
    .addNode('finish', finish(attempt))
    .addNode('render', keeps(render(renderer, content, claim, attempt)))
    .addNode('await-review', awaitReview(today, shownDeck))
    .addNode('take-hand', keeps(takeHand(content, claim)))
    .addNode('heed-rules', heedRules(tools))
    .addNode('recall', keeps(recall(content, claim)))
    .addNode('understand', keeps(understand(tools, deckAsSubject)))
    .addNode('revise', keeps(revise(tools)))
    .addNode('take-back', takeBack(content, claim, speaks))
    .addNode('give-up', giveUp(attempt))
    .addEdge(START, 'read-material')
    .addEdge('read-material', 'retrieve')
    .addConditionalEdges('retrieve', ...unlessOffered('plan'))
    .addConditionalEdges('offer-language', ...afterOffer('plan'))
    .addConditionalEdges('plan', ...unlessStopped('write'))
    .addEdge('write', 'check')
    .addConditionalEdges('check', ...afterCheck('render'))
    .addConditionalEdges('judge', ...orFinish(afterJudge('render')))
    .addConditionalEdges('judge-quotes', ...orFinish(unlessRepaired('render')))
    .addConditionalEdges('mend', ...orFinish(unlessTakenBack('check')))
    .addConditionalEdges('repair', ...orFinish(unlessTakenBack('check')))
    .addConditionalEdges('finish', ...unlessTakenBack('render'))
    .addConditionalEdges('render', ...unlessRepaired('await-review'))
    .addConditionalEdges('await-review', ...afterReview())
    .addConditionalEdges('take-hand', ...unlessTakenBack('check'))
    .addConditionalEdges('heed-rules', ...afterUnderstanding())
    .addConditionalEdges('recall', ...unlessTakenBack('understand'))
    .addConditionalEdges('understand', ...afterUnderstanding())
    .addConditionalEdges('revise', ...afterRevision())
    .addEdge('take-back', 'await-review')
    .addEdge('give-up', 'read-material')
    .compile({ checkpointer });
}
