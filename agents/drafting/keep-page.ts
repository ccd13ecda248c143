import { isExpected } from '../../platform/errors.ts';
import type { Claim, ContentForAgent } from '../../ports/content.ts';
import type { PageRead } from '../extraction/read-page.ts';
import { clip } from '../text/clip.ts';
import { isNoFaultOfIts } from './no-fault.ts';

/** A page that was not read or kept; `code` says why. */
export interface UnreadPage {
  url: string;
  code: string;
}

/**
 * Tries pages one by one: one that cannot be read or kept ends nothing, of any kind, and is told of in `unread`, once. What
 * is no fault of a page, and the end of the job, are thrown.
 */
export function attemptsAtPages(signal: AbortSignal | undefined, unread: UnreadPage[] = []) {
  async function attempt<T>(url: string, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      signal?.throwIfAborted();
      if (isNoFaultOfIts(error)) throw error;
      const code = isExpected(error) ? error.code : 'unreadable_file';
      if (!unread.some((one) => one.url === url)) unread.push({ url, code });
      return null;
    }
  }
  return { attempt, unread };
}

/** How a text begins, in characters: what it is looked up by, and all that a graph's state keeps of it. Pure. */
export const openingOf = (text: string): string => clip(text, 400);

/** Keeps a page for this job's searches. */
export function keepPage(
  content: Pick<ContentForAgent, 'storeDocument'>,
  claim: Claim,
  { title, text, language, url, sha256, fetched_at }: PageRead,
) {
  return content.storeDocument(claim, {
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
}
