import type { FetchedSource, FetchSource } from '../fetch-source.ts';
import type { KnowledgeNode } from '../state.ts';

/** Brings the bytes. They are handed over in this process; the thread keeps what they are, not themselves. */
export function fetch(fetchSource: FetchSource, keep: (fetched: FetchedSource) => void): KnowledgeNode {
  return async ({ brief }, { signal }) => {
    const fetched = await fetchSource(brief.source, signal);
    keep(fetched);
    return { source: fetched.source };
  };
}
