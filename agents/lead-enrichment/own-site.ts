import { folded } from '../../platform/folded.ts';
import type { FoundValue } from '../../ports/content.ts';
import { sentences } from '../text/sentences.ts';
import { MOST_QUOTE } from './check-facts.ts';
import type { Site } from './read-site.ts';
import { standsIn } from './stands-in.ts';

/** What the name of a company may end with, and is left out on its own pages. */
const forms = /[\s,.-]+(?:ltda|s\/?a|eireli|me|epp|inc|llc|ltd|gmbh|corp|co)\.?$/;

/**
 * The address of a lead's company, where its pages name the company: the quote is the first sentence or title that does. Null:
 * they do not, and the site may be a stranger's. Pure.
 */
export function ownSite(company: string, { url, pages }: Site): FoundValue | null {
  const name = folded(company).replace(forms, '').trim();
  if (name.length < 3) return null;
  for (const page of pages) {
    for (const said of [page.title, ...sentences(page.text).map((one) => one.text)]) {
      if (said.length > MOST_QUOTE || !standsIn(folded(said), name)) continue;
      return { value: new URL('/', url).href, quote: said, url: page.url };
    }
  }
  return null;
}
