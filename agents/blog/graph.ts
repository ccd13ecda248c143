import { type BaseCheckpointSaver, Send, START, StateGraph } from '@langchain/langgraph';
import { from, offerLanguage } from '../drafting/topic/language-offer.ts';
import { keepsWaiting, somethingWaits } from './keeps-waiting.ts';
import { awaitReview } from './nodes/await-review.ts';
import { check } from './nodes/check.ts';
import { confirmStrategy } from './nodes/confirm-strategy.ts';
import { giveUp } from './nodes/give-up.ts';
import { judge } from './nodes/judge.ts';
import { judgeQuotes } from './nodes/judge-quotes.ts';
import { mend } from './nodes/mend.ts';
import { preview } from './nodes/preview.ts';
import { readPages } from './nodes/read-pages.ts';
import { recall } from './nodes/recall.ts';
import { repair } from './nodes/repair.ts';
import { retrieve } from './nodes/retrieve.ts';
import { revise } from './nodes/revise.ts';
import { strategize } from './nodes/strategize.ts';
import { takeBack } from './nodes/take-back.ts';
import { understand } from './nodes/understand.ts';
import { understandStrategy } from './nodes/understand-strategy.ts';
import { writeFrame } from './nodes/write-frame.ts';
import { type SectionToWrite, writeSection } from './nodes/write-section.ts';
import { writeTitles } from './nodes/write-titles.ts';
import { sectionTask } from './part-task.ts';
import { sideBySide } from './side-by-side.ts';
import { type BlogNode, type BlogState, blogState, have } from './state.ts';
import type { BlogTools } from './tools.ts';

/** Raise it when a waiting thread could not go on with the new graph: a node renamed, a field without a default. */
export const GRAPH_VERSION = 1;

/**
 * read-pages, retrieve, offer-language where only the other language has the subject, strategize, confirm-strategy; a
 * branch of write-section for each section, write-introduction beside write-conclusion, write-titles; check, judge,
 * judge-quotes, preview, await-review.
 *
 * What check and the judgements find goes to repair and back; sentences that sound like a machine's go to mend and back,
 * once. What people say goes to recall, is understood, and leads to another strategy, to revise, or back to waiting with
 * the same text; take-back does so when a wish cannot be met, or when a node fails on it for good. A version that does not
 * pass with no repair left is shown closed for approval. give-up ends a job that has no draft.
 */
export function blogGraph(tools: BlogTools, checkpointer: BaseCheckpointSaver) {
  const { askModel, content, claim, attempt, speaks, readPage, today } = tools;
  const keeps = (node: BlogNode) => keepsWaiting(node, attempt);
  const together = sideBySide();
  return new StateGraph(blogState)
    .addNode('read-pages', readPages(readPage, content, claim))
    .addNode('retrieve', retrieve(content))
    .addNode('offer-language', async (s: BlogState) =>
      from('read-pages', await offerLanguage(content, claim, attempt, speaks)(s)),
    )
    .addNode('strategize', keeps(strategize(tools)))
    .addNode('confirm-strategy', confirmStrategy(today))
    .addNode('recall', keeps(recall(content, claim)))
    .addNode('understand-strategy', keeps(understandStrategy(tools)))
    .addNode('write-section', writeSection(askModel, together))
    .addNode('write-introduction', writeFrame('introduction', askModel, together))
    .addNode('write-conclusion', writeFrame('conclusion', askModel, together))
    .addNode('write-titles', writeTitles(askModel))
    .addNode('check', keeps(check(attempt)))
    .addNode('judge', keeps(judge(askModel, attempt)))
    .addNode('judge-quotes', keeps(judgeQuotes(askModel, attempt)))
    .addNode('repair', keeps(repair(tools)))
    .addNode('mend', keeps(mend(askModel)))
    .addNode('preview', keeps(preview(tools)))
    .addNode('await-review', awaitReview(today))
    .addNode('understand', keeps(understand(tools)))
    .addNode('revise', keeps(revise(tools)))
    .addNode('take-back', takeBack(content, claim, speaks))
    .addNode('give-up', giveUp(attempt))
    .addEdge(START, 'read-pages')
    .addEdge('read-pages', 'retrieve')
    .addConditionalEdges('retrieve', (s: BlogState) => (s.offer ? 'offer-language' : 'strategize'), [
      'offer-language',
      'strategize',
    ])
    .addConditionalEdges('offer-language', afterOffer, ['offer-language', 'give-up', 'strategize'])
    .addConditionalEdges('strategize', (s: BlogState) => unlessStopped(s, () => 'confirm-strategy'), [
      'give-up',
      'take-back',
      'confirm-strategy',
    ])
    .addConditionalEdges('confirm-strategy', (s: BlogState) => (s.turn ? 'recall' : sections(s)), [
      'recall',
      'write-section',
    ])
    .addConditionalEdges('recall', (s: BlogState) => unlessTakenBack(s, afterRecall), [
      'take-back',
      'strategize',
      'understand-strategy',
      'understand',
    ])
    .addConditionalEdges('understand-strategy', (s: BlogState) => unlessTakenBack(s, afterStrategyWords), [
      'take-back',
      'strategize',
      'write-section',
      'confirm-strategy',
    ])
    .addEdge('write-section', 'write-introduction')
    .addEdge('write-section', 'write-conclusion')
    .addEdge('write-introduction', 'write-titles')
    .addEdge('write-conclusion', 'write-titles')
    .addEdge('write-titles', 'check')
    .addConditionalEdges('check', (s: BlogState) => afterCheck(s, afterFindings(s)), [
      'repair',
      'take-back',
      'mend',
      'judge',
      'preview',
    ])
    .addConditionalEdges('mend', (s: BlogState) => unlessTakenBack(s, () => 'check'), ['take-back', 'check'])
    .addConditionalEdges(
      'judge',
      (s: BlogState) => afterCheck(s, s.blocking.length > 0 ? 'preview' : 'judge-quotes'),
      ['repair', 'take-back', 'judge-quotes', 'preview'],
    )
    .addConditionalEdges('judge-quotes', (s: BlogState) => afterCheck(s, 'preview'), [
      'repair',
      'take-back',
      'preview',
    ])
    .addConditionalEdges('repair', (s: BlogState) => unlessTakenBack(s, () => 'check'), [
      'take-back',
      'check',
    ])
    .addConditionalEdges('preview', (s: BlogState) => unlessTakenBack(s, () => 'await-review'), [
      'take-back',
      'await-review',
    ])
    .addConditionalEdges('take-back', (s: BlogState) => (s.shown ? 'await-review' : 'confirm-strategy'), [
      'await-review',
      'confirm-strategy',
    ])
    .addEdge('await-review', 'recall')
    .addConditionalEdges(
      'understand',
      (s: BlogState) => unlessTakenBack(s, () => (s.wanted?.next === 'change' ? 'revise' : 'await-review')),
      ['take-back', 'revise', 'await-review'],
    )
    .addConditionalEdges('revise', (s: BlogState) => unlessTakenBack(s, () => 'check'), [
      'take-back',
      'check',
    ])
    .addConditionalEdges('give-up', afterGivingUp, ['read-pages', 'write-section', 'revise'])
    .compile({ checkpointer });
}

function afterOffer({ stopped, offer }: BlogState): 'offer-language' | 'give-up' | 'strategize' {
  if (stopped) return 'give-up';
  return offer ? 'offer-language' : 'strategize';
}

/** A branch for each entry of the outline. */
function sections(state: BlogState): Send[] {
  return have(state, 'strategy').outline.map((entry) => {
    const branch: SectionToWrite = { id: entry.id, round: state.round, task: sectionTask(state, entry) };
    return new Send('write-section', branch);
  });
}

/** A button that asks for another strategy says what; words in the thread have to be understood first. */
function afterRecall({ shown, turn }: BlogState): 'strategize' | 'understand-strategy' | 'understand' {
  if (shown) return 'understand';
  return turn?.by === 'button' ? 'strategize' : 'understand-strategy';
}

function afterStrategyWords(state: BlogState): 'strategize' | 'confirm-strategy' | Send[] {
  if (state.wanted?.next === 'go_on') return sections(state);
  return state.wanted?.next === 'change' ? 'strategize' : 'confirm-strategy';
}

function afterCheck<T extends string>(state: BlogState, passed: T): 'take-back' | 'repair' | T {
  if (state.stopped) return 'take-back';
  return state.issues.length > 0 ? 'repair' : passed;
}

/** What is closed for approval already needs neither another word nor a judgement. */
function afterFindings({ blocking, to_mend }: BlogState): 'preview' | 'mend' | 'judge' {
  if (blocking.length > 0) return 'preview';
  return to_mend.length > 0 ? 'mend' : 'judge';
}

function unlessStopped<T>(state: BlogState, next: () => T): 'give-up' | 'take-back' | T {
  return unlessTakenBack(state, () => (state.stopped ? 'give-up' : next()));
}

/** A reply that came to nothing leaves waiting what waited before; only a job with nothing to go back to gives up. */
function unlessTakenBack<T>(state: BlogState, next: (state: BlogState) => T): 'take-back' | T {
  return state.stopped && somethingWaits(state) ? 'take-back' : next(state);
}

function afterGivingUp(state: BlogState): 'read-pages' | 'revise' | Send[] {
  const from = state.stopped?.from ?? 'read-pages';
  return from === 'write' ? sections(state) : from;
}
