import type { ContentForAgent, Language } from '../../../ports/content.ts';
import { briefLanguage } from '../../drafting/brief-language.ts';
import { cognatesOf } from '../../drafting/topic/cognates-of.ts';
import { knowledgeOf } from '../../drafting/topic/knowledge-of.ts';
import { nothingAbout } from '../../drafting/topic/nothing-about.ts';
import { retrieveTopic } from '../../drafting/topic/retrieve-topic.ts';
import { plainWords } from '../../drafting/topic/subject.ts';
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
    const look = (words: string, language: Language | null) =>
      retrieveTopic(knowledge, { topic: words, asked: language, brand: brand.name, max });
    const found = await look(topic, asked);
    if (found.kind === 'held') {
      return { rules, language: found.language, subjects: found.subjects, passages: found.passages };
    }
    if (found.kind === 'other_language') {
      const { offered, subjects, passages } = found;
      return { rules, language: offered, other_asked: found.asked, subjects, passages };
    }
    const cognate = inCognates(topic);
    const other = cognate === null ? found : await look(cognate, asked && (asked === 'pt' ? 'en' : 'pt'));
    if (other.kind !== 'held') throw nothingAbout(found, brief.topic);
    const { language, subjects, passages } = other;
    return { rules, language, other_asked: asked, subjects, passages };
  };
}

/**
 * A theme of a word or two as the other language may call it: no document need hold its own words. Null: as it is called
 * here. Pure.
 */
function inCognates(topic: string): string | null {
  const words = plainWords(topic);
  const cognate = words.map((word) => cognatesOf(word)[0] ?? word).join(' ');
  return words.length > 3 || cognate === words.join(' ') ? null : cognate;
}
