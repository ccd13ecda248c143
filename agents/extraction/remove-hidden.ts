import { generate, parse, walk } from 'css-tree';
import { isNotice } from './page-notices.ts';

/** Style sheets of more text, or with more rules that hide something, are not looked into. */
const MAX_CSS = 300_000;
const MAX_RULES = 300;
/** What opens by a click: hidden at first, and there for every reader. */
const OPENS =
  '[role="tabpanel"], [role="region"], details, [class*="accordion"], [class*="collaps"], [class*="tab-"], [class*="tabs"], [class*="toggle"], [class*="faq"], [class*="panel"], [class*="expand"], [class*="read-more"], [class*="leia-mais"]';
const WHITE =
  /^(?:#fff|#ffff|#ffffff|#ffffffff|white|rgba?\(255,255,255(?:,[\d.]+)?\)|rgb\(255 255 255\)|hsl\(0,0%,100%\))$/;

/** What pages hide in good faith: menus, boxes that a click shows, words for those who hear a page. */
const CHROME =
  'nav, header, footer, aside, dialog, form, button, menu, [role="dialog"], [role="menu"], [role="navigation"], [role="alert"], [class*="menu" i], [class*="nav" i], [class*="modal" i], [class*="popup" i], [class*="tooltip" i], [class*="sr-only" i], [class*="screen-reader" i], [class*="visually-hidden" i], [class*="skip" i], [class*="share" i], [class*="katex" i], [class*="mathjax" i]';
/** Fewer words are a label. */
const SENTENCE_WORDS = 4;

/**
 * Takes out what no reader of the page sees, by the elements' own style or by the page's: a hidden instruction must not
 * come into the knowledge base as a sentence of the page. What a click opens (tabs, questions) stays.
 *
 * @returns Whether a sentence was among it that is no part of a page's frame.
 */
export function removeHidden(document: Document): boolean {
  let hidden = false;
  const remove = (element: Element) => {
    hidden ||= isSentence(element);
    element.remove();
  };
  for (const element of document.querySelectorAll('[hidden], [aria-hidden="true"]')) {
    if (isOpened(element, document) || element.getAttribute('hidden') === 'until-found') continue;
    // What is hidden from those who hear a page stands there for those who see it, a second time.
    if (element.hasAttribute('hidden')) remove(element);
    else element.remove();
  }
  const rules = hidingRules(document);
  const painted = paintedSelectors(document);
  for (const element of document.querySelectorAll('[style]')) {
    const style = declarationsOf(element.getAttribute('style') ?? '');
    if (hides(style) && !isOpened(element, document)) remove(element);
    else if (isWhite(style) && onWhite(element, painted)) remove(element);
  }
  for (const { selector, white } of rules) {
    for (const element of found(document, selector)) {
      const own = declarationsOf(element.getAttribute('style') ?? '');
      if (own.has('display') || ['HTML', 'BODY'].includes(element.tagName)) continue;
      if (white ? onWhite(element, painted) : !isOpened(element, document)) remove(element);
    }
  }
  return hidden;
}

function isSentence(element: Element): boolean {
  if (/^(?:SCRIPT|STYLE|TEMPLATE|NOSCRIPT|SVG|SELECT)$/i.test(element.tagName) || element.closest(CHROME))
    return false;
  const text = element.textContent ?? '';
  return (text.match(/\p{L}{2,}/gu) ?? []).length >= SENTENCE_WORDS && !isNotice(text);
}

/** Whether an element with this style shows nothing. */
export function hidesText(style: string): boolean {
  return hides(declarationsOf(style));
}

function hides(style: ReadonlyMap<string, string>): boolean {
  const is = (name: string, value: RegExp) => value.test(style.get(name) ?? '');
  return (
    is('display', /^none$/) ||
    is('visibility', /^(?:hidden|collapse)$/) ||
    is('opacity', /^0(?:\.0+)?%?$/) ||
    (is('font-size', /^(?:0|0?\.\d+|1)(?:px|pt|em|rem|%)?$/) &&
      !is('font-size', /^(?:0?\.[3-9]\d*|1)(?:em|rem)$/)) ||
    is('text-indent', /^-\d{3,}(?:px|em|pt|%)$/) ||
    is('left', /^-\d{3,}(?:px|em)$/) ||
    is('top', /^-\d{4,}px$/) ||
    is('clip', /^rect\(0(?:px)?[, ]+0(?:px)?[, ]+0(?:px)?[, ]+0(?:px)?\)$/) ||
    is('clip-path', /^inset\((?:50|100)%\)$/) ||
    is('color', /^transparent$/) ||
    is('mso-hide', /^all$/) ||
    ((is('max-height', /^0(?:px)?$/) || is('height', /^[01](?:px)?$/)) && is('overflow', /^hidden$/))
  );
}

const isWhite = (style: ReadonlyMap<string, string>): boolean =>
  WHITE.test((style.get('color') ?? '').replace(/,\s+/g, ','));

/** Letters as white as the paper: no style of the page, nor of a sheet that is not here, may give them another ground. */
function onWhite(element: Element, painted: readonly string[] | null): boolean {
  if (painted === null) return false;
  for (let at: Element | null = element; at; at = at.parentElement) {
    const style = declarationsOf(at.getAttribute('style') ?? '');
    const ground = style.get('background-color') ?? style.get('background') ?? at.getAttribute('bgcolor');
    if (ground) return WHITE.test(ground.replace(/,\s+/g, ','));
    if (painted.some((selector) => matches(at as Element, selector))) return false;
  }
  return true;
}

/** Whether something on the page opens it. */
function isOpened(element: Element, document: Document): boolean {
  if (element.tagName === 'MAIN' || element.tagName === 'ARTICLE' || matches(element, OPENS)) return true;
  const id = element.getAttribute('id');
  if (!id || !/^[\w-]+$/.test(id)) return false;
  return document.querySelector(`[aria-controls="${id}"], [href="#${id}"], [data-target="#${id}"]`) !== null;
}

export function declarationsOf(style: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const declaration of style.toLowerCase().split(';')) {
    const colon = declaration.indexOf(':');
    if (colon < 0) continue;
    const value = declaration
      .slice(colon + 1)
      .replace(/!important/g, '')
      .trim();
    found.set(declaration.slice(0, colon).trim(), value);
  }
  return found;
}

interface HidingRule {
  selector: string;
  white: boolean;
}

/** Selectors of the page's own style whose last word is that they hide; rules for some media are left out. */
function hidingRules(document: Document): HidingRule[] {
  const rules = new Map<string, HidingRule | null>();
  eachRule(document, (selector, style) => {
    if (/:(?:hover|focus|active|before|after|not|checked|target)|::/.test(selector)) return;
    const decides = ['display', 'visibility', 'opacity', 'color', 'font-size'].some((name) =>
      style.has(name),
    );
    if (hides(style)) rules.set(selector, { selector, white: false });
    else if (isWhite(style) && !style.has('background') && !style.has('background-color'))
      rules.set(selector, { selector, white: true });
    else if (decides) rules.set(selector, null);
  });
  return [...rules.values()].filter((rule) => rule !== null).slice(0, MAX_RULES);
}

/** Selectors that give a ground; null where a sheet from elsewhere may give one to anything. */
function paintedSelectors(document: Document): string[] | null {
  if (document.querySelector('link[rel~="stylesheet"]')) return null;
  const selectors: string[] = [];
  eachRule(document, (selector, style) => {
    const ground = style.get('background-color') ?? style.get('background');
    if (ground && !WHITE.test(ground) && selectors.length < MAX_RULES) selectors.push(selector);
  });
  return selectors;
}

/** Visits the rules of the page's own style sheets, selector by selector. */
export function eachRule(
  document: Document,
  visit: (selector: string, style: Map<string, string>) => void,
): void {
  for (const sheet of document.querySelectorAll('style')) {
    const css = sheet.textContent ?? '';
    if (css.length > MAX_CSS || /print|speech/.test(sheet.getAttribute('media') ?? '')) continue;
    const tree = parse(css, { parseValue: false, parseCustomProperty: false, onParseError: () => {} });
    walk(tree, {
      visit: 'Rule',
      enter(rule) {
        if (this.atrule !== null || rule.prelude.type !== 'SelectorList') return;
        const style = declarationsOf(generate(rule.block).slice(1, -1));
        for (const selector of rule.prelude.children) visit(generate(selector), style);
      },
    });
  }
}

function found(document: Document, selector: string): Element[] {
  try {
    return [...document.querySelectorAll(selector)];
  } catch {
    // A selector that this parser does not know hides nothing.
    return [];
  }
}

function matches(element: Element, selector: string): boolean {
  try {
    return element.matches(selector);
  } catch {
    return false;
  }
}
