import type { Claim, ContentForAgent } from '../../../ports/content.ts';
import { retrieve as retrieveTopic } from '../../drafting/nodes/retrieve.ts';
import { splitTerms } from '../checks/check-consistency.ts';
import type { BlogNode } from '../state.ts';

/** Enough for an article of 2,500 words, few enough for any model's window. */
const MAX_PASSAGES = 32;
const MAX_KEYWORDS = 5;

/** Finds what an article can rest on, also by the brief's keywords and in the pages that it names. */
export function retrieve(
  content: Pick<
    ContentForAgent,
    'searchKnowledge' | 'queryWords' | 'getBrandKit' | 'getHouseRules' | 'citedPassages'
  >,
  claim: Claim,
): BlogNode {
  return async (state) => {
    const { brief, pages, unread } = state;
    const keywords = splitTerms(brief.keywords).slice(0, MAX_KEYWORDS);
    return retrieveTopic(content, claim, state, {
      most: MAX_PASSAGES,
      missing: { unread },
      async also(knowledge, language) {
        const [onKeywords, onPages] = await Promise.all([
          Promise.all(keywords.map((keyword) => knowledge.search(keyword, language))),
          // By their own words: a page that a person gave counts, though it may be in the other language.
          Promise.all(pages.map((page) => knowledge.search(`${page.title} ${page.opening}`, page.language))),
        ]);
        return {
          pages: onPages.map((found, at) =>
            found.passages.filter((p) => p.document_id === pages[at]?.document_id),
          ),
          more: onKeywords.map((searched) => searched.passages),
        };
      },
    });
  };
}
