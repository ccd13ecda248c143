import { JobFailure } from '../../runner/job-failure.ts';
import type { KnowledgeNode } from '../state.ts';
import type { KnowledgeTools } from '../tools.ts';

/** Rounds of at most 256 passages: the longest document has three, the rest is what earlier jobs could not embed. */
const MAX_ROUNDS = 10;

/**
 * Makes the document findable by meaning, along with all that is not yet. The document is stored already: where the
 * model fails it is found by its words, and the next document tries again.
 */
export function embed({ content, claim, embeddings }: KnowledgeTools): KnowledgeNode {
  return async (state, { signal }) => {
    if (embeddings === null) return {};
    const { model, embedTexts } = embeddings;
    try {
      for (let round = 0; round < MAX_ROUNDS; round += 1) {
        const passages = await content.passagesToEmbed(claim, null, model);
        if (passages.length === 0) break;
        const vectors = await embedTexts(
          passages.map(({ text }) => text),
          { node: 'embed', signal },
        );
        const rows = passages.map(({ id }, at) => ({ passage_id: id, embedding: vectors[at] ?? [] }));
        await content.putEmbeddings(claim, model, rows);
      }
      return {};
    } catch (error) {
      if (!(error instanceof JobFailure)) throw error;
      return { warnings: [...state.warnings, 'not_embedded'] };
    }
  };
}
