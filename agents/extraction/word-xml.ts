import type { Element, ElementContent, Nodes, Root } from 'xast';
import { fromXml } from 'xast-util-from-xml';

/** Namespaces of Word, transitional and strict, with the prefix that everything here is named by. */
const PREFIXES: Record<string, string> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
};

/** One part of a Word file. No entity but XML's own five is known, and nothing outside of the part is read. */
export function wordXml(bytes: Uint8Array): Root {
  const root = fromXml(
    Buffer.from(bytes)
      .toString('utf8')
      .replace(/^\ufeff/, ''),
  );
  const renamed = new Map<string, string>();
  for (const child of root.children) if (child.type === 'element') rename(child, renamed);
  return root;
}

/** Programs may call a namespace as they like; nearly all say "w". */
function rename(element: Element, known: ReadonlyMap<string, string>): void {
  let names = known;
  for (const [name, uri] of Object.entries(element.attributes)) {
    if (!name.startsWith('xmlns') || !uri) continue;
    const prefix = PREFIXES[uri];
    const given = name === 'xmlns' ? '' : name.slice('xmlns:'.length);
    if (prefix === undefined || prefix === given) continue;
    names = new Map(names).set(given, prefix);
    element.attributes[`xmlns:${prefix}`] = uri;
  }
  if (names.size > 0) {
    element.name = named(element.name, names);
    for (const [name, value] of Object.entries(element.attributes)) {
      if (!name.includes(':') || name.startsWith('xmlns')) continue;
      delete element.attributes[name];
      element.attributes[named(name, names)] = value ?? '';
    }
  }
  for (const child of element.children) if (child.type === 'element') rename(child, names);
}

function named(name: string, names: ReadonlyMap<string, string>): string {
  const colon = name.indexOf(':');
  const prefix = names.get(colon < 0 ? '' : name.slice(0, colon));
  return prefix === undefined ? name : `${prefix}:${name.slice(colon + 1)}`;
}

export function childNamed(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((child): child is Element => child.type === 'element' && child.name === name);
}

export function elementsIn(element: Element | Root | undefined): Element[] {
  return (element?.children ?? []).filter((child): child is Element => child.type === 'element');
}

export function textOf(element: Element | undefined, name = 'w:val'): string | undefined {
  return element?.attributes[name] ?? undefined;
}

/** A switch: there, and not said to be off. Undefined: not there. */
export function switchOf(properties: Element | undefined, name: string): boolean | undefined {
  const element = childNamed(properties, name);
  return element && !['0', 'false', 'off', 'none'].includes(textOf(element) ?? 'true');
}

export function xml(
  name: string,
  attributes: Record<string, string> = {},
  children: ElementContent[] = [],
): Element {
  return { type: 'element', name, attributes, children };
}

export function wordsIn(node: Nodes): string {
  if (node.type === 'text' || node.type === 'cdata') return node.value;
  return 'children' in node ? node.children.map(wordsIn).join('') : '';
}
