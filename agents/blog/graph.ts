import { type BaseCheckpointSaver, START, StateGraph } from '@langchain/langgraph';
import {
  afterCheck,
  afterJudge,
  afterOffer,
  afterUnderstanding,
  unlessByHand,
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
import { recallAndSearch } from '../drafting/nodes/recall.ts';
import { takeBack } from '../drafting/nodes/take-back.ts';
import { understand } from '../drafting/nodes/understand.ts';
import { orTakeBack } from '../drafting/or-take-back.ts';
import { sideBySide } from '../drafting/side-by-side.ts';
import { shownArticle } from './draft-content.ts';
import { afterOutline, afterOutlineWords, afterRecall, afterTakingBack } from './edges.ts';
import { check } from './nodes/check.ts';
import { confirmOutline } from './nodes/confirm-outline.ts';
import { finish } from './nodes/finish.ts';
import { judge } from './nodes/judge.ts';
import { judgeQuotes } from './nodes/judge-quotes.ts';
import { mend } from './nodes/mend.ts';
import { preview } from './nodes/preview.ts';
import { readPages } from './nodes/read-pages.ts';
import { repair } from './nodes/repair.ts';
import { retrieve } from './nodes/retrieve.ts';
import { revise } from './nodes/revise.ts';
import { takeHand } from './nodes/take-hand.ts';
import { articleAsSubject } from './nodes/understand.ts';
import { outlineAsSubject } from './nodes/understand-outline.ts';
import { writeFrame } from './nodes/write-frame.ts';
import { writeOutline } from './nodes/write-outline.ts';
import { writeSection } from './nodes/write-section.ts';
import { writeTitles } from './nodes/write-titles.ts';
import { type BlogNode, type BlogTools, blogState } from './state.ts';

/** Raise it when a waiting thread could not go on with the new graph: a node renamed, a field without a default. */
export const GRAPH_VERSION = 3;

/**
 * read-material, read-pages, retrieve, offer-language where only the other language has the subject, write-outline, confirm-outline; a
 * branch of write-section for each section, write-introduction beside write-conclusion, write-titles; check, judge,
 * judge-quotes, preview, await-review.
 *
 * What check and the judgements find goes to repair and back; sentences that sound like a machine's go to mend and back,
 * once. What people say goes to recall, is understood, and leads to another outline, to revise, or back to waiting with
 * the same text; take-back does so when a wish cannot be met, or when a node fails on it for good. A version that does not
 * pass with no repair left is shown closed for approval. One that a person made goes from take-hand to check, judge-quotes
 * without a model, and preview. At a cap people may have a written
 * article finished: what calls a model is left out, and finish leads to preview. give-up ends a job that has no draft.
 */
export function blogGraph(tools: BlogTools, checkpointer: BaseCheckpointSaver) {
  const { askModel, content, claim, attempt, speaks, readPage, today } = tools;
  const keeps = (node: BlogNode) => orTakeBack(node, attempt);
  const together = sideBySide();
  return new StateGraph(blogState)
    .addNode('read-material', readMaterial(content, claim, speaks))
    .addNode('read-pages', readPages(readPage, content, claim))
    .addNode('retrieve', retrieve(content, claim))
    .addNode('offer-language', offerLanguage(content, claim, speaks, attempt))
    .addNode('write-outline', keeps(writeOutline(tools)))
    .addNode('confirm-outline', confirmOutline(today))
    .addNode('recall', keeps(recallAndSearch(content, claim)))
    .addNode('understand-outline', keeps(understand(tools, outlineAsSubject)))
    .addNode('write-section', writeSection(askModel, together))
    .addNode('write-introduction', writeFrame('introduction', askModel, together))
    .addNode('write-conclusion', writeFrame('conclusion', askModel, together))
    .addNode('write-titles', writeTitles(askModel))
    .addNode('check', keeps(check(attempt)))
    .addNode('judge', orLeaveOut('judgement', keeps(judge(askModel, attempt)), attempt))
    .addNode('judge-quotes', orLeaveOut('quotes', keeps(judgeQuotes(askModel, attempt)), attempt))
    .addNode('repair', orLeaveOut('corrections', keeps(repair(tools)), attempt))
    .addNode('mend', orLeaveOut('style', keeps(mend(askModel)), attempt))
    .addNode('finish', finish(attempt))
    .addNode('preview', keeps(preview(tools)))
    .addNode('await-review', awaitReview(today, shownArticle))
    .addNode('take-hand', keeps(takeHand(content, claim)))
    .addNode('understand', keeps(understand(tools, articleAsSubject)))
    .addNode('revise', keeps(revise(tools)))
    .addNode('take-back', takeBack(content, claim, speaks))
    .addNode('give-up', giveUp(attempt))
    .addEdge(START, 'read-material')
    .addEdge('read-material', 'read-pages')
    .addEdge('read-pages', 'retrieve')
    .addConditionalEdges('retrieve', ...unlessOffered('write-outline'))
    .addConditionalEdges('offer-language', ...afterOffer('write-outline'))
    .addConditionalEdges('write-outline', ...unlessStopped('confirm-outline'))
    .addConditionalEdges('confirm-outline', afterOutline, ['recall', 'write-section'])
    .addConditionalEdges('recall', afterRecall, [
      'take-back',
      'write-outline',
      'understand-outline',
      'understand',
    ])
    .addConditionalEdges('understand-outline', afterOutlineWords, [
      'take-back',
      'write-outline',
      'write-section',
      'confirm-outline',
    ])
    .addEdge('write-section', 'write-introduction')
    .addEdge('write-section', 'write-conclusion')
    .addEdge('write-introduction', 'write-titles')
    .addEdge('write-conclusion', 'write-titles')
    .addEdge('write-titles', 'check')
    .addConditionalEdges('check', ...afterCheck('preview'))
    .addConditionalEdges('mend', ...orFinish(unlessTakenBack('check')))
    .addConditionalEdges('judge', ...orFinish(afterJudge('preview')))
    .addConditionalEdges('judge-quotes', ...orFinish(unlessRepaired('preview')))
    .addConditionalEdges('repair', ...orFinish(unlessTakenBack('check')))
    .addConditionalEdges('finish', ...unlessTakenBack('preview'))
    .addConditionalEdges('preview', ...unlessTakenBack('await-review'))
    .addConditionalEdges('take-back', afterTakingBack, ['await-review', 'confirm-outline'])
    .addConditionalEdges('await-review', ...unlessByHand('recall'))
    .addConditionalEdges('take-hand', ...unlessTakenBack('check'))
    .addConditionalEdges('understand', ...afterUnderstanding())
    .addConditionalEdges('revise', ...unlessTakenBack('check'))
    .addEdge('give-up', 'read-material')
    .compile({ checkpointer });
}
