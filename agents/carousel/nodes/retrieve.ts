import {
  type ContentForAgent,
  type Language,
  type SearchAnswer,
  slideCount,
} from '../../../ports/content.ts';
import { briefLanguage } from '../../grounding/brief-language.ts';
import { enoughEvidence } from '../../grounding/enough-evidence.ts';
import { topicWords } from '../../grounding/topic-words.ts';
import { JobFailure } from '../../job-failure.ts';
import type { CarouselNode } from '../state.ts';

/** Enough for a deck of 12 slides, few enough for any model's window. */
const MAX_PASSAGES = 16;

/** Finds what the team's knowledge says on the topic; ends the job when it says too little. */
export function retrieve(
  content: Pick<ContentForAgent, 'searchKnowledge' | 'getBrandKit' | 'getHouseRules'>,
): CarouselNode {
  return async (state) => {
    const { brief, team_id } = state;
    const topic = topicWords(brief.topic);
    const asked = briefLanguage(brief, topic);
    const [found, brand, rules] = await Promise.all([
      content.searchKnowledge(team_id, aboutWhat(brief.topic), asked ?? 'pt', MAX_PASSAGES),
      content.getBrandKit(team_id),
      content.getHouseRules(team_id),
    ]);
    const verdict = enoughEvidence(found);
    if (!verdict.enough) {
      throw new JobFailure(
        'no_evidence',
        `The knowledge base does not carry this topic: ${found.passages.length} passages, ${verdict.missing.length} of ${found.terms.length} words found nowhere`,
        { params: { topic: brief.topic, terms_missing: verdict.missing } },
      );
    }
    return {
      language: asked ?? mostlyIn(found),
      slides: brief.slides ?? slideCount.default,
      passages: found.passages,
      brand,
      rules,
    };
  };
}

/** The topic without whom it mentions and where it links: no document would carry these words. */
function aboutWhat(topic: string): string {
  const plain = topic.replace(/(?<![\p{L}\p{N}])@[\p{L}\p{N}._-]+|https?:\/\/\S+/gu, ' ').trim();
  return plain || topic;
}

/** A brief too short to tell its language is answered in that of what was found. */
function mostlyIn(found: SearchAnswer): Language {
  const english = found.passages.filter((p) => p.language === 'en').length;
  return english * 2 > found.passages.length ? 'en' : 'pt';
}
