import type { ContentForAgent } from '../../../ports/content.ts';
import { briefLanguage } from '../../drafting/brief-language.ts';
import { knowledgeOf } from '../../drafting/topic/knowledge-of.ts';
import { nothingAbout } from '../../drafting/topic/nothing-about.ts';
import { retrieveTopic } from '../../drafting/topic/retrieve-topic.ts';
import { topicWords } from '../../text/topic-words.ts';
import type { PlanNode } from '../state.ts';

const PER_QUERY = 60;
/** So many passages a plan is made from, and more with each brief: about 200 tokens each. */
const LEAST_PASSAGES = 20;
const PASSAGES_A_BRIEF = 3;

/**
 * Finds what the team's knowledge says on the theme. What only documents of the other language tell is planned in theirs:
 * a plan asks before anything is spent. Ends the job when there is nothing.
 */
export function retrieve(
  content: Pick<ContentForAgent, 'searchKnowledge' | 'queryWords' | 'getBrandKit' | 'getHouseRules'>,
): PlanNode {
  return async (state) => {
    const { brief, team_id } = state;
    const topic = topicWords(brief.topic);
    const asked = briefLanguage(brief, topic);
    const knowledge = knowledgeOf(content, team_id, PER_QUERY);
    const [brand, rules] = await Promise.all([content.getBrandKit(team_id), content.getHouseRules(team_id)]);
    const max = LEAST_PASSAGES + PASSAGES_A_BRIEF * state.brief.count;
    const found = await retrieveTopic(knowledge, { topic, asked, brand: brand.name, max });
    if (found.kind === 'missing') throw nothingAbout(found, brief.topic);
    const { subjects, passages } = found;
    if (found.kind === 'held') return { rules, language: found.language, subjects, passages };
    return { rules, language: found.offered, other_asked: found.asked, subjects, passages };
  };
}
