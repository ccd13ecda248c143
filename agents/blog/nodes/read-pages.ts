import type { Claim, ContentForAgent } from '../../../ports/content.ts';
import { clip } from '../../grounding/clip.ts';
import { JobFailure } from '../../job-failure.ts';
import type { PageRead, ReadPage } from '../../knowledge/read-page.ts';
import type { BlogNode, BlogState } from '../state.ts';

/** Characters of a page that are kept in the graph's state: what the page is looked up by. */
const OPENING = 400;

/**
 * Reads the pages that the brief names and keeps them for this job's searches. A page that cannot be read ends nothing:
 * people see which and why before they agree to the strategy.
 */
export function readPages(
  readPage: ReadPage,
  content: Pick<ContentForAgent, 'storeDocument'>,
  claim: Claim,
): BlogNode {
  return async ({ brief }, { signal }) => {
    const pages = await Promise.all([...new Set(brief.urls)].map((url) => tryToRead(readPage, url, signal)));
    const stored: BlogState['pages'] = [];
    for (const page of pages.flatMap((p) => p.page ?? [])) {
      const { title, text, language, url, sha256, fetched_at } = page;
      const { document_id } = await content.storeDocument(claim, {
        scope: 'job',
        kind: 'url',
        title,
        language,
        url,
        file_name: null,
        text,
        source_sha256: sha256,
        fetched_at,
      });
      stored.push({ document_id, title, language, opening: clip(text, OPENING) });
    }
    return { pages: stored, unread: pages.flatMap((p) => p.unread ?? []) };
  };
}

async function tryToRead(
  readPage: ReadPage,
  url: string,
  signal: AbortSignal | undefined,
): Promise<{ page?: PageRead; unread?: BlogState['unread'][number] }> {
  try {
    return { page: await readPage(url, signal) };
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof JobFailure)) throw error;
    return { unread: { url, code: error.code, message: error.message } };
  }
}
