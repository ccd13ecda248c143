import type { Element, Nodes, Parents } from 'hast';
import { listNumber } from './list-number.ts';
import { plainInline } from './plain-inline.ts';
import { tableBlocks } from './plain-table.ts';

/** What begins on a line of its own. */
const BLOCKS = new Set(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup p pre section summary table tbody td tfoot th thead tr ul noscript search'.split(
    ' ',
  ),
);
/** What has no words for a reader: code, a form's controls, pictures. */
const SILENT = new Set(
  'script style template head title meta link iframe object embed svg canvas audio video select textarea datalist map area col colgroup param source track wbr rp button noframes'.split(
    ' ',
  ),
);

/** Characters that an item has, on average, in a list of clauses. */
const LONG_ITEM = 200;

/**
 * An HTML tree as paragraphs of plain text: headings and lists keep their marks as in Markdown, a table's row is a line,
 * and what is only form (emphasis, link targets, pictures) goes. A quote must be the very words that people read.
 */
export function plainBlocks(node: Nodes): string[] {
  return 'children' in node ? blocksIn(node) : [];
}

function blocksIn(parent: Parents): string[] {
  const blocks: string[] = [];
  let line: Nodes[] = [];
  const flush = () => {
    blocks.push(...filled(plainInline(line)));
    line = [];
  };
  for (const child of parent.children) {
    if (child.type === 'element' && (SILENT.has(child.tagName) || isNotesLabel(child))) continue;
    if (child.type === 'element' && (BLOCKS.has(child.tagName) || hasBlock(child))) {
      flush();
      blocks.push(...blocksOf(child));
    } else line.push(child);
  }
  flush();
  return blocks;
}

function blocksOf(node: Element): string[] {
  switch (node.tagName) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6': {
      const title = oneLine(blocksIn(node).join(' '));
      return title === '' ? [] : [`${'#'.repeat(Number(node.tagName[1]))} ${title}`];
    }
    case 'ul':
    case 'ol':
    case 'menu':
    case 'dir':
      return listBlocks(node);
    case 'dl':
      return definitions(node);
    case 'table':
      return tableBlocks(node, blocksIn);
    case 'pre':
      return filled(codeOf(node).replace(/^\n|\s+$/g, ''));
    case 'hr':
      return [];
    default:
      return blocksIn(node);
  }
}

/** A heading above the notes that the reader of Markdown has made. */
function isNotesLabel(node: Element): boolean {
  return node.tagName === 'h2' && /footnote-label$/.test(String(node.properties.id ?? ''));
}

const holdsBlock = new WeakMap<Element, boolean>();

/** An inline element around blocks, as in a link around a card, is only a frame. */
function hasBlock(node: Element): boolean {
  const known = holdsBlock.get(node);
  if (known !== undefined) return known;
  const found = node.children.some(
    (child) => child.type === 'element' && (BLOCKS.has(child.tagName) || hasBlock(child)),
  );
  holdsBlock.set(node, found);
  return found;
}

/** A short list is one paragraph; clauses that are paragraphs themselves each are one, with what hangs on them. */
function listBlocks(list: Element): string[] {
  const lines = listLines(list, '');
  const items = lines.reduce<string[]>((all, line) => {
    if (all.length === 0 || !line.startsWith('  ')) all.push(line);
    else all[all.length - 1] += `\n${line}`;
    return all;
  }, []);
  const isLong = items.length > 1 && lines.join('').length > items.length * LONG_ITEM;
  return filled(lines.join('\n')).length === 0 ? [] : isLong ? items : [lines.join('\n')];
}

function listLines(list: Element, indent: string): string[] {
  const lines: string[] = [];
  const isReversed = list.properties.reversed === true;
  const items = list.children.filter((child) => child.type === 'element' && child.tagName === 'li').length;
  let number = Number(list.properties.start ?? (isReversed ? items : 1));
  const step = isReversed ? -1 : 1;
  for (const child of list.children) {
    if (child.type !== 'element') continue;
    if (['ul', 'ol'].includes(child.tagName)) {
      lines.push(...listLines(child, `${indent}  `));
      continue;
    }
    if (child.properties.value !== undefined) number = Number(child.properties.value) || number;
    const mark =
      list.tagName === 'ol'
        ? `${listNumber(number, FORMATS[String(list.properties.type)] ?? 'decimal')}.`
        : '-';
    number += step;
    lines.push(...itemLines(child, indent, mark));
  }
  return lines;
}

/** An item's first block stands beside its mark, each further one on a line of its own. */
function itemLines(item: Element, indent: string, mark: string): string[] {
  const lines: string[] = [];
  let own: Nodes[] = [];
  const flush = () => {
    for (const block of blocksIn({ type: 'root', children: own as never[] })) {
      const words = oneLine(block.replace(/^#{1,6} /, ''));
      const isFirst = !lines.some((line) => line.startsWith(`${indent}${mark} `));
      if (isFirst) lines.unshift(`${indent}${mark} ${words}`);
      else lines.push(...block.split('\n').map((line) => `${indent}  ${line.replace(/^#{1,6} /, '')}`));
    }
    own = [];
  };
  for (const child of item.children) {
    const isList = child.type === 'element' && ['ul', 'ol'].includes(child.tagName);
    if (!isList) {
      own.push(child);
      continue;
    }
    flush();
    lines.push(...listLines(child, `${indent}  `));
  }
  flush();
  return lines;
}

/** The `type` of a list in HTML. */
const FORMATS: Record<string, string> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
};

/** "Term: meaning", a line each: several terms of one meaning stand together, and so do several meanings. */
function definitions(list: Element): string[] {
  const lines: string[] = [];
  let terms: string[] = [];
  const spoken = () => {
    const term = terms.join(', ');
    terms = [];
    return term;
  };
  const parts = list.children.flatMap((child) =>
    child.type === 'element' && child.tagName === 'div' ? child.children : [child],
  );
  for (const part of parts) {
    if (part.type !== 'element') continue;
    const words = oneLine(blocksIn(part).join(' '));
    if (words === '') continue;
    if (part.tagName === 'dt') {
      terms.push(words);
      continue;
    }
    const term = spoken();
    const before = lines.at(-1);
    if (term !== '') lines.push(`${/[:?!.]$/.test(term) ? term : `${term}:`} ${words}`);
    else if (before === undefined) lines.push(words);
    else lines[lines.length - 1] = `${before}${/[.!?;]$/.test(before) ? ' ' : '; '}${words}`;
  }
  if (terms.length > 0) lines.push(spoken());
  return filled(lines.join('\n'));
}

function codeOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'element' && node.tagName === 'br') return '\n';
  return 'children' in node ? node.children.map(codeOf).join('') : '';
}

function filled(block: string): string[] {
  return block.trim() === '' ? [] : [block];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
