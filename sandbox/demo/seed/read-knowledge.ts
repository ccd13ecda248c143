import { readdirSync, readFileSync } from 'node:fs';

interface KnowledgeDocument {
  file: string;
  title: string;
  language: 'pt' | 'en';
  url: string | null;
  text: string;
}

const folder = new URL('./knowledge/', import.meta.url);

/** The seeded documents, by file name. Their front matter is `title`, `language` and, where there is one, `url`. */
export function readKnowledge(): KnowledgeDocument[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => parseDocument(file, readFileSync(new URL(file, folder), 'utf8')));
}

function parseDocument(file: string, source: string): KnowledgeDocument {
  const [, matter, text] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source.replaceAll('\r\n', '\n')) ?? [];
  const fields = Object.fromEntries(
    (matter ?? '').split('\n').map((line) => {
      const at = line.indexOf(':');
      return [
        line.slice(0, at).trim(),
        line
          .slice(at + 1)
          .trim()
          .replace(/^"(.*)"$/, '$1'),
      ];
    }),
  );
  const { title, language, url } = fields;
  if (!text?.trim() || !title || (language !== 'pt' && language !== 'en')) {
    throw new Error(
      `Cannot read "${file}": accepted is front matter with title and language (pt or en), then text`,
    );
  }
  return { file, title, language, url: url || null, text: withHeadings(text.trim()) };
}

/** Passages are cut at empty lines: a heading must not be parted from what it heads. */
const withHeadings = (text: string): string => text.replace(/^(#{1,6} .+)\n\n+/gm, '$1\n');
