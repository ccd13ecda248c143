import { unreadableFile } from './extracted.ts';

/** Elements of a page; beyond it, it is made to be slow. The longest guideline seen has a fifth of it. */
export const MAX_ELEMENTS = 30_000;
/** What looks like a tag, in scripts as well: counted before anything is made of it. */
const MAX_TAGS = 60_000;
/** Elements in one another; a page has some thirty, a newsletter made of tables twice that. */
export const MAX_NESTING = 200;
/** What needs no end, or has its end where the next one begins. */
const OPEN_ENDED =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|tr|td|th|option|thead|tbody|tfoot|colgroup)$/i;

/**
 * Refuses HTML that is made to keep a parser busy, before one sees it: tags are counted as they are written.
 *
 * @param nesting Whether elements in one another count; not for a page, whose scripts hold tags as well.
 * @throws {JobFailure} `unreadable_file` with reason `too_complex`.
 */
export function checkHtml(html: string, { nesting }: { nesting: boolean }): void {
  let tags = 0;
  let depth = 0;
  for (const [, end, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9-]*)/gi)) {
    if (end === '') tags += 1;
    if (tags > MAX_TAGS) throw unreadableFile('too_complex', `a page of more than ${MAX_TAGS} tags`);
    if (!nesting || OPEN_ENDED.test(name)) continue;
    depth = end === '' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > 10 * MAX_NESTING)
      throw unreadableFile('too_complex', `a page with more than ${MAX_NESTING} elements in one another`);
  }
}
