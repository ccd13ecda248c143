import { isExpected } from '../../../platform/errors.ts';
import { inLanes } from '../../../platform/lanes.ts';
import { withLeftOut } from '../../drafting/left-out.ts';
import { isNoFaultOfIts } from '../../drafting/no-fault.ts';
import { have } from '../../drafting/state.ts';
import type { Attempt } from '../../runner/attempt.ts';
import { canonicalAddress } from '../../web/search/canonical-address.ts';
import type { SearchResult, WebSearch } from '../../web/search/web-search.ts';
import { researchLimits } from '../limits.ts';
import { lookedFor } from '../open-questions.ts';
import type { Candidate, ResearchNode, ResearchState } from '../state.ts';
import { refusedSearch } from './weigh.ts';

type Search = ResearchState['searches'][number];

/**
 * Asks the web for pages on what this round looks for, and chooses which to read: those that a person gave, then the best
 * of each search. What is left out is counted. A search that fails is told and ends nothing; at a cap people are asked.
 */
export function search(web: WebSearch | null, attempt: Attempt): ResearchNode {
  return async (state, { signal }) => {
    const round = state.searched + 1;
    const questions = lookedFor(state.lookups, state.questions);
    if (attempt.finishes) {
      const left = questions.map(({ text }) => refusedSearch(state, round, text));
      return {
        searched: round,
        lookups: [],
        candidates: [],
        searches: [...state.searches, ...left],
        left_out: withLeftOut(state, 'searches'),
      };
    }
    const wanted = questions.flatMap(({ id, text }) =>
      queriesOf(state, id, text).map((query) => ({ question: id, query })),
    );
    const made = web
      ? await inLanes(wanted, researchLimits.atOnce, searchOne(web, state, round, signal))
      : [];
    const chosen = new Map<string, Candidate>();
    const given = [...(state.searched === 0 ? state.brief.urls : []), ...state.more_urls];
    for (const address of given)
      choose(chosen, { address, question_ids: questions.map(({ id }) => id), search: null });
    const known = new Set(state.pages.flatMap((page) => page.addresses.map(canonicalAddress)));
    const searches = made.map(({ entry, results, question }, nth): Search => {
      let taken = 0;
      for (const { address } of results) {
        const key = canonicalAddress(address);
        const hasRoom = taken < researchLimits.pagesOfSearch && chosen.size < researchLimits.pagesOfRound;
        if (!known.has(key) && !chosen.has(key) && !hasRoom) continue;
        taken += 1;
        choose(chosen, { address, question_ids: [question], search: state.searches.length + nth });
      }
      return { ...entry, cut: entry.cut + results.length - taken };
    });
    const tried = { ...state.tried };
    for (const { question, query } of wanted) tried[question] = [...(tried[question] ?? []), query];
    return {
      searched: round,
      searches: [...state.searches, ...searches],
      candidates: [...chosen.values()],
      more_urls: [],
      tried,
    };
  };
}

/** In the words of the question where no others are given, once. */
function queriesOf({ lookups, tried }: ResearchState, id: string, text: string): string[] {
  const given = lookups.find((one) => one.question_id === id)?.queries ?? [];
  const known = new Set(tried[id]);
  return (given.length > 0 ? given : [text]).filter((query) => !known.has(query));
}

/** One entry for each source, with all the questions that it is for. */
function choose(chosen: Map<string, Candidate>, one: Candidate): void {
  const key = canonicalAddress(one.address);
  const before = chosen.get(key);
  const question_ids = [...new Set([...(before?.question_ids ?? []), ...one.question_ids])];
  chosen.set(key, { ...one, ...before, question_ids });
}

function searchOne(web: WebSearch, state: ResearchState, round: number, signal: AbortSignal | undefined) {
  return async ({ question, query }: { question: string; query: string }) => {
    const entry: Search = { round, query, provider: web.provider, results: 0, read: 0, cut: 0, fault: null };
    try {
      const asked = { query, language: have(state, 'language'), limit: researchLimits.results };
      const { results, unreadable } = await web.search(asked, signal);
      const told = { ...entry, results: results.length + unreadable, cut: unreadable };
      return { question, results, entry: told };
    } catch (error) {
      signal?.throwIfAborted();
      if (!isExpected(error) || isNoFaultOfIts(error) || error.code === 'budget_cap') throw error;
      return { question, results: [] as SearchResult[], entry: { ...entry, fault: error.code } };
    }
  };
}
