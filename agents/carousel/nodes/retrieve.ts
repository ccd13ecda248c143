import { type ContentForAgent, slideCount } from '../../../ports/content.ts';
import { briefLanguage } from '../../drafting/brief-language.ts';
import { knowledgeOf } from '../../drafting/topic/knowledge-of.ts';
import { nothingAbout } from '../../drafting/topic/nothing-about.ts';
import { retrieveTopic } from '../../drafting/topic/retrieve-topic.ts';
import { topicWords } from '../../text/topic-words.ts';
import { offeredPictures } from '../pictures/offered-pictures.ts';
import type { CarouselNode } from '../state.ts';

/** Enough for a deck of 12 slides, few enough for any model's window. */
const MAX_PASSAGES = 16;
const PER_QUERY = 30;

/**
 * Finds what the team's knowledge says on the topic. Ends the job when it says too little; what only documents in the
 * other language say is offered.
 */
export function retrieve(
  content: Pick<
    ContentForAgent,
    'searchKnowledge' | 'queryWords' | 'getBrandKit' | 'getHouseRules' | 'listPictures'
  >,
): CarouselNode {
  return async ({ brief, team_id, asked }) => {
    const topic = topicWords(brief.topic);
    const language = briefLanguage(brief, topic);
    const [brand, rules, kept] = await Promise.all([
      content.getBrandKit(team_id),
      content.getHouseRules(team_id),
      content.listPictures(team_id),
    ]);
    const found = await retrieveTopic(knowledgeOf(content, team_id, PER_QUERY), {
      topic: withoutAddresses(topic),
      asked: language,
      brand: brand.name,
      max: MAX_PASSAGES,
    });
    if (found.kind === 'missing') throw nothingAbout(found, brief.topic);
    const { subjects, passages } = found;
    const pictures = offeredPictures(kept, {
      text: [topic, ...passages.map((p) => `${p.title}\n${p.text}`)].join('\n'),
      subjects,
      rules: rules.rules,
    });
    const common = { slides: brief.slides ?? slideCount.default, subjects, passages, pictures, brand, rules };
    if (found.kind === 'held') return { ...common, language: found.language, offer: null };
    const { offered, names, documents } = found;
    return {
      ...common,
      language: offered,
      offer: { names, asked: found.asked, offered, documents },
      asked: asked + 1,
    };
  };
}

/** No document would carry the words of an address. */
function withoutAddresses(topic: string): string {
  return topic.replaceAll(/https?:\/\/\S+/gu, ' ').trim() || topic;
}
