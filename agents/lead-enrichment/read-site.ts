import { isNoFaultOfIts } from '../drafting/no-fault.ts';
import type { Extract } from '../extraction/create-extractor.ts';
import { fallbackTitle, nameOfAddress } from '../extraction/fallback-title.ts';
import { clip } from '../text/clip.ts';
import type { Web } from '../web/create-web.ts';
import type { SitePage } from './check-facts.ts';
import { aboutLink } from './site-links.ts';

/** Characters of a page that a model reads: what a company says of itself stands at the beginning. */
const MOST_CHARACTERS = 6000;

/** A site: its first page, and where it has one the page on which it tells of itself. */
export interface Site {
  /** Where the redirects of the first page ended. */
  url: string;
  pages: SitePage[];
}

/**
 * Reads a company's site. Of the second page any fault is left aside: the first has been read.
 *
 * @throws {JobFailure} What `Web.fetch` and `extract` throw of the first page.
 */
export type ReadSite = (address: string, signal?: AbortSignal) => Promise<Site>;

export function createReadSite({ web, extract }: { web: Web; extract: Extract }): ReadSite {
  const read = async (id: string, address: string, signal: AbortSignal | undefined) => {
    const { url, bytes, contentType, charset } = await web.fetch(address, signal);
    const { title, text } = await extract({ bytes, name: nameOfAddress(url), contentType, charset }, signal);
    const page = {
      id,
      url,
      title: title ?? fallbackTitle({ url, name: null, text }),
      text: clip(text, MOST_CHARACTERS),
    };
    return { page, html: /html/.test(contentType) ? bytes.toString('latin1') : '' };
  };
  return async (address, signal) => {
    const first = await read('home', address, signal);
    const link = aboutLink(first.html, first.page.url);
    if (link === null) return { url: first.page.url, pages: [first.page] };
    try {
      const second = await read('about', link, signal);
      return { url: first.page.url, pages: [first.page, second.page] };
    } catch (error) {
      signal?.throwIfAborted();
      if (isNoFaultOfIts(error)) throw error;
      return { url: first.page.url, pages: [first.page] };
    }
  };
}
