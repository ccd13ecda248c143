import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { checkHtml, MAX_ELEMENTS, MAX_NESTING } from './check-html.ts';
import { type ExtractionWarning, noText, unreadableFile } from './extracted.ts';
import { isNotice, removeNotices, removePaywall, saysMissing } from './page-notices.ts';
import { plainBlocks } from './plain-blocks.ts';
import { removeHidden } from './remove-hidden.ts';
import { sayScripts } from './say-scripts.ts';
import { titleAndRest } from './title-and-rest.ts';

/** Below it Readability has found a caption, not an article: lists and short pages are read whole. */
const ENOUGH_CHARACTERS = 200;
/** An article is most of its page; of less than this part another candidate is looked for. */
const SMALL_PART = 0.3;
/** What is never read aloud: code and the frame around the page. */
const NOT_TEXT =
  'script, style, noscript, template, iframe, object, embed, svg, canvas, nav, footer, aside, [role="navigation"], [role="contentinfo"], [role="search"]';
/** A form of more text is the page itself, as some servers build them. */
const FORM_CHARACTERS = 1500;

/** Programs that write one document and nothing around it. */
const WRITER =
  /\b(?:microsoft word|libreoffice|openoffice|pandoc|latex2html|latexml|tex4ht|hevea|asciidoctor|docutils|google docs|wps)\b/i;

const reader = unified().use(rehypeParse, { fragment: true });

/** The article of a web page, without what stands around it. Nothing of the page runs. */
export function extractHtml(html: string): {
  title: string | null;
  text: string;
  warnings: ExtractionWarning[];
  canonical?: string;
} {
  const document = parsed(html);
  checkComplexity(document);
  const title = pageTitle(document);
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href')?.trim();
  const isFrame = document.querySelector('frameset, frame') !== null;
  const needsScripts = document.querySelectorAll('script').length > 0;
  const hidden = removeHidden(document);
  const isPaid = removePaywall(document);
  removeNotices(document);
  keepNotes(document);
  keepFormulas(document);
  sayScripts(document);
  const isSaved = isSavedDocument(document, html);
  const seen = document.toString();
  const whole = wholePage(seen);
  const article = isSaved ? null : articleOf(seen, whole.length);
  const { title: named, rest } = titleAndRest(
    htmlBlocks(article?.content ?? whole.html),
    article?.title || title,
  );
  const text = rest.join('\n\n');
  if (!/[\p{L}\p{N}]/u.test(text)) {
    if (isFrame) throw noText('frames', 'the page only holds frames with other pages');
    if (needsScripts) throw noText('scripts', 'the page is made by scripts in a browser');
  }
  if (text.length < ENOUGH_CHARACTERS && needsScripts && /\bjavascript\b/i.test(text))
    throw noText('scripts', 'the page is made by scripts in a browser');
  if (saysMissing(named ?? title, text)) throw noText('missing', 'the page says that it does not exist');
  if (isNotice(text) && text.length < 2 * FORM_CHARACTERS && !isNotice(title ?? '') && isNotice(whole.text))
    throw noText('notice', 'the page only asks for consent or a subscription');
  return {
    title: named,
    text,
    warnings: [
      ...(isPaid ? (['behind_paywall'] as const) : []),
      ...(hidden ? (['hidden_text'] as const) : []),
    ],
    ...(canonical ? { canonical } : {}),
  };
}

/** HTML as paragraphs of plain text. */
export function htmlBlocks(html: string): string[] {
  return plainBlocks(reader.parse(html));
}

/** A document that a program saved as a page is all text: its notes, and what is short, are no frame of an article. */
function isSavedDocument(document: Document, html: string): boolean {
  const generator = document.querySelector('meta[name="generator" i]')?.getAttribute('content') ?? '';
  return (
    WRITER.test(generator) ||
    /<html[^>]{0,500}urn:schemas-microsoft-com:office:word/i.test(html) ||
    document.querySelector('body.doc-content, article.page > .page-body') !== null
  );
}

/** MathJax keeps a formula in a script and draws it beside, where powers are places on the screen. */
function keepFormulas(document: Document): void {
  for (const preview of document.querySelectorAll('.MathJax_Preview')) preview.remove();
  for (const script of document.querySelectorAll('script[type^="math/tex"]')) {
    const drawing = script.previousElementSibling;
    const shown = /\bMathJax/.test(drawing?.getAttribute('class') ?? '') ? drawing : null;
    const math = shown?.querySelector('math') ?? null;
    const words = document.createElement('span');
    words.textContent = script.textContent;
    shown?.remove();
    script.replaceWith(math ?? words);
  }
}

/** Notes at the end of a text, which some programs put into an element for what stands aside. */
function keepNotes(document: Document): void {
  for (const notes of document.querySelectorAll(
    'aside[role="doc-endnotes"], aside[role="doc-footnote"], aside[class*="footnote"], footer[class*="footnote"]',
  )) {
    const section = document.createElement('section');
    section.append(...notes.childNodes);
    notes.replaceWith(section);
  }
}

/**
 * The article as Readability finds it, by its own threshold of 500 characters: on the 130 pages of its tests that gives a
 * token F1 of 0.996, where 200 gave 0.967, since a box of three sentences ended its search.
 *
 * Where that is a small part of the page, or a box that asks for consent, names have misled it ("comment", "sidebar"):
 * it looks once more without them, and the longer of the two counts.
 */
function articleOf(html: string, wholeLength: number): { content: string; title: string } | null {
  const first = readable(parsed(html));
  const isDoubtful = first === null || isNotice(first.text) || first.text.length < wholeLength * SMALL_PART;
  if (!isDoubtful) return first;
  const nameless = parsed(html);
  for (const element of nameless.querySelectorAll('[class], [id]')) {
    element.removeAttribute('class');
    element.removeAttribute('id');
  }
  const second = readable(nameless);
  if (second === null || isNotice(second.text)) return first !== null && isNotice(first.text) ? null : first;
  if (first === null || isNotice(first.text)) return second;
  return second.text.length > 2 * first.text.length ? second : first;
}

function readable(document: Document): { content: string; title: string; text: string } | null {
  const article = new Readability(document).parse();
  const text = article?.textContent?.trim() ?? '';
  if (!article || text.length < ENOUGH_CHARACTERS) return null;
  return { content: article.content ?? '', title: article.title?.trim() ?? '', text };
}

/** Browsers make a body around what comes without; this parser takes the first element for the whole document. */
function parsed(html: string): Document {
  checkHtml(html, { nesting: false });
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
function wholePage(html: string): { html: string; text: string; length: number } {
  const document = parsed(html);
  for (const element of document.querySelectorAll(NOT_TEXT)) element.remove();
  for (const form of document.querySelectorAll('form')) {
    if ((form.textContent ?? '').trim().length < FORM_CHARACTERS) form.remove();
  }
  const main = document.querySelector('main') ?? document.body;
  const text = (main?.textContent ?? '').replace(/\s+/g, ' ').trim();
  return { html: main?.innerHTML ?? '', text, length: text.length };
}

function pageTitle(document: Document): string | null {
  const given =
    document.querySelector('meta[property="og:title"]')?.getAttribute('content') ??
    document.querySelector('title')?.textContent;
  return given?.replace(/\s+/g, ' ').trim() || null;
}
