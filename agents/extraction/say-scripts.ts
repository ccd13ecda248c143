import { declarationsOf, eachRule } from './remove-hidden.ts';

/** Longer texts are no powers and no marks of notes. */
const MAX_CHARACTERS = 20;
const INLINE = new Set(['SPAN', 'FONT', 'A', 'B', 'I', 'EM', 'STRONG', 'SMALL']);
const SCRIPTS: Record<string, 'sup' | 'sub'> = { super: 'sup', sub: 'sub' };

/**
 * Says with `sup` and `sub` what a page raises and lowers by style alone, as Google Docs and many editors save it: else
 * 10⁷ would be read as 107.
 */
export function sayScripts(document: Document): void {
  const found = new Map<Element, 'sup' | 'sub'>();
  const add = (element: Element, style: ReadonlyMap<string, string>) => {
    const script = SCRIPTS[style.get('vertical-align') ?? ''];
    if (script && INLINE.has(element.tagName)) found.set(element, script);
  };
  eachRule(document, (selector, style) => {
    if (!SCRIPTS[style.get('vertical-align') ?? '']) return;
    try {
      for (const element of document.querySelectorAll(selector)) add(element, style);
    } catch {
      // A selector that this parser does not know raises nothing.
    }
  });
  for (const element of document.querySelectorAll('[style*="vertical-align"]'))
    add(element, declarationsOf(element.getAttribute('style') ?? ''));
  for (const [element, script] of found) {
    if ((element.textContent ?? '').trim().length > MAX_CHARACTERS) continue;
    if (element.closest('sup, sub') || element.querySelector('sup, sub, img')) continue;
    const inner = document.createElement(script);
    inner.append(...element.childNodes);
    element.append(inner);
  }
}
