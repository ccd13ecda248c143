import { type BaseCheckpointSaver, START, StateGraph } from '@langchain/langgraph';
import {
  afterCheck,
  afterJudge,
  unlessByHand,
  unlessRepaired,
  unlessStopped,
  unlessTakenBack,
} from '../drafting/edges.ts';
import { orFinish, orLeaveOut } from '../drafting/left-out.ts';
import { awaitReview } from '../drafting/nodes/await-review.ts';
import { giveUp } from '../drafting/nodes/give-up.ts';
import { readMaterial } from '../drafting/nodes/read-material.ts';
import { recallAndSearch } from '../drafting/nodes/recall.ts';
import { takeBack } from '../drafting/nodes/take-back.ts';
import { understand } from '../drafting/nodes/understand.ts';
import { orTakeBack } from '../drafting/or-take-back.ts';
import { sideBySide } from '../drafting/side-by-side.ts';
import { shownReport } from './draft-content.ts';
import {
  afterFollowingUp,
  afterGivingUp,
  afterQuestions,
  afterQuestionWords,
  afterRecall,
  afterRetrieve,
  afterRewording,
  afterTakingBack,
  afterUnderstandingReport,
  afterWeighing,
} from './edges.ts';
import { aim } from './nodes/aim.ts';
import { check } from './nodes/check.ts';
import { confirmQuestions } from './nodes/confirm-questions.ts';
import { finish } from './nodes/finish.ts';
import { followUp } from './nodes/follow-up.ts';
import { judge } from './nodes/judge.ts';
import { judgeQuotes } from './nodes/judge-quotes.ts';
import { mend } from './nodes/mend.ts';
import { plan } from './nodes/plan.ts';
import { preview } from './nodes/preview.ts';
import { readPages } from './nodes/read-pages.ts';
import { repair } from './nodes/repair.ts';
import { retrieve } from './nodes/retrieve.ts';
import { revise } from './nodes/revise.ts';
import { reword } from './nodes/reword.ts';
import { search } from './nodes/search.ts';
import { survey } from './nodes/survey.ts';
import { takeHand } from './nodes/take-hand.ts';
import { takeNotes } from './nodes/take-notes.ts';
import { reportAsSubject } from './nodes/understand.ts';
import { questionsAsSubject } from './nodes/understand-questions.ts';
import { weigh } from './nodes/weigh.ts';
import { write } from './nodes/write.ts';
import { type ResearchNode, type ResearchTools, researchState } from './state.ts';

/** Raise it when a waiting thread could not go on with the new graph: a node renamed, a field without a default. */
export const GRAPH_VERSION = 1;

/**
 * read-material, survey, plan, confirm-questions; aim; search, read-pages, retrieve, a branch of take-notes for each question, weigh, and
 * as long as questions are open reword and a round more; write; check, judge, judge-quotes, preview, await-review.
 *
 * What check and the judgements find goes to repair and back; sentences that sound like a machine's go to mend and back,
 * once. What people say goes to recall, is understood, and leads to other questions, or by follow-up to revise: by way of
 * another round where a wish needs something to be looked for. take-back leaves what people saw as it was when a wish
 * cannot be met. One that a person made goes from take-hand to check, judge-quotes without a model, and preview. At a cap people may
 * have it finished: what calls a model is left out, notes stand in for a report that is not written, and finish leads to
 * preview. give-up ends a job that found nothing.
 */
export function researchGraph(tools: ResearchTools, checkpointer: BaseCheckpointSaver) {
  const { askModel, content, claim, attempt, speaks, readPage, web, today } = tools;
  const keeps = (node: ResearchNode) => orTakeBack(node, attempt);
  return new StateGraph(researchState)
    .addNode('read-material', readMaterial(content, claim, speaks))
    .addNode('survey', survey(tools))
    .addNode('plan', keeps(plan(tools)))
    .addNode('confirm-questions', confirmQuestions(today, attempt))
    .addNode('recall', keeps(recallAndSearch(content, claim)))
    .addNode('understand-questions', keeps(understand(tools, questionsAsSubject)))
    .addNode('aim', aim())
    .addNode('search', keeps(search(web, attempt)))
    .addNode('read-pages', keeps(readPages(readPage, content, claim)))
    .addNode('retrieve', keeps(retrieve(content)))
    .addNode('take-notes', takeNotes(askModel, sideBySide(), attempt))
    .addNode('weigh', keeps(weigh(askModel, attempt)))
    .addNode('reword', reword(tools))
    .addNode('write', write(askModel, attempt))
    .addNode('check', keeps(check(attempt)))
    .addNode('judge', orLeaveOut('judgement', keeps(judge(askModel, attempt)), attempt))
    .addNode('judge-quotes', orLeaveOut('quotes', keeps(judgeQuotes(askModel, attempt)), attempt))
    .addNode('repair', orLeaveOut('corrections', keeps(repair(tools)), attempt))
    .addNode('mend', orLeaveOut('style', keeps(mend(askModel)), attempt))
    .addNode('finish', finish(attempt))
    .addNode('preview', keeps(preview(tools)))
    .addNode('await-review', awaitReview(today, shownReport))
    .addNode('take-hand', keeps(takeHand(content, claim)))
    .addNode('understand', keeps(understand(tools, reportAsSubject)))
    .addNode('follow-up', keeps(followUp(askModel)))
    .addNode('revise', keeps(revise(tools)))
    .addNode('take-back', takeBack(content, claim, speaks, 'questions'))
    .addNode('give-up', giveUp(attempt))
    .addEdge(START, 'read-material')
    .addEdge('read-material', 'survey')
    .addEdge('survey', 'plan')
    .addConditionalEdges('plan', ...unlessStopped('confirm-questions'))
    .addConditionalEdges('confirm-questions', afterQuestions, ['give-up', 'recall', 'aim'])
    .addConditionalEdges('recall', afterRecall, ['take-back', 'plan', 'understand-questions', 'understand'])
    .addConditionalEdges('understand-questions', afterQuestionWords, [
      'take-back',
      'plan',
      'aim',
      'confirm-questions',
    ])
    .addEdge('aim', 'search')
    .addConditionalEdges('search', ...unlessTakenBack('read-pages'))
    .addConditionalEdges('read-pages', ...unlessTakenBack('retrieve'))
    .addConditionalEdges('retrieve', afterRetrieve, ['take-back', 'take-notes', 'weigh'])
    .addEdge('take-notes', 'weigh')
    .addConditionalEdges('weigh', afterWeighing, ['give-up', 'take-back', 'reword', 'write', 'revise'])
    .addConditionalEdges('reword', afterRewording, ['give-up', 'search', 'write'])
    .addEdge('write', 'check')
    .addConditionalEdges('check', ...afterCheck('preview'))
    .addConditionalEdges('mend', ...orFinish(unlessTakenBack('check')))
    .addConditionalEdges('judge', ...orFinish(afterJudge('preview')))
    .addConditionalEdges('judge-quotes', ...orFinish(unlessRepaired('preview')))
    .addConditionalEdges('repair', ...orFinish(unlessTakenBack('check')))
    .addConditionalEdges('finish', ...unlessTakenBack('preview'))
    .addConditionalEdges('preview', ...unlessTakenBack('await-review'))
    .addConditionalEdges('take-back', afterTakingBack, ['await-review', 'confirm-questions'])
    .addConditionalEdges('await-review', ...unlessByHand('recall'))
    .addConditionalEdges('take-hand', ...unlessTakenBack('check'))
    .addConditionalEdges('understand', afterUnderstandingReport, ['take-back', 'follow-up', 'await-review'])
    .addConditionalEdges('follow-up', afterFollowingUp, ['take-back', 'search', 'revise'])
    .addConditionalEdges('revise', ...unlessTakenBack('check'))
    .addConditionalEdges('give-up', afterGivingUp, ['plan', 'aim'])
    .compile({ checkpointer });
}
