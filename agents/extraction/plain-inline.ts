import type { Element, Nodes } from 'hast';
import { joinScripts, type ScriptRun } from './join-scripts.ts';
import { mathText } from './math-text.ts';

const SILENT = new Set(
  'script style template svg img select textarea button audio video canvas iframe object wbr rp'.split(' '),
);
/** Where a browser leaves room although no space is written. */
const APART = new Set(['option', 'label', 'rt']);

/** What stands in one paragraph, as one line for each that its breaks make. */
export function plainInline(nodes: readonly Nodes[]): string {
  const runs: ScriptRun[] = [];
  for (const node of nodes) collect(node, 'none', runs);
  return joinScripts(runs)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .join('\n')
    .trim();
}

function collect(node: Nodes, script: ScriptRun['script'], runs: ScriptRun[]): void {
  if (node.type === 'text') {
    runs.push({ text: node.value.replace(/\s+/g, ' '), script });
    return;
  }
  if (node.type !== 'element' && node.type !== 'root') return;
  if (node.type === 'element') {
    const { tagName } = node;
    if (SILENT.has(tagName) || isBackLink(node)) {
      runs.push(...altOf(node));
      return;
    }
    if (tagName === 'input' && node.properties.type === 'checkbox') {
      runs.push({ text: node.properties.checked ? ' ☒ ' : ' ☐ ', script: 'none' });
      return;
    }
    if (tagName === 'br') {
      runs.push({ text: '\n', script: 'none' });
      return;
    }
    if (tagName === 'math') {
      runs.push({ text: mathText(node), script });
      return;
    }
    if (isNoteMark(node)) {
      runs.push({ text: wordsOf(node), script: 'mark' });
      return;
    }
    const inner = tagName === 'sup' ? 'super' : tagName === 'sub' ? 'sub' : script;
    if (APART.has(tagName)) runs.push({ text: ' ', script: 'none' });
    for (const child of node.children) collect(child, inner, runs);
    if (APART.has(tagName)) runs.push({ text: ' ', script: 'none' });
    return;
  }
  for (const child of node.children) collect(child, script, runs);
}

/** The words of a picture where they carry a figure: "12 % de refugo em 2024" is a fact, "logo" is none. */
function altOf(node: Element): ScriptRun[] {
  const alt = String(node.tagName === 'img' ? (node.properties.alt ?? '') : '').trim();
  const isFact = /\d/.test(alt) && alt.split(/\s+/).length > 2 && !/\.(?:png|jpe?g|gif|svg|webp)$/i.test(alt);
  return isFact ? [{ text: ` ${alt} `, script: 'none' }] : [];
}

/** A raised link inside the page, or what programs call a reference to a note. */
function isNoteMark(node: Element): boolean {
  if (node.tagName === 'a') {
    const { role, dataFootnoteRef, href } = node.properties;
    if (role === 'doc-noteref' || dataFootnoteRef !== undefined) return true;
    // Word saves "#_ftn1"; others link the raised number itself.
    if (!/^#/.test(String(href ?? ''))) return false;
    if (/^#_(?:ftn|edn)\d+$/.test(String(href))) return true;
    const inner = node.children.filter((child) => wordsOf(child).trim() !== '');
    return inner.length === 1 && inner[0]?.type === 'element' && inner[0].tagName === 'sup';
  }
  if (node.tagName !== 'sup') return false;
  const link = node.children.find((child) => child.type === 'element' && child.tagName === 'a');
  const words = wordsOf(node).trim();
  if (!link) return /^\[.{1,8}\]$/.test(words);
  return /^[[(]?(?:\d{1,3}|\p{L}|[*†‡§])[\])]?$/u.test(words);
}

/** The arrow behind a note that leads back to its mark. */
function isBackLink(node: Element): boolean {
  if (node.tagName !== 'a') return false;
  const { dataFootnoteBackref, role, href } = node.properties;
  if (dataFootnoteBackref !== undefined || role === 'doc-backlink') return true;
  return (
    typeof href === 'string' && href.startsWith('#') && /^(?:[\s↑↩^⏎↵]|\p{M}|\ufe0e)*$/u.test(wordsOf(node))
  );
}

function wordsOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(wordsOf).join('') : '';
}
