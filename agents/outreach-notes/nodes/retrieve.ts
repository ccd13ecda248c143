import type { ContentForAgent, Passage } from '../../../ports/content.ts';
import { knowledgeOf } from '../../drafting/topic/knowledge-of.ts';
import { rootsIn } from '../../drafting/topic/subject.ts';
import { clip } from '../../text/clip.ts';
import { topicWords } from '../../text/topic-words.ts';
import type { NotesNode } from '../state.ts';

const PER_QUERY = 30;
/** About 200 tokens each, and every person's words are written from them. */
const MOST_PASSAGES = 6;
const SEARCHED = 300;
/** Words of the purpose that a passage has. */
const LEAST_COMMON = 2;

/**
 * Finds what the team's knowledge says on the purpose. Words need no source to be written: without one they say what the
 * purpose and the person's facts say.
 */
export function retrieve(
  content: Pick<ContentForAgent, 'searchKnowledge' | 'queryWords' | 'getHouseRules'>,
): NotesNode {
  return async ({ brief, team_id }) => {
    const rules = await content.getHouseRules(team_id);
    if (!brief.steps.some((step) => step.with_words)) return { rules };
    const wanted = topicWords(clip(brief.purpose, SEARCHED));
    const { search } = knowledgeOf(content, team_id, PER_QUERY);
    const inLanguage = brief.language === null ? [] : (await search(wanted, brief.language)).passages;
    const found = [...inLanguage, ...(await search(wanted, null)).passages];
    const once = found.filter((one, at) => found.findIndex(({ id }) => id === one.id) === at);
    return {
      rules,
      passages: once.filter((passage) => isOnPurpose(passage, wanted)).slice(0, MOST_PASSAGES),
    };
  };
}

/** One word in common is what any text of the trade has. Pure. */
function isOnPurpose({ title, text }: Passage, wanted: string): boolean {
  const held = rootsIn(`${title}\n${text}`);
  return [...rootsIn(wanted)].filter((root) => held.has(root)).length >= LEAST_COMMON;
}
