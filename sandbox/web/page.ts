import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What is not a page of text: a redirect, a picture, a body without end. */
export type Answer = (req: IncomingMessage, res: ServerResponse) => void;

/** A page of text, which the stand-in's search knows as well. */
export interface Page {
  /** @param reads How often it was read before, since the start. */
  html(reads: number): string;
  /** Known to the search and there no more. */
  isGone?: boolean;
}

export function page(file: string): Page {
  const html = readFileSync(new URL(`pages/${file}`, import.meta.url), 'utf8');
  return { html: () => html };
}

export function redirect(location: string): Answer {
  return (_req, res) => {
    res.writeHead(302, { location }).end();
  };
}

/** Example pages that are made and not written: each says so, as the written ones do. */
export function made(page: { title: string; day: string; paragraphs: readonly string[] }): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${page.title}</title>
<meta property="article:published_time" content="${page.day}"></head>
<body><main><article>
<h1>${page.title}</h1>
<aside>Example page of Greenlight's stand-in web. This site does not exist outside of this machine.</aside>
${page.paragraphs.map((text) => `<p>${text}</p>`).join('\n')}
</article></main>
<footer>An example for demonstration. No advice for a real product.</footer>
</body></html>
`;
}
