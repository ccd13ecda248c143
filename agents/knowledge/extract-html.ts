import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import { unified } from 'unified';
import { unreadableFile } from './extracted.ts';
import { plainBlocks } from './plain-blocks.ts';
import { titleAndRest } from './title-and-rest.ts';

/** Elements of a page; beyond it, it is made to be slow. The longest guideline seen has a tenth of it. */
const MAX_ELEMENTS = 60_000;
/** Below it Readability has found a caption, not an article: lists and short pages are read whole. */
const ENOUGH_CHARACTERS = 200;
/** What is never read aloud: code, form, and the frame around the page. */
const NOT_TEXT =
  'script, style, noscript, template, iframe, object, embed, svg, canvas, form, nav, footer, aside, [hidden], [aria-hidden="true"], [style*="display:none"], [style*="display: none"]';

const reader = unified().use(rehypeParse, { fragment: true }).use(rehypeRemark);

/** The article of a web page, without what stands around it. Nothing of the page runs. */
export function extractHtml(html: string): { title: string | null; text: string } {
  const { document } = parseHTML(html);
  if (document.documentElement === null) return { title: null, text: '' };
  const elements = document.getElementsByTagName('*').length;
  if (elements > MAX_ELEMENTS)
    throw unreadableFile('too_complex', `a page of ${elements} elements, at most ${MAX_ELEMENTS}`);
  const title = pageTitle(document);
  const whole = wholePage(html);
  // SAFETY: linkedom's document is what Readability asks of one; its type is the browser's.
  const article = new Readability(document as unknown as Document, {
    charThreshold: ENOUGH_CHARACTERS,
  }).parse();
  const content = (article?.textContent?.trim().length ?? 0) >= ENOUGH_CHARACTERS ? article?.content : whole;
  const { title: named, rest } = titleAndRest(htmlBlocks(content ?? whole), article?.title?.trim() || title);
  return { title: named, text: rest.join('\n\n') };
}

/** HTML as paragraphs of plain text. */
export function htmlBlocks(html: string): string[] {
  return plainBlocks(reader.runSync(reader.parse(html)));
}

/** Readability takes its document apart, so this one is read anew. */
function wholePage(html: string): string {
  const { document } = parseHTML(html);
  for (const element of document.querySelectorAll(NOT_TEXT)) element.remove();
  return document.querySelector('main')?.innerHTML ?? document.body?.innerHTML ?? '';
}

function pageTitle(document: ReturnType<typeof parseHTML>['document']): string | null {
  const given =
    document.querySelector('meta[property="og:title"]')?.getAttribute('content') ?? document.title;
  return given?.replace(/\s+/g, ' ').trim() || null;
}
