import { createHash } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import type { Language } from '../../ports/content.ts';
import type { Web } from '../web/create-web.ts';
import type { Extract } from './create-extractor.ts';
import { documentLanguage } from './document-language.ts';
import type { ExtractionWarning } from './extracted.ts';
import { fallbackTitle, nameOfAddress } from './fallback-title.ts';

/** A page of the web as it was at one moment: data, never an instruction. */
export interface PageRead {
  title: string;
  /** Paragraphs are apart by an empty line. */
  text: string;
  language: Language;
  /** Where the redirects ended. */
  url: string;
  /** The address that the page gives as its own; absent where it gives none, or one of another host. */
  canonical?: string;
  /** Of the bytes that came. */
  sha256: string;
  fetched_at: string;
  warnings: ExtractionWarning[];
}

/**
 * Fetches an address and reads what is there.
 *
 * @throws {JobFailure} What `fetchPage`, `extract` and `documentLanguage` throw. None of it is worth a second try by
 *   itself: a person changes the address or says when to try again.
 */
export type ReadPage = (url: string, signal?: AbortSignal) => Promise<PageRead>;

export function createReadPage({
  web,
  extract,
  clock,
}: {
  web: Web;
  extract: Extract;
  clock: Pick<Clock, 'now'>;
}): ReadPage {
  return async (given, signal) => {
    const page = await web.fetch(given, signal);
    const fetchedAt = new Date(clock.now()).toISOString();
    const { title, text, warnings, canonical } = await extract(
      {
        bytes: page.bytes,
        name: nameOfAddress(page.url),
        contentType: page.contentType,
        charset: page.charset,
      },
      signal,
    );
    return {
      title: title ?? fallbackTitle({ url: page.url, name: null, text }),
      text,
      language: documentLanguage(text),
      url: page.url,
      ...ownAddress(canonical, page.url),
      sha256: createHash('sha256').update(page.bytes).digest('hex'),
      fetched_at: fetchedAt,
      warnings,
    };
  };
}

/** Of its own host alone: a page must not take the place of a stranger's. */
function ownAddress(canonical: string | undefined, url: string): { canonical?: string } {
  const link = canonical === undefined ? null : URL.parse(canonical, url);
  return link !== null && link.host === new URL(url).host && /^https?:$/.test(link.protocol)
    ? { canonical: link.href }
    : {};
}
