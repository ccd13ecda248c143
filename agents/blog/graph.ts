import { type BaseCheckpointSaver, END, Send, START, StateGraph } from '@langchain/langgraph';
import { awaitReview } from './nodes/await-review.ts';
import { check } from './nodes/check.ts';
import { confirmStrategy } from './nodes/confirm-strategy.ts';
import { finalize } from './nodes/finalize.ts';
import { giveUp } from './nodes/give-up.ts';
import { judge } from './nodes/judge.ts';
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
import { type BlogState, blogState, have } from './state.ts';
import type { BlogTools } from './tools.ts';

/** Raise it when a waiting thread could not go on with the new graph: a node renamed, a field without a default. */
export const GRAPH_VERSION = 1;

/**
 * read-pages, retrieve, strategize, confirm-strategy; a branch of write-section for each section, write-introduction
 * beside write-conclusion, write-titles; check, judge, preview, await-review, finalize.
 *
 * What check and judge find goes to repair and back. What people say goes to recall, is understood, and leads to another
 * strategy, to revise, or back to waiting with the same text; take-back does so when a wish cannot be met. give-up ends
 * the job.
 */
export function blogGraph(tools: BlogTools, checkpointer: BaseCheckpointSaver) {
  const { askModel, content, claim, readPage } = tools;
  const together = sideBySide();
  return new StateGraph(blogState)
    .addNode('read-pages', readPages(readPage, content, claim))
    .addNode('retrieve', retrieve(content))
    .addNode('strategize', strategize(tools))
    .addNode('confirm-strategy', confirmStrategy())
    .addNode('recall', recall(content, claim))
    .addNode('understand-strategy', understandStrategy(tools))
    .addNode('write-section', writeSection(askModel, together))
    .addNode('write-introduction', writeFrame('introduction', askModel, together))
    .addNode('write-conclusion', writeFrame('conclusion', askModel, together))
    .addNode('write-titles', writeTitles(askModel))
    .addNode('check', check(claim.fence))
    .addNode('judge', judge(askModel, claim.fence))
    .addNode('repair', repair(tools))
    .addNode('preview', preview(tools))
    .addNode('await-review', awaitReview())
    .addNode('understand', understand(tools))
    .addNode('revise', revise(tools))
    .addNode('take-back', takeBack(content, claim))
    .addNode('finalize', finalize(content, claim))
    .addNode('give-up', giveUp(claim.fence))
    .addEdge(START, 'read-pages')
    .addEdge('read-pages', 'retrieve')
    .addEdge('retrieve', 'strategize')
    .addConditionalEdges('strategize', (s: BlogState) => (s.stopped ? 'give-up' : 'confirm-strategy'), [
      'give-up',
      'confirm-strategy',
    ])
    .addConditionalEdges('confirm-strategy', (s: BlogState) => (s.turn ? 'recall' : sections(s)), [
      'recall',
      'write-section',
    ])
    .addConditionalEdges('recall', afterRecall, ['strategize', 'understand-strategy', 'understand'])
    .addConditionalEdges('understand-strategy', afterStrategyWords, [
      'strategize',
      'write-section',
      'confirm-strategy',
    ])
    .addEdge('write-section', 'write-introduction')
    .addEdge('write-section', 'write-conclusion')
    .addEdge('write-introduction', 'write-titles')
    .addEdge('write-conclusion', 'write-titles')
    .addEdge('write-titles', 'check')
    .addConditionalEdges('check', (s: BlogState) => afterCheck(s, 'judge'), [
      'repair',
      'give-up',
      'take-back',
      'judge',
    ])
    .addConditionalEdges('judge', (s: BlogState) => afterCheck(s, 'preview'), [
      'repair',
      'give-up',
      'take-back',
      'preview',
    ])
    .addEdge('repair', 'check')
    .addEdge('preview', 'await-review')
    .addEdge('take-back', 'await-review')
    .addConditionalEdges('await-review', (s: BlogState) => (s.turn ? 'recall' : 'finalize'), [
      'recall',
      'finalize',
    ])
    .addConditionalEdges(
      'understand',
      (s: BlogState) => (s.wanted?.next === 'change' ? 'revise' : 'await-review'),
      ['revise', 'await-review'],
    )
    .addEdge('revise', 'check')
    .addConditionalEdges('give-up', afterGivingUp, ['read-pages', 'write-section', 'revise'])
    .addEdge('finalize', END)
    .compile({ checkpointer });
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

function afterCheck<T extends string>(state: BlogState, passed: T): 'give-up' | 'take-back' | 'repair' | T {
  if (state.stopped) return state.shown && state.turn?.by === 'reply' ? 'take-back' : 'give-up';
  return state.issues.length > 0 ? 'repair' : passed;
}

function afterGivingUp(state: BlogState): 'read-pages' | 'revise' | Send[] {
  const from = state.stopped?.from ?? 'read-pages';
  return from === 'write' ? sections(state) : from;
}
