import type { ContentForAgent, Language, Passage } from '../../../ports/content.ts';
import { briefLanguage } from '../../grounding/brief-language.ts';
import { enoughEvidence } from '../../grounding/enough-evidence.ts';
import { fuseRanks } from '../../grounding/fuse-ranks.ts';
import { topicWords } from '../../grounding/topic-words.ts';
import { JobFailure } from '../../job-failure.ts';
import { splitTerms } from '../checks/check-consistency.ts';
import type { BlogNode } from '../state.ts';

/** Enough for an article of 2,500 words, few enough for any model's window. */
const MAX_PASSAGES = 32;
const PER_QUERY = 30;
const MAX_KEYWORDS = 5;

/** Finds what the knowledge base and the given pages say on the topic; ends the job when they say too little. */
export function retrieve(
  content: Pick<ContentForAgent, 'searchKnowledge' | 'getBrandKit' | 'getHouseRules'>,
): BlogNode {
  return async (state) => {
    const { brief, team_id, job_id, pages, unread } = state;
    const topic = topicWords(brief.topic);
    const asked = briefLanguage(brief, topic);
    const keywords = splitTerms(brief.keywords).slice(0, MAX_KEYWORDS);
    const search = (query: string, language: Language | null) =>
      content.searchKnowledge(team_id, query, language, PER_QUERY, { job_id });
    const [brand, rules, onTopic, onKeywords, onPages] = await Promise.all([
      content.getBrandKit(team_id),
      content.getHouseRules(team_id),
      search(withoutAddresses(topic), asked),
      Promise.all(keywords.map((keyword) => search(keyword, asked))),
      // By their own words: a page that a person gave counts, though it may be in the other language.
      Promise.all(pages.map((page) => search(`${page.title} ${page.opening}`, page.language))),
    ]);
    const ofPages = onPages.map((found, at) =>
      found.passages.filter((p) => p.document_id === pages[at]?.document_id),
    );
    const verdict = enoughEvidence(onTopic);
    if (!verdict.enough && ofPages.flat().length === 0) {
      throw new JobFailure(
        'no_evidence',
        `Neither the knowledge base nor the given pages carry this topic: ${onTopic.passages.length} passages, ${verdict.missing.length} of ${onTopic.terms.length} words found nowhere`,
        { params: { topic: brief.topic, terms_missing: verdict.missing, unread } },
      );
    }
    const lists = [onTopic.passages, ...onKeywords.map((found) => found.passages), ...ofPages];
    const passages = fuseRanks(lists).slice(0, MAX_PASSAGES);
    return { language: asked ?? mostlyIn(passages), passages, brand, rules };
  };
}

/** No document would carry the words of an address. */
function withoutAddresses(topic: string): string {
  return topic.replaceAll(/https?:\/\/\S+/gu, ' ').trim() || topic;
}

/** A brief too short to tell its language is answered in that of what was found. */
function mostlyIn(passages: readonly Passage[]): Language {
  const english = passages.filter((p) => p.language === 'en').length;
  return english * 2 > passages.length ? 'en' : 'pt';
}
