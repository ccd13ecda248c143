import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import { unified } from 'unified';
import { unreadableFile } from './extracted.ts';
import { plainBlocks } from './plain-blocks.ts';
import { titleAndRest } from './title-and-rest.ts';

/** Elements of a page; beyond it, it is made to be slow. The longest guideline seen has a fifth of it. */
const MAX_ELEMENTS = 30_000;
/** What looks like a tag, in scripts as well: counted before anything is made of it. */
const MAX_TAGS = 60_000;
/** Elements in one another; a page has some thirty, a newsletter made of tables twice that. */
const MAX_NESTING = 200;
/** Below it Readability has found a caption, not an article: lists and short pages are read whole. */
const ENOUGH_CHARACTERS = 200;
/** What is never read aloud: code, form, and the frame around the page. */
const NOT_TEXT =
  'script, style, noscript, template, iframe, object, embed, svg, canvas, form, nav, footer, aside, [hidden], [aria-hidden="true"], [style*="display:none"], [style*="display: none"]';

const reader = unified().use(rehypeParse, { fragment: true }).use(rehypeRemark);

/** The article of a web page, without what stands around it. Nothing of the page runs. */
export function extractHtml(html: string): { title: string | null; text: string } {
  const document = parsed(html);
  checkComplexity(document);
  const title = pageTitle(document);
  const whole = wholePage(html);
  const article = new Readability(document, { charThreshold: ENOUGH_CHARACTERS }).parse();
  const content = (article?.textContent?.trim().length ?? 0) >= ENOUGH_CHARACTERS ? article?.content : whole;
  const { title: named, rest } = titleAndRest(htmlBlocks(content ?? whole), article?.title?.trim() || title);
  return { title: named, text: rest.join('\n\n') };
}

/** HTML as paragraphs of plain text. */
export function htmlBlocks(html: string): string[] {
  return plainBlocks(reader.runSync(reader.parse(html)));
}

/** Browsers make a body around what comes without; this parser takes the first element for the whole document. */
function parsed(html: string): Document {
  const tags = html.match(/<[a-z]/gi)?.length ?? 0;
  if (tags > MAX_TAGS) throw unreadableFile('too_complex', `a page of ${tags} tags, at most ${MAX_TAGS}`);
  const page = /<body[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`;
  // SAFETY: linkedom's document is what is asked of one here; its type is the browser's.
  return parseHTML(page).document as unknown as Document;
}

function checkComplexity(document: Document): void {
  // Its getElementsByTagName('*') finds nothing.
  const elements = document.querySelectorAll('*');
  if (elements.length > MAX_ELEMENTS)
    throw unreadableFile('too_complex', `a page of ${elements.length} elements, at most ${MAX_ELEMENTS}`);
  const depths = new Map<Node, number>();
  for (const element of elements) {
    const depth = 1 + (element.parentNode ? (depths.get(element.parentNode) ?? 0) : 0);
    if (depth > MAX_NESTING)
      throw unreadableFile('too_complex', `a page with more than ${MAX_NESTING} elements in one another`);
    depths.set(element, depth);
  }
}

/** Readability takes its document apart, so this one is read anew. */
function wholePage(html: string): string {
  const document = parsed(html);
  for (const element of document.querySelectorAll(NOT_TEXT)) element.remove();
  return document.querySelector('main')?.innerHTML ?? document.body?.innerHTML ?? '';
}

function pageTitle(document: Document): string | null {
  const given =
    document.querySelector('meta[property="og:title"]')?.getAttribute('content') ??
    document.querySelector('title')?.textContent;
  return given?.replace(/\s+/g, ' ').trim() || null;
}
