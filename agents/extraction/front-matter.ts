import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';

/**
 * What stands between two lines of dashes (YAML) or plus signs (TOML) at the very start. Editors leave blanks behind the
 * dashes, and YAML may end with three dots. Longer than 20,000 characters it is a text between two lines.
 */
const FENCED = /^\ufeff*\s*(---|\+\+\+)[ \t]*\n([\s\S]{0,20000}?)(?:^|\n)(---|\+\+\+|\.\.\.)[ \t]*(?:\n|$)/;
/** Hugo takes JSON as well. */
const JSON_FRONT = /^\ufeff*\{\n([\s\S]{0,20000}?)\n\}[ \t]*\n/;

/** Parts Markdown from what its editor keeps about it. */
export function frontMatter(markdown: string): { title: string | null; body: string } {
  const json = JSON_FRONT.exec(markdown);
  const jsonData = json && dataOf('json', json[0]);
  if (json && jsonData) return { title: titleOf(jsonData), body: markdown.slice(json[0].length) };
  const found = FENCED.exec(markdown);
  if (!found) return { title: null, body: markdown };
  const [whole, open = '', inner = '', close = ''] = found;
  if (open === '+++' ? close !== '+++' : close === '+++') return { title: null, body: markdown };
  const data = dataOf(open === '+++' ? 'toml' : 'yaml', inner);
  // Two lines that are drawn around a paragraph are no front matter.
  if (data === null) return { title: null, body: markdown };
  return { title: titleOf(data), body: markdown.slice(whole.length) };
}

function dataOf(kind: 'yaml' | 'toml' | 'json', source: string): Record<string, unknown> | null {
  try {
    const data: unknown =
      kind === 'yaml'
        ? parseYaml(source, { maxAliasCount: 0, logLevel: 'silent' })
        : kind === 'toml'
          ? parseToml(source)
          : JSON.parse(source);
    if (data === null && source.trim() === '') return {};
    return typeof data === 'object' && data !== null && !Array.isArray(data)
      ? (data as Record<string, unknown>)
      : null;
  } catch {
    // Front matter with a fault (a colon in a title) is still no text for readers, if each line looks like it.
    return kind !== 'json' && /^\s*[\w.-]+\s*[:=]/.test(source) ? looseData(source) : null;
  }
}

function looseData(source: string): Record<string, unknown> | null {
  const lines = source.split('\n').filter((line) => line.trim() !== '');
  const isData = (line: string) => /^\s*(?:[\w.-]+\s*[:=]|- |#|[\]}])/.test(line) || /^\s{2,}\S/.test(line);
  if (!lines.every(isData)) return null;
  const title = /^title\s*[:=]\s*(.+)$/im.exec(source)?.[1]?.trim();
  return title === undefined ? {} : { title: title.replace(/^(["'])(.*)\1$/, '$2') };
}

function titleOf(data: Record<string, unknown>): string | null {
  const entry = Object.entries(data).find(([key]) => /^(?:title|t[ií]tulo)$/i.test(key));
  const title = entry?.[1];
  return typeof title === 'string' && title.trim() !== '' ? title.trim() : null;
}
