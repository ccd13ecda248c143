import type { Claim, ContentForAgent } from '../../../ports/content.ts';
import { attemptsAtPages, keepPage, openingOf } from '../../drafting/keep-page.ts';
import type { ReadPage } from '../../extraction/read-page.ts';
import type { BlogNode, BlogState } from '../state.ts';

/**
 * Reads the pages that the brief names and keeps them for this job's searches: people see which could not be read, and
 * why, before they agree to the outline.
 */
export function readPages(
  readPage: ReadPage,
  content: Pick<ContentForAgent, 'storeDocument'>,
  claim: Claim,
): BlogNode {
  return async ({ brief }, { signal }) => {
    const pages: BlogState['pages'] = [];
    const { attempt, unread } = attemptsAtPages(signal);
    const read = await Promise.all(
      [...new Set(brief.urls)].map(async (given) => ({
        given,
        page: await attempt(given, () => readPage(given, signal)),
      })),
    );
    for (const { given, page } of read) {
      if (page === null) continue;
      const stored = await attempt(given, () => keepPage(content, claim, page));
      if (stored === null) continue;
      const { title, language, text } = page;
      pages.push({ document_id: stored.document_id, title, language, opening: openingOf(text) });
    }
    // As they stand in the brief, in any order of answers.
    const inOrder = unread.toSorted((a, b) => brief.urls.indexOf(a.url) - brief.urls.indexOf(b.url));
    return { pages, unread: inOrder };
  };
}
