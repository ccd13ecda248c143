import type { ContentForAgent, Language } from '../../../ports/content.ts';
import { topicWords } from '../../text/topic-words.ts';
import { briefLanguage } from '../brief-language.ts';
import type { DraftingState } from '../state.ts';
import { knowledgeOf } from '../topic/knowledge-of.ts';
import { nothingAbout } from '../topic/nothing-about.ts';
import { type Knowledge, retrieveTopic, type TopicSearch } from '../topic/retrieve-topic.ts';

const PER_QUERY = 30;

/**
 * Finds what the team's knowledge says on a brief's topic, with the brand kit and the rules of today. Ends the job when
 * it says too little; what only documents in the other language say is offered.
 *
 * @param most Passages in all.
 * @param also Passages that count besides those that a search for the topic finds.
 * @param missing What a person is told besides when there is too little.
 */
export async function retrieve(
  content: Pick<ContentForAgent, 'searchKnowledge' | 'queryWords' | 'getBrandKit' | 'getHouseRules'>,
  { brief, team_id, job_id, asked }: Pick<DraftingState, 'brief' | 'team_id' | 'job_id' | 'asked'>,
  {
    most,
    also,
    missing,
  }: {
    most: number;
    also?(knowledge: Knowledge, language: Language | null): Promise<Pick<TopicSearch, 'pages' | 'more'>>;
    missing?: Record<string, unknown>;
  },
) {
  const topic = topicWords(brief.topic);
  const language = briefLanguage(brief, topic);
  const knowledge = knowledgeOf(content, team_id, PER_QUERY, { job_id });
  const [brand, rules, besides] = await Promise.all([
    content.getBrandKit(team_id),
    content.getHouseRules(team_id),
    also?.(knowledge, language),
  ]);
  const found = await retrieveTopic(knowledge, {
    topic: withoutAddresses(topic),
    asked: language,
    brand: brand.name,
    max: most,
    ...besides,
  });
  if (found.kind === 'missing') throw nothingAbout(found, brief.topic, missing);
  const { subjects, passages } = found;
  const common = { subjects, passages, brand, rules };
  if (found.kind === 'held') return { ...common, language: found.language, offer: null };
  const { offered, names, documents } = found;
  return {
    ...common,
    language: offered,
    offer: { names, asked: found.asked, offered, documents },
    asked: asked + 1,
  };
}

/** No document would carry the words of an address. */
function withoutAddresses(topic: string): string {
  return topic.replaceAll(/https?:\/\/\S+/gu, ' ').trim() || topic;
}
