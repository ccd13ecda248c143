import { inLanes } from '../../../platform/lanes.ts';
import type { ContentForAgent, Language, Passage } from '../../../ports/content.ts';
import type { SubQuestion } from '../../../ports/model-tasks.ts';
import { addPassages } from '../../drafting/add-passages.ts';
import { have } from '../../drafting/state.ts';
import { cognatesOf } from '../../drafting/topic/cognates-of.ts';
import { knowledgeOf } from '../../drafting/topic/knowledge-of.ts';
import { smallWords } from '../../drafting/topic/small-words.ts';
import { plainWords } from '../../drafting/topic/subject.ts';
import { fuseRanks } from '../../text/fuse-ranks.ts';
import { researchLimits } from '../limits.ts';
import { lookedFor } from '../open-questions.ts';
import type { PageOfJob, ResearchNode, ResearchState } from '../state.ts';

const PER_QUERY = 20;
/** Of all questions and rounds together. */
const MOST_PASSAGES = 160;

/**
 * Finds passages for each question that this round looks for, in the knowledge base and in the pages of this job. What a
 * question was read with before is not read again.
 */
export function retrieve(content: Pick<ContentForAgent, 'searchKnowledge' | 'queryWords'>): ResearchNode {
  return async (state) => {
    const language = have(state, 'language');
    const knowledge = knowledgeOf(content, state.team_id, PER_QUERY, { job_id: state.job_id });
    const questions = lookedFor(state.lookups, state.questions);
    const found = await inLanes(questions, researchLimits.atOnce, async (question) => {
      const queries = queriesFor(question, state);
      const lists = await Promise.all([
        ...queries.map(async (query) => (await knowledge.search(query, language)).passages),
        knowledge.search(inBoth(queries), null).then((answer) => answer.passages),
        ...pagesFor(question, state).map(async ({ title, opening, document_id }) =>
          (await knowledge.search(`${title} ${opening}`, null)).passages.filter(
            (p) => p.document_id === document_id,
          ),
        ),
      ]);
      return { question, query: queries.at(-1) ?? question.text, all: fuseRanks(lists) };
    });
    let { passages } = state;
    const held: ResearchState['held'] = {};
    const searches = [...state.searches];
    for (const { question, query, all } of found) {
      const known = new Set(state.read[question.id]);
      const fresh = all.filter((p) => !known.has(p.id));
      const chosen = choose(fresh, pagesFor(question, state), language);
      passages = addPassages(passages, chosen, MOST_PASSAGES);
      const kept = new Set(passages.map((p) => p.id));
      held[question.id] = chosen.map((p) => p.id).filter((id) => kept.has(id));
      const read = held[question.id]?.length ?? 0;
      const cut = fresh.length - read;
      searches.push({
        round: state.searched,
        query,
        provider: 'knowledge',
        results: all.length,
        read,
        cut,
        fault: null,
      });
    }
    const read = { ...state.read };
    for (const [id, ids] of Object.entries(held)) read[id] = [...(read[id] ?? []), ...ids];
    return { held, read, searches, ...(passages === state.passages ? {} : { passages }) };
  };
}

/** What this round adds, with the question itself behind it: other words alone may have left its subject out. */
function queriesFor(question: SubQuestion, { lookups }: ResearchState): string[] {
  const given = lookups.find((one) => one.question_id === question.id)?.queries ?? [];
  return [...new Set([question.text, ...given])];
}

/** The words of the queries, with what they may be called in the other language. */
function inBoth(queries: readonly string[]): string {
  const words = plainWords(queries.join(' ')).filter((word) => !smallWords.has(word));
  return [...new Set(words.flatMap((word) => [word, ...cognatesOf(word)]))].join(' ') || queries.join(' ');
}

function pagesFor(question: SubQuestion, { pages }: ResearchState): PageOfJob[] {
  return pages.filter((page) => page.question_ids.includes(question.id));
}

/** The best, those of the report's language before the other; pages that were looked up for it have places of their own. */
function choose(found: readonly Passage[], pages: readonly PageOfJob[], language: Language): Passage[] {
  const ids = new Set(pages.map((page) => page.document_id));
  const ranked = [
    ...found.filter((p) => p.language === language),
    ...found.filter((p) => p.language !== language),
  ];
  const ofPages = found.filter((p) => ids.has(p.document_id)).slice(0, researchLimits.ofPages);
  const others = ranked
    .filter((p) => !ofPages.includes(p))
    .slice(0, researchLimits.passages - ofPages.length);
  const chosen = new Set([...ofPages, ...others]);
  return ranked.filter((p) => chosen.has(p));
}
