import { type BaseCheckpointSaver, END, START, StateGraph } from '@langchain/langgraph';
import type { FetchedSource } from './fetch-source.ts';
import { embed } from './nodes/embed.ts';
import { fetch } from './nodes/fetch.ts';
import { read } from './nodes/read.ts';
import { store } from './nodes/store.ts';
import { knowledgeState } from './state.ts';
import type { KnowledgeTools } from './tools.ts';

/** Raise it when a thread that stopped could not go on with the new graph: a node renamed, a field without a default. */
export const GRAPH_VERSION = 1;

/** fetch, read, store, embed. Nobody is asked: what is stored can be removed again. */
export function knowledgeGraph(tools: KnowledgeTools, checkpointer: BaseCheckpointSaver) {
  const { content, claim, fetchSource, extract } = tools;
  let fetched: FetchedSource | null = null;
  return new StateGraph(knowledgeState)
    .addNode(
      'fetch',
      fetch(fetchSource, (bytes) => {
        fetched = bytes;
      }),
    )
    .addNode(
      'read',
      read(extract, fetchSource, () => fetched),
    )
    .addNode('store', store(content, claim))
    .addNode('embed', embed(tools))
    .addEdge(START, 'fetch')
    .addEdge('fetch', 'read')
    .addEdge('read', 'store')
    .addEdge('store', 'embed')
    .addEdge('embed', END)
    .compile({ checkpointer });
}
