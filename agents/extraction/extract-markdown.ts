import type { Nodes as HastNodes } from 'hast';
import type { Nodes } from 'mdast';
import rehypeParse from 'rehype-parse';
import rehypeRaw from 'rehype-raw';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { checkComplexity } from './check-complexity.ts';
import { checkHtml } from './check-html.ts';
import type { ExtractionWarning } from './extracted.ts';
import { frontMatter } from './front-matter.ts';
import { plainDialects } from './markdown-dialects.ts';
import { mathText } from './math-text.ts';
import { plainBlocks } from './plain-blocks.ts';
import { hidesText } from './remove-hidden.ts';
import { titleAndRest } from './title-and-rest.ts';

type Katex = typeof import('katex').default;

const reader = unified().use(remarkParse).use(remarkGfm).use(remarkMath);
/** HTML inside Markdown is read as a browser would; nothing of it runs, since only its words are taken. */
const toHtml = unified().use(remarkRehype, { allowDangerousHtml: true }).use(rehypeRaw);
const formulas = unified().use(rehypeParse, { fragment: true });

export async function extractMarkdown(
  source: string,
): Promise<{ title: string | null; text: string; warnings: ExtractionWarning[] }> {
  const { title: named, body } = frontMatter(source.replace(/\r\n?/g, '\n'));
  checkComplexity(body);
  const markdown = plainDialects(body);
  const tree = reader.parse(markdown);
  keepProducts(tree, markdown);
  if (/\$|^\s*(?:```|~~~)\s*math/m.test(markdown))
    sayFormulas(tree, markdown, (await import('katex')).default);
  checkHtml(htmlIn(tree), { nesting: true });
  const html = toHtml.runSync(tree);
  const hidden = withoutHidden(html);
  const { title, rest } = titleAndRest(plainBlocks(html), named);
  return { title, text: rest.join('\n\n'), warnings: hidden ? ['hidden_text'] : [] };
}

/** Raw HTML of a document, to be counted before a tree is made of it. */
function htmlIn(node: Nodes): string {
  if (node.type === 'html') return `${node.value}\n`;
  return 'children' in node ? node.children.map(htmlIn).join('') : '';
}

/** "2*3*4" is a product, whose signs Markdown takes for emphasis. */
function keepProducts(node: Nodes, markdown: string): void {
  if (!('children' in node)) return;
  for (const [at, child] of node.children.entries()) {
    if (child.type !== 'emphasis') {
      keepProducts(child, markdown);
      continue;
    }
    const [start, end] = [child.position?.start.offset ?? 0, child.position?.end.offset ?? 0];
    if (/\d$/.test(markdown.slice(0, start)) && /^\d/.test(markdown.slice(end)))
      node.children[at] = { type: 'text', value: markdown.slice(start, end) };
  }
}

/** Takes out what a page would hide, and says whether there was any. */
function withoutHidden(node: HastNodes): boolean {
  if (!('children' in node)) return false;
  const isHidden = (child: HastNodes) =>
    child.type === 'element' &&
    (child.properties.hidden === true || hidesText(String(child.properties.style ?? '')));
  const shown = node.children.filter((child) => !isHidden(child));
  const found = shown.length < node.children.length;
  node.children = shown as typeof node.children;
  return node.children.map(withoutHidden).some((inside) => inside) || found;
}

/** Formulas in TeX become words with their numbers; what is none ("custa $5 e $10") stays as it was written. */
function sayFormulas(node: Nodes, markdown: string, katex: Katex): void {
  if (!('children' in node)) return;
  for (const [at, child] of node.children.entries()) {
    if (child.type === 'inlineMath') {
      const [start, end] = [child.position?.start.offset ?? 0, child.position?.end.offset ?? 0];
      const written = markdown.slice(start, end);
      const isPrice =
        /^\$\s|\s\$$/.test(written) ||
        /^\d/.test(markdown.slice(end)) ||
        /[\p{L}\d]$/u.test(markdown.slice(0, start).slice(-1));
      // GitHub's form has the formula in backquotes as well.
      const tex = child.value.replace(/^`(.*)`$/s, '$1');
      node.children[at] = { type: 'text', value: isPrice ? written : formula(tex, katex) };
    } else if (child.type === 'math' || (child.type === 'code' && child.lang === 'math')) {
      node.children[at] = {
        type: 'paragraph',
        children: [{ type: 'text', value: formula(child.value, katex) }],
      };
    } else sayFormulas(child, markdown, katex);
  }
}

/** What TeX cannot read is kept as it stands: its numbers are in it. */
function formula(tex: string, katex: Katex): string {
  if (tex.length > 2000) return tex;
  try {
    const html = katex.renderToString(tex, {
      output: 'mathml',
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxExpand: 200,
    });
    return mathText(formulas.parse(html)) || tex;
  } catch {
    return tex;
  }
}
