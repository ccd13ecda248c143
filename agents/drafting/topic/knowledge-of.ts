import type { ContentForAgent, Passage } from '../../../ports/content.ts';
import type { Knowledge } from './retrieve-topic.ts';

/** Notes of one sentence match a brief better than any text about it: with copies, they get this share of the places. */
const MAX_MINOR = 1 / 3;
/** Words. */
const NOTE = 20;
/** Times what is wanted, so that something else is found behind notes and copies. */
const LOOK_FURTHER = 3;

/**
 * The team's documents as a brief is looked up in them; with `job_id` the pages that this job has read as well.
 *
 * @param common Where the words of a brief are counted. Material that came with the brief has its very words, so that with it
 * any of them would pass for what the brief is about.
 */
export function knowledgeOf(
  content: Pick<ContentForAgent, 'searchKnowledge' | 'queryWords'>,
  teamId: string,
  limit: number,
  more: { job_id?: string } = {},
  common: { job_id?: string } = more,
): Knowledge {
  return {
    search: async (query, language) => {
      const found = await content.searchKnowledge(teamId, query, language, limit * LOOK_FURTHER, more);
      return { ...found, passages: uncrowded(found.passages, limit) };
    },
    words: (query, language) => content.queryWords(teamId, query, language, common),
  };
}

/** The best passages, however many notes and copies of one text stand among them. Pure. */
function uncrowded(found: readonly Passage[], limit: number): Passage[] {
  const seen = new Set<string>();
  const isMinor = found.map(({ text }) => {
    const isCopy = seen.has(text);
    seen.add(text);
    return isCopy || text.split(/\s+/).length < NOTE;
  });
  const minor = found.filter((_, at) => isMinor[at]).slice(0, Math.floor(limit * MAX_MINOR));
  const others = found.filter((_, at) => !isMinor[at]).slice(0, limit - minor.length);
  const kept = new Set([...minor, ...others]);
  return found.filter((p) => kept.has(p));
}
