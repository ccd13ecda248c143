import type { ContentForAgent } from '../../ports/content.ts';
import type { Knowledge } from './retrieve-topic.ts';

/** The team's documents as a brief is looked up in them; with `job_id` the pages that this job has read as well. */
export function knowledgeOf(
  content: Pick<ContentForAgent, 'searchKnowledge' | 'queryWords'>,
  teamId: string,
  limit: number,
  more: { job_id?: string } = {},
): Knowledge {
  return {
    search: (query, language) => content.searchKnowledge(teamId, query, language, limit, more),
    words: (query, language) => content.queryWords(teamId, query, language, more),
  };
}
