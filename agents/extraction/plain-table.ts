import type { Element, Nodes, Parents } from 'hast';

/** Wider spans are a way to draw a line, not a table. */
const MAX_SPAN = 50;
/** A cell with as much text in several paragraphs holds a page's column, not a value. */
const LAYOUT_CHARACTERS = 400;
const NESTED_CHARACTERS = 200;

/**
 * A table: one line a row, cells apart by " | ", a cell that spans rows named in each of them. What a table only lays out
 * (a mail, an old page) is read as the paragraphs that it holds.
 */
export function tableBlocks(table: Element, blocksIn: (parent: Parents) => string[]): string[] {
  const rows = rowsOf(table);
  const caption = childrenOf(table, 'caption').flatMap(blocksIn);
  const cells = rows.map((row) => [...childrenOf(row, 'td'), ...childrenOf(row, 'th')]);
  if (isLayout(table, cells, blocksIn)) {
    const ordered = rows.flatMap((row) => row.children.filter(isElement));
    return [...caption, ...ordered.flatMap(blocksIn)];
  }
  const lines: string[] = [];
  let hanging: { text: string; rows: number }[] = [];
  for (const row of rows) {
    const line: string[] = [];
    const next: typeof hanging = [];
    const fillHanging = () => {
      for (let above = hanging[line.length]; above && above.rows > 0; above = hanging[line.length]) {
        next[line.length] = { text: above.text, rows: above.rows - 1 };
        line.push(above.text);
      }
    };
    for (const cell of row.children.filter(isElement)) {
      fillHanging();
      const text = apart(blocksIn(cell));
      const across = span(cell, 'colSpan', MAX_SPAN);
      const down = span(cell, 'rowSpan', rows.length);
      for (let at = 0; at < across; at += 1) {
        const own = at === 0 ? text : '';
        if (down > 1) next[line.length] = { text: own, rows: down - 1 };
        line.push(own);
      }
    }
    fillHanging();
    hanging = next;
    if (line.some((text) => text !== '')) lines.push(line.join(' | ').trimEnd());
  }
  return [...caption, ...(lines.length > 0 ? [lines.join('\n')] : [])];
}

/** Blocks of one cell on one line: two numbers and rows of a table inside stay apart. */
function apart(blocks: readonly string[]): string {
  return blocks
    .flatMap((block) => block.split('\n'))
    .filter((line) => line.trim() !== '')
    .reduce((all, line) => {
      const isRow = / \| /.test(line);
      const words = line
        .replace(/^\s*(?:#{1,6}|-) /, '')
        .replace(/(?: \|)+(?= |$)/g, '')
        .replace(/\s+/g, ' ')
        .trim();
      if (all === '') return words;
      const meets = isRow || (/\p{N}$/u.test(all) && /^[-−±\d]/.test(words));
      return `${all}${meets && !/[;:,.]$/.test(all) ? '; ' : ' '}${words}`;
    }, '');
}

function isLayout(
  table: Element,
  rows: readonly Element[][],
  blocksIn: (parent: Parents) => string[],
): boolean {
  if (table.properties.role === 'presentation' || rows.every((cells) => cells.length <= 1)) return true;
  const cells = rows.flat();
  if (cells.some((cell) => cell.tagName === 'th')) return false;
  if (cells.some((cell) => holds(cell, ['h1', 'h2']))) return true;
  const nested = cells.filter((cell) => holds(cell, ['table']));
  // A small table in a cell of a table is a value; a large one, or one beside no other row, is a part of the page.
  const isValue = (cell: Element) => blocksIn(cell).join('').length <= NESTED_CHARACTERS;
  if (nested.length > 0 && (rows.length < 2 || nested.length * 2 > cells.length || !nested.every(isValue)))
    return true;
  return cells.some((cell) => {
    const blocks = blocksIn(cell);
    return blocks.length > 2 && blocks.join('').length > LAYOUT_CHARACTERS;
  });
}

function holds(node: Element, names: readonly string[]): boolean {
  return node.children.some(
    (child) => isElement(child) && (names.includes(child.tagName) || holds(child, names)),
  );
}

function rowsOf(table: Element): Element[] {
  return table.children.filter(isElement).flatMap((part) => {
    if (part.tagName === 'tr') return [part];
    return ['thead', 'tbody', 'tfoot'].includes(part.tagName) ? childrenOf(part, 'tr') : [];
  });
}

function childrenOf(node: Element, name: string): Element[] {
  return node.children.filter((child) => isElement(child) && child.tagName === name) as Element[];
}

function span(cell: Element, name: 'colSpan' | 'rowSpan', most: number): number {
  const given = Math.floor(Number(cell.properties[name] ?? 1));
  if (name === 'rowSpan' && given === 0) return most;
  return Number.isFinite(given) ? Math.min(Math.max(given, 1), most) : 1;
}

function isElement(node: Nodes): node is Element {
  return node.type === 'element';
}
