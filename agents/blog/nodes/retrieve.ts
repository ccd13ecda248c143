import type { ContentForAgent } from '../../../ports/content.ts';
import { briefLanguage } from '../../drafting/brief-language.ts';
import { knowledgeOf } from '../../drafting/topic/knowledge-of.ts';
import { nothingAbout } from '../../drafting/topic/nothing-about.ts';
import { retrieveTopic } from '../../drafting/topic/retrieve-topic.ts';
import { topicWords } from '../../text/topic-words.ts';
import { splitTerms } from '../checks/check-consistency.ts';
import type { BlogNode } from '../state.ts';

/** Enough for an article of 2,500 words, few enough for any model's window. */
const MAX_PASSAGES = 32;
const PER_QUERY = 30;
const MAX_KEYWORDS = 5;

/**
 * Finds what the knowledge base and the given pages say on the topic. Ends the job when they say too little; what only
 * documents in the other language say is offered.
 */
export function retrieve(
  content: Pick<ContentForAgent, 'searchKnowledge' | 'queryWords' | 'getBrandKit' | 'getHouseRules'>,
): BlogNode {
  return async ({ brief, team_id, job_id, pages, unread, asked }) => {
    const topic = topicWords(brief.topic);
    const language = briefLanguage(brief, topic);
    const keywords = splitTerms(brief.keywords).slice(0, MAX_KEYWORDS);
    const knowledge = knowledgeOf(content, team_id, PER_QUERY, { job_id });
    const [brand, rules, onKeywords, onPages] = await Promise.all([
      content.getBrandKit(team_id),
      content.getHouseRules(team_id),
      Promise.all(keywords.map((keyword) => knowledge.search(keyword, language))),
      // By their own words: a page that a person gave counts, though it may be in the other language.
      Promise.all(pages.map((page) => knowledge.search(`${page.title} ${page.opening}`, page.language))),
    ]);
    const ofPages = onPages.map((found, at) =>
      found.passages.filter((p) => p.document_id === pages[at]?.document_id),
    );
    const found = await retrieveTopic(knowledge, {
      topic: withoutAddresses(topic),
      asked: language,
      brand: brand.name,
      pages: ofPages,
      more: onKeywords.map((searched) => searched.passages),
      max: MAX_PASSAGES,
    });
    if (found.kind === 'missing') throw nothingAbout(found, brief.topic, { unread });
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
  };
}

/** No document would carry the words of an address. */
function withoutAddresses(topic: string): string {
  return topic.replaceAll(/https?:\/\/\S+/gu, ' ').trim() || topic;
}
