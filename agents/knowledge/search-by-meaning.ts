import type { Log } from '../../platform/log.ts';
import type { Claim, ContentForAgent } from '../../ports/content.ts';
import type { EmbedTexts } from '../models/embed-texts.ts';
import { JobFailure } from '../runner/job-failure.ts';
import type { Workflow } from '../runner/workflow.ts';

/** What a query costs at most; a longer one has said by then what it is about. */
const QUERY_CHARACTERS = 2000;

/**
 * A workflow whose searches of the knowledge base go by meaning as well as by words. Meaning is an addition: where the
 * model of it fails, the search goes by words alone.
 */
export function searchByMeaning(
  workflow: Workflow,
  embedTextsOf: (claim: Claim) => EmbedTexts,
  log: Log,
): Workflow {
  return {
    ...workflow,
    open(tools) {
      const claim = { id: tools.job.id, fence: tools.job.fence };
      const content = withMeaning(tools.content, embedTextsOf(claim), claim, log);
      return workflow.open({ ...tools, content });
    },
  };
}

function withMeaning(
  content: ContentForAgent,
  embedTexts: EmbedTexts,
  claim: Claim,
  log: Log,
): ContentForAgent {
  return {
    ...content,
    async searchKnowledge(teamId, query, language, limit, more = {}) {
      const embedding = more.embedding ?? (await meaningOf(query));
      return content.searchKnowledge(
        teamId,
        query,
        language,
        limit,
        embedding ? { ...more, embedding } : more,
      );
    },
  };

  async function meaningOf(query: string): Promise<number[] | undefined> {
    try {
      const [embedding] = await embedTexts([query.slice(0, QUERY_CHARACTERS)], { node: 'search' });
      return embedding;
    } catch (error) {
      // At a cap people are asked, as at every other call.
      if (!(error instanceof JobFailure) || error.code === 'budget_cap') throw error;
      log.warn('search_by_words_alone', { job_id: claim.id, code: error.code });
      return undefined;
    }
  }
}
