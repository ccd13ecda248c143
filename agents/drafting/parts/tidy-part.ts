import type { Nodes } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { readable } from '../../../platform/unseen-characters.ts';
import type { ArticlePart } from '../../../ports/content.ts';
import type { PartAnswer } from '../../../ports/model-tasks.ts';
import { asMeant } from '../../text/as-meant.ts';
import { plainLine } from '../../text/plain-line.ts';
import { isFrame } from './written.ts';

const parser = unified().use(remarkParse).use(remarkGfm).freeze();
/** `[^2]`, and the blanks before it. */
const MARK = /[ \t]*\[\^(\d{1,3})\]/g;

/**
 * Removes from a model's part what code can remove, so that no repair is paid for it: links (the text stays; sources
 * are linked by footnotes alone), pictures, HTML, footnotes of its own, the part's heading said again, invisible
 * characters. Evidence that nothing cites goes, evidence given twice is one; the marks are numbered anew. Quotes stay as
 * they are: they are checked verbatim. Pure.
 */
export function tidyPart(id: string, answer: PartAnswer): ArticlePart {
  const heading = isFrame(id) ? '' : plainLine(answer.heading);
  const clean = readable(asMeant(answer.markdown, { tags: false }).normalize('NFC'))
    .replaceAll('\r\n', '\n')
    .replace(/[^\P{Cc}\n\t]/gu, ' ');
  const text = withoutMarkup(clean, plainLine(answer.heading))
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return { id, heading, ...renumbered(text, answer.evidence) };
}

/** Cuts by place, so that every other character stays as it was written. */
function withoutMarkup(markdown: string, heading: string): string {
  const cuts: { from: number; to: number; by: string }[] = [];
  const cut = (node: Nodes, by: string) => {
    const [from, to] = [node.position?.start.offset, node.position?.end.offset];
    if (from !== undefined && to !== undefined) cuts.push({ from, to, by });
  };
  const visit = (node: Nodes): void => {
    const by = replacement(node, heading);
    if (by !== null) cut(node, by);
    else if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(parser.parse(markdown));
  let text = markdown;
  for (const { from, to, by } of cuts.sort((a, b) => b.from - a.from)) {
    text = text.slice(0, from) + by + text.slice(to);
  }
  return text;
}

/** What stands in a node's place; null: the node stays. */
function replacement(node: Nodes, heading: string): string | null {
  switch (node.type) {
    case 'html':
      // Words on both sides of a line break are two words.
      return /^<br\b/i.test(node.value) ? ' ' : '';
    case 'image':
    case 'imageReference':
    case 'definition':
    case 'footnoteDefinition':
    case 'thematicBreak':
      return '';
    case 'link':
    case 'linkReference':
      return textOf(node);
    case 'heading': {
      const words = textOf(node);
      if (plainLine(words).toLowerCase() === heading.toLowerCase()) return '';
      return node.depth < 3 ? `### ${words}` : null;
    }
    default:
      return null;
  }
}

function textOf(node: Nodes): string {
  if ('children' in node) return node.children.map(textOf).join('');
  if (node.type === 'html') return '';
  return 'value' in node ? node.value : '';
}

function renumbered(
  markdown: string,
  given: ArticlePart['evidence'],
): Pick<ArticlePart, 'markdown' | 'evidence'> {
  const evidence: ArticlePart['evidence'] = [];
  const text = markdown.replace(MARK, (mark, digits: string) => {
    const cited = given[Number(digits) - 1];
    // A mark without evidence is for the checks to find.
    if (!cited) return mark.trim();
    let at = evidence.findIndex((e) => e.passage_id === cited.passage_id && e.quote === cited.quote);
    if (at < 0) at = evidence.push(cited) - 1;
    return `[^${at + 1}]`;
  });
  return { markdown: text, evidence };
}
