import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { parse as parseYaml } from 'yaml';
import { checkComplexity } from './check-complexity.ts';
import { plainBlocks } from './plain-blocks.ts';
import { titleAndRest } from './title-and-rest.ts';

const reader = unified().use(remarkParse).use(remarkGfm);

/** Front matter: between two lines of three dashes, at the very start. */
const FRONT_MATTER = /^\ufeff?---\n([\s\S]{0,20000}?)\n---(?:\n|$)/;

export function extractMarkdown(source: string): { title: string | null; text: string } {
  const markdown = source.replace(/\r\n?/g, '\n');
  checkComplexity(markdown);
  const front = FRONT_MATTER.exec(markdown);
  const blocks = plainBlocks(reader.parse(front ? markdown.slice(front[0].length) : markdown));
  const named = front ? titleOf(front[1] ?? '') : null;
  const { title, rest } = titleAndRest(blocks, named);
  return { title, text: rest.join('\n\n') };
}

function titleOf(frontMatter: string): string | null {
  try {
    const { title } = (parseYaml(frontMatter, { maxAliasCount: 0 }) ?? {}) as { title?: unknown };
    return typeof title === 'string' && title.trim() !== '' ? title.trim() : null;
  } catch {
    return null;
  }
}
