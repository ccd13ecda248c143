import { type BaseCheckpointSaver, END, START, StateGraph } from '@langchain/langgraph';
import type { FetchedSource } from './fetch-source.ts';
import { embed } from './nodes/embed.ts';
import { fetch } from './nodes/fetch.ts';
import { read } from './nodes/read.ts';
import { readPicture } from './nodes/read-picture.ts';
import { store } from './nodes/store.ts';
import { storePicture } from './nodes/store-picture.ts';
import type { PreparedPicture } from './prepare-picture.ts';
import { type KnowledgeState, knowledgeState } from './state.ts';
import type { KnowledgeTools } from './tools.ts';

/** Raise it when a thread that stopped could not go on with the new graph: a node renamed, a field without a default. */
export const GRAPH_VERSION = 1;

/** fetch, read, store, embed. No person is asked: what is stored can be removed again. */
export function knowledgeGraph(tools: KnowledgeTools, checkpointer: BaseCheckpointSaver) {
  const { content, claim, fetchSource, extract, preparePicture } = tools;
  let fetched: FetchedSource | null = null;
  let prepared: PreparedPicture | null = null;
  const text = read(extract, fetchSource, () => fetched);
  const picture = readPicture(preparePicture, fetchSource, {
    fetched: () => fetched,
    keep: (drawn) => {
      prepared = drawn;
    },
  });
  const keepText = store(content, claim);
  const keepPicture = storePicture(content, claim, {
    prepared: () => prepared,
    again: async (state, run) => {
      await picture(state, run);
      return prepared;
    },
  });
  return new StateGraph(knowledgeState)
    .addNode(
      'fetch',
      fetch(fetchSource, (bytes) => {
        fetched = bytes;
      }),
    )
    .addNode('read', (s: KnowledgeState, run) => (s.brief.alt ? picture(s, run) : text(s, run)))
    .addNode('store', (s: KnowledgeState, run) => (s.picture ? keepPicture(s, run) : keepText(s, run)))
    .addNode('embed', embed(tools))
    .addEdge(START, 'fetch')
    .addEdge('fetch', 'read')
    .addEdge('read', 'store')
    .addEdge('store', 'embed')
    .addEdge('embed', END)
    .compile({ checkpointer });
}
