import { JobFailure } from '../runner/job-failure.ts';

const PAGES = [
  'text/html',
  'application/xhtml+xml',
  'text/plain',
  'text/markdown',
  'text/x-markdown',
  'text/vnd.daringfireball.markdown',
  'text/csv',
  'text/tab-separated-values',
];
/** Office files of any kind: which one it is, and whether it can be read, its bytes tell better than its server. */
const OFFICE =
  /^application\/(?:vnd\.(?:openxmlformats-officedocument|ms-|oasis\.opendocument|apple\.pages)|msword|ms-?word|rtf|x-rtf)|^text\/rtf$/;
const FILES = [
  'application/pdf',
  'application/x-pdf',
  'application/acrobat',
  'text/pdf',
  // What servers call a file that they do not know: its first bytes tell what it is.
  'application/octet-stream',
  'binary/octet-stream',
  'application/x-download',
  'application/download',
  'application/force-download',
  'application/x-force-download',
  'application/unknown',
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
  const isFile = FILES.includes(type) || OFFICE.test(type);
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
