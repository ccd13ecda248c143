import { type BaseCheckpointSaver, START, StateGraph } from '@langchain/langgraph';
import type { DraftingTools } from '../drafting/tools.ts';
import { awaitReview } from './nodes/await-review.ts';
import { read } from './nodes/read.ts';
import { retrieve } from './nodes/retrieve.ts';
import { takeHand } from './nodes/take-hand.ts';
import { write } from './nodes/write.ts';
import { replyState } from './state.ts';

/** Raise it when a waiting thread could not go on with the new graph: a node renamed, a field without a default. */
export const GRAPH_VERSION = 1;

/** read, retrieve, write (held against code, once more where that finds fault), await-review; a wish leads back, and what a person wrote is checked. */
export function replyGraph(tools: DraftingTools, checkpointer: BaseCheckpointSaver) {
  const { content, claim, today } = tools;
  return new StateGraph(replyState)
    .addNode('read', read(tools))
    .addNode('retrieve', retrieve(content))
    .addNode('write', write(tools))
    .addNode('await-review', awaitReview(today))
    .addNode('take-hand', takeHand(content, claim))
    .addEdge(START, 'read')
    .addEdge('read', 'retrieve')
    .addEdge('retrieve', 'write')
    .addEdge('write', 'await-review')
    .addConditionalEdges('await-review', ({ hand }) => (hand ? 'take-hand' : 'retrieve'), [
      'take-hand',
      'retrieve',
    ])
    .addEdge('take-hand', 'await-review')
    .compile({ checkpointer });
}
