import { type BaseCheckpointSaver, END, START, StateGraph } from '@langchain/langgraph';
import type { DraftingTools } from '../drafting/tools.ts';
import { ask } from './nodes/ask.ts';
import { retrieve } from './nodes/retrieve.ts';
import { afterWrite, write } from './nodes/write.ts';
import { notesState } from './state.ts';

/** Raise it when a waiting thread could not go on with the new graph: a node renamed, a field without a default. */
export const GRAPH_VERSION = 1;

/** retrieve, write (some people at a time, each stored), ask. */
export function notesGraph(
  tools: Pick<DraftingTools, 'askModel' | 'content' | 'attempt'>,
  checkpointer: BaseCheckpointSaver,
) {
  return (
    new StateGraph(notesState)
      .addNode('retrieve', retrieve(tools.content))
      .addNode('write', write(tools))
      .addNode('ask', ask())
      // All were decided, and the thread is gone: a person was erased of it.
      .addConditionalEdges(START, ({ closed }) => (closed ? END : 'retrieve'), ['retrieve', END])
      .addEdge('retrieve', 'write')
      .addConditionalEdges('write', afterWrite, ['write', 'ask'])
      .addEdge('ask', END)
      .compile({ checkpointer })
  );
}
