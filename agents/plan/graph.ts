import { type BaseCheckpointSaver, END, START, StateGraph } from '@langchain/langgraph';
import type { DraftingTools } from '../drafting/tools.ts';
import { ask } from './nodes/ask.ts';
import { afterPropose, propose } from './nodes/propose.ts';
import { retrieve } from './nodes/retrieve.ts';
import { planState } from './state.ts';

/** Raise it when a waiting thread could not go on with the new graph: a node renamed, a field without a default. */
export const GRAPH_VERSION = 1;

/** retrieve, propose (again for what was refused), ask. */
export function planGraph(
  tools: Pick<DraftingTools, 'askModel' | 'content' | 'speaks' | 'attempt'>,
  checkpointer: BaseCheckpointSaver,
) {
  return new StateGraph(planState)
    .addNode('retrieve', retrieve(tools.content))
    .addNode('propose', propose(tools))
    .addNode('ask', ask())
    .addEdge(START, 'retrieve')
    .addEdge('retrieve', 'propose')
    .addConditionalEdges('propose', afterPropose, ['propose', 'ask'])
    .addEdge('ask', END)
    .compile({ checkpointer });
}
