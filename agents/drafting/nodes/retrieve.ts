import type { CitedPassage, Claim, ContentForAgent, Language, Passage } from '../../../ports/content.ts';
import type { Subject } from '../../../ports/model-tasks.ts';
import { topicWords } from '../../text/topic-words.ts';
import { briefLanguage } from '../brief-language.ts';
import type { DraftingState } from '../state.ts';
import { documentsAbout } from '../topic/about-subject.ts';
import { knowledgeOf } from '../topic/knowledge-of.ts';
import { nothingAbout } from '../topic/nothing-about.ts';
import { passagesOfMaterial } from '../topic/passages-of-material.ts';
import { type Knowledge, retrieveTopic, type TopicSearch } from '../topic/retrieve-topic.ts';

const PER_QUERY = 30;

/**
 * Finds what the team's knowledge says on a brief's topic, with the brand kit and the rules of today. Ends the job when
 * it says too little; what only documents in the other language say is offered. A draft that goes on from an approved
 * report has what that cites in any case, and first.
 *
 * @param most Passages in all.
 * @param also Passages that count besides those that a search for the topic finds.
 * @param missing What a person is told besides when there is too little.
 */
export async function retrieve(
  content: Pick<
    ContentForAgent,
    'searchKnowledge' | 'queryWords' | 'getBrandKit' | 'getHouseRules' | 'citedPassages'
  >,
  claim: Claim,
  {
    brief,
    team_id,
    job_id,
    asked,
    material,
  }: Pick<DraftingState, 'brief' | 'team_id' | 'job_id' | 'asked' | 'material'>,
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
  const own = { job_id };
  const knowledge = knowledgeOf(content, team_id, PER_QUERY, own, material === null ? own : {});
  const [cited, brand, rules, besides, given] = await Promise.all([
    content.citedPassages(claim),
    content.getBrandKit(team_id),
    content.getHouseRules(team_id),
    also?.(knowledge, language),
    passagesOfMaterial(knowledge, material, topic, language),
  ]);
  const found = await retrieveTopic(knowledge, {
    topic: withoutAddresses(topic),
    asked: language,
    brand: brand.name,
    max: most,
    // The report was about it: its quotes count even if they share no word with the brief.
    pages: [...(cited.length > 0 ? [cited] : []), ...(besides?.pages ?? []), ...given.pages],
    more: [...(besides?.more ?? []), ...given.more],
  });
  if (found.kind === 'missing') throw nothingAbout(found, brief.topic, missing);
  const subjects = cited.length > 0 ? besidesReport(found.subjects, cited, found.passages) : found.subjects;
  const common = { subjects, passages: citedFirst(cited, found.passages, most), brand, rules };
  if (found.kind === 'held') return { ...common, language: found.language, offer: null };
  const { offered, names, documents } = found;
  return {
    ...common,
    language: offered,
    offer: { names, asked: found.asked, offered, documents },
    asked: asked + 1,
  };
}

/**
 * Subjects that a person names besides what the report is about, where something tells of them. The words of its question
 * ("how is it validated?") are none: a draft would be held to what no document calls so.
 */
function besidesReport(
  subjects: readonly Subject[],
  cited: readonly Passage[],
  found: readonly Passage[],
): Subject[] {
  return subjects.filter((s) => documentsAbout(cited, s).length === 0 && documentsAbout(found, s).length > 0);
}

/** What the report cites may fill the room by half; what it was searched for besides keeps the other half. */
function citedFirst(cited: readonly CitedPassage[], found: readonly Passage[], most: number): Passage[] {
  const first = cited.slice(0, Math.ceil(most / 2)).map(({ quotes: _, ...passage }): Passage => passage);
  const ids = new Set(first.map(({ id }) => id));
  return [...first, ...found.filter(({ id }) => !ids.has(id))].slice(0, most);
}

/** No document would carry the words of an address. */
function withoutAddresses(topic: string): string {
  return topic.replaceAll(/https?:\/\/\S+/gu, ' ').trim() || topic;
}
