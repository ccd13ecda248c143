import { JobFailure } from '../job-failure.ts';

const PAGES = ['text/html', 'application/xhtml+xml', 'text/plain', 'text/markdown', 'text/x-markdown'];
const FILES = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  // What servers call a file that they do not know: its first bytes tell what it is.
  'application/octet-stream',
  'binary/octet-stream',
  '',
];

/**
 * Whether an answer is of a kind that can be read, by its `Content-Type`. What it really is, its bytes tell later.
 *
 * @throws {JobFailure} `content_type`
 */
export function readingOf(
  header: string,
  url: URL,
): { type: string; charset: string | null; isFile: boolean } {
  const type = (header.split(';')[0] ?? '').trim().toLowerCase();
  const isFile = FILES.includes(type);
  if (!isFile && !PAGES.includes(type)) {
    throw new JobFailure(
      'content_type',
      `Cannot read ${url.href}: it is "${type}", accepted: web page, text, Markdown, PDF, DOCX`,
      { params: { url: url.href, type } },
    );
  }
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(header)?.[1] ?? null;
  return { type, charset, isFile };
}
