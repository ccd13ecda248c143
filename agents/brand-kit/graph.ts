import { type BaseCheckpointSaver, END, START, StateGraph } from '@langchain/langgraph';
import type { Claim, ContentForAgent } from '../../ports/content.ts';
import type { CarouselRenderer } from '../design/slides/create-renderer.ts';
import { ask } from './nodes/ask.ts';
import { draw } from './nodes/draw.ts';
import { brandKitState } from './state.ts';

/** Raise it when a waiting thread could not go on with the new graph: a node renamed, a field without a default. */
export const GRAPH_VERSION = 1;

/** draw, ask. */
export function brandKitGraph(
  tools: { renderer: CarouselRenderer; content: Pick<ContentForAgent, 'putArtifact'>; claim: Claim },
  checkpointer: BaseCheckpointSaver,
) {
  return new StateGraph(brandKitState)
    .addNode('draw', draw(tools.renderer, tools.content, tools.claim))
    .addNode('ask', ask())
    .addEdge(START, 'draw')
    .addEdge('draw', 'ask')
    .addEdge('ask', END)
    .compile({ checkpointer });
}
