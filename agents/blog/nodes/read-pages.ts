import { isExpected } from '../../../platform/errors.ts';
import type { Claim, ContentForAgent } from '../../../ports/content.ts';
import type { ReadPage } from '../../extraction/read-page.ts';
import { clip } from '../../text/clip.ts';
import type { BlogNode, BlogState } from '../state.ts';

/** Characters of a page that are kept in the graph's state: what the page is looked up by. */
const OPENING = 400;
/** What is no fault of a page: the next attempt, or the next runner, reads it. */
const NOT_THE_PAGE = ['database_unavailable', 'token_refused', 'lost_lease', 'shutdown'];

/**
 * Reads the pages that the brief names and keeps them for this job's searches. A page that cannot be read or kept ends
 * nothing, of any kind: people see which and why before they agree to the outline.
 */
export function readPages(
  readPage: ReadPage,
  content: Pick<ContentForAgent, 'storeDocument'>,
  claim: Claim,
): BlogNode {
  return async ({ brief }, { signal }) => {
    const pages: BlogState['pages'] = [];
    const unread: BlogState['unread'] = [];
    const attempt = async <T>(url: string, read: () => Promise<T>): Promise<T | null> => {
      try {
        return await read();
      } catch (error) {
        signal?.throwIfAborted();
        if (isExpected(error, ...NOT_THE_PAGE)) throw error;
        unread.push({ url, code: isExpected(error) ? error.code : 'unreadable_file' });
        return null;
      }
    };
    const read = await Promise.all(
      [...new Set(brief.urls)].map(async (given) => ({
        given,
        page: await attempt(given, () => readPage(given, signal)),
      })),
    );
    for (const { given, page } of read) {
      if (page === null) continue;
      const { title, text, language, url, sha256, fetched_at } = page;
      const stored = await attempt(given, () =>
        content.storeDocument(claim, {
          scope: 'job',
          kind: 'url',
          title,
          language,
          url,
          file_name: null,
          text,
          source_sha256: sha256,
          fetched_at,
        }),
      );
      if (stored !== null)
        pages.push({ document_id: stored.document_id, title, language, opening: clip(text, OPENING) });
    }
    // As they stand in the brief, in any order of answers.
    return {
      pages,
      unread: unread.toSorted((a, b) => brief.urls.indexOf(a.url) - brief.urls.indexOf(b.url)),
    };
  };
}
