import { type ContentForAgent, unanswered } from '../../../ports/content.ts';
import { knowledgeOf } from '../../drafting/topic/knowledge-of.ts';
import { clip } from '../../text/clip.ts';
import { fuseRanks } from '../../text/fuse-ranks.ts';
import { topicWords } from '../../text/topic-words.ts';
import type { ReplyNode } from '../state.ts';

const PER_QUERY = 20;
/** About 200 tokens each. */
const MOST_PASSAGES = 8;
const SEARCHED = 300;

/** Finds what the team's knowledge says on what is asked, and on what people want of an answer. */
export function retrieve(
  content: Pick<ContentForAgent, 'searchKnowledge' | 'queryWords' | 'getHouseRules'>,
): ReplyNode {
  return async ({ team_id, brief, intent, language, asks, wishes, passages: before }) => {
    const rules = await content.getHouseRules(team_id);
    if (unanswered.includes(intent) && wishes.length === 0) return { rules };
    const { search } = knowledgeOf(content, team_id, PER_QUERY);
    const wanted = [...asks, ...wishes.slice(-1), ...(brief.purpose === null ? [] : [brief.purpose])];
    const words = (wanted.length > 0 ? wanted : [brief.reply.text]).map((one) =>
      topicWords(clip(one, SEARCHED)),
    );
    const lists = await Promise.all(words.flatMap((query) => [search(query, language), search(query, null)]));
    const found = fuseRanks(lists.map(({ passages }) => passages)).slice(0, MOST_PASSAGES);
    // What the version before quoted stays at hand.
    const all = [...found, ...before];
    return { rules, passages: all.filter((one, at) => all.findIndex(({ id }) => id === one.id) === at) };
  };
}
