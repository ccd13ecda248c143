import { type BaseCheckpointSaver, START, StateGraph } from '@langchain/langgraph';
import { awaitReview } from './nodes/await-review.ts';
import { afterHearing, hear } from './nodes/hear.ts';
import { propose } from './nodes/propose.ts';
import { afterReading, readRecords } from './nodes/read-records.ts';
import { enrichmentState } from './state.ts';
import type { EnrichmentTools } from './tools.ts';

/** Raise it when a waiting thread could not go on with the new graph: a node renamed, a field without a default. */
export const GRAPH_VERSION = 1;

/** read (a slice, again until none is left), propose, await-review; hear what people ask for, and propose again. */
export function enrichmentGraph(tools: EnrichmentTools, checkpointer: BaseCheckpointSaver) {
  return new StateGraph(enrichmentState)
    .addNode('read', readRecords(tools))
    .addNode('propose', propose(tools))
    .addNode('await-review', awaitReview())
    .addNode('hear', hear(tools))
    .addEdge(START, 'read')
    .addConditionalEdges('read', afterReading, ['read', 'propose'])
    .addEdge('propose', 'await-review')
    .addEdge('await-review', 'hear')
    .addConditionalEdges('hear', afterHearing, ['propose', 'await-review'])
    .compile({ checkpointer });
}
