import type { ContentForAgent } from '../../../ports/content.ts';
import { briefLanguage } from '../../drafting/brief-language.ts';
import { enoughEvidence } from '../../drafting/enough-evidence.ts';
import { knowledgeOf } from '../../drafting/topic/knowledge-of.ts';
import { passagesOfMaterial } from '../../drafting/topic/passages-of-material.ts';
import { retrieveTopic } from '../../drafting/topic/retrieve-topic.ts';
import { JobFailure } from '../../runner/job-failure.ts';
import { contentStems } from '../../text/content-stems.ts';
import { topicWords } from '../../text/topic-words.ts';
import { notEnough } from '../not-enough.ts';
import type { ResearchNode, ResearchTools } from '../state.ts';

/** Passages that the questions are made with: what the team has on the matter. */
const SHOWN = 8;
const PER_QUERY = 24;

/**
 * Looks what the knowledge base holds on the question, with the brand kit and rules of today. What cannot be answered is
 * said before anything is paid: a question about nothing, one in a third language, and one on which the team has nothing
 * where nothing else may be searched.
 */
export function survey({
  content,
  web,
  speaks,
}: Pick<ResearchTools, 'web' | 'speaks'> & {
  content: Pick<ContentForAgent, 'searchKnowledge' | 'queryWords' | 'getBrandKit' | 'getHouseRules'>;
}): ResearchNode {
  return async ({ brief, team_id, job_id, material }) => {
    const topic = topicWords(brief.topic);
    const asked = briefLanguage(brief, topic);
    if (contentStems(topic.replaceAll(/https?:\/\/\S+/gu, ' ')).length === 0) {
      throw new JobFailure('no_subject', `Cannot research "${brief.topic}": it names nothing to look for`, {
        params: { topic: brief.topic },
      });
    }
    const [brand, rules] = await Promise.all([content.getBrandKit(team_id), content.getHouseRules(team_id)]);
    const own = { job_id };
    const knowledge = knowledgeOf(content, team_id, PER_QUERY, own, material === null ? own : {});
    const given = await passagesOfMaterial(knowledge, material, topic, asked);
    const found = await retrieveTopic(knowledge, { topic, asked, brand: brand.name, max: SHOWN, ...given });
    if (found.kind === 'missing' && web === null && brief.urls.length === 0) {
      // A document that only mentions what a question is about may answer it all the same.
      const verdict = enoughEvidence(await knowledge.search(topic, asked));
      if (!verdict.enough)
        throw notEnough(brief.topic, [{ provider: 'knowledge', query: topic, fault: null }], {
          terms_missing: verdict.missing,
        });
    }
    const known = found.kind === 'missing' ? { subjects: [], passages: [] } : found;
    return {
      brand,
      rules,
      language: asked ?? (found.kind === 'held' ? found.language : speaks),
      subjects: known.subjects,
      passages: known.passages,
      providers: ['knowledge', ...(web === null ? [] : [web.provider])],
    };
  };
}
