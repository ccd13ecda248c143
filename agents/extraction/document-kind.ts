import { JobFailure } from '../runner/job-failure.ts';
import { wideCharset } from './decode-text.ts';
import type { GivenDocument } from './extracted.ts';
import { unreadableFile } from './extracted.ts';
import { zipType } from './zip-type.ts';

export type DocumentKind = 'pdf' | 'docx' | 'html' | 'markdown' | 'table' | 'text';

/** As far into a file as its first bytes are looked for; a PDF may have some before its mark. */
const HEAD_BYTES = 1024;
const OLE = 'd0cf11e0a1b11ae1';
/** Streams of an old Office file, named in UTF-16, and what has them. */
const OLE_STREAMS: readonly [string, string][] = [
  ['WordDocument', 'application/msword'],
  ['PowerPoint Document', 'application/vnd.ms-powerpoint'],
  ['Workbook', 'application/vnd.ms-excel'],
  ['Book', 'application/vnd.ms-excel'],
  ['__substg1.0_', 'application/vnd.ms-outlook'],
  ['VisioDocument', 'application/vnd.visio'],
  ['Quill', 'application/x-mspublisher'],
];
/** First bytes of what people take for a document, and of pictures. */
const MARKS: readonly [string, string][] = [
  ['89504e47', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['47494638', 'image/gif'],
  ['49492a00', 'image/tiff'],
  ['4d4d002a', 'image/tiff'],
  ['52617221', 'application/vnd.rar'],
  ['377abcaf', 'application/x-7z-compressed'],
  ['1f8b', 'application/gzip'],
  ['25215053', 'application/postscript'],
  ['c5d0d3c6', 'application/postscript'],
  ['ff575043', 'application/vnd.wordperfect'],
];
/** A fragment of a page: it begins and ends with one block of HTML. */
const FRAGMENT =
  /^\s*<(p|div|table|ul|ol|article|section|h[1-6])(?:\s[^<>]*)?>[\s\S]{100,}<\/(?:p|div|table|ul|ol|article|section|h[1-6])>\s*$/i;

/**
 * What a document is: by its first bytes where they tell, and only among texts by its name and stated type.
 *
 * @throws {JobFailure} `content_type` for what cannot be read, `unreadable_file` for an encrypted Office file.
 */
export function documentKind({ bytes, name, contentType }: GivenDocument): DocumentKind {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES));
  if (head.includes('%PDF-')) return 'pdf';
  if (
    head.subarray(0, 2).toString('latin1') === 'PK' &&
    /^0[357]0[468]$/.test(head.subarray(2, 4).toString('hex'))
  ) {
    const type = zipType(bytes);
    if (type === null) return 'docx';
    throw notRead(type);
  }
  if (head.subarray(0, 8).toString('hex') === OLE) throw oldOffice(bytes);
  const hex = head.subarray(0, 4).toString('hex');
  const known = MARKS.find(([mark]) => hex.startsWith(mark));
  if (known) throw notRead(known[1]);
  if (head.subarray(0, 5).toString('latin1') === '{\\rtf') throw notRead('application/rtf');
  if (isBinary(bytes)) throw notRead('binary');
  const start = head.toString('latin1').replaceAll('\0', '').trimStart().toLowerCase();
  if (
    /^(?:mime-version|content-type: multipart|from: .*\r?\nsubject:)/.test(start) &&
    /mhtml?$/i.test(name ?? '')
  )
    throw notRead('multipart/related');
  if (
    /html/.test(contentType) ||
    /\.x?html?$/i.test(name ?? '') ||
    /^(?:\ufeff|ï»¿|ÿþ|þÿ)?(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)?<(?:!doctype html|html)/.test(start)
  )
    return 'html';
  if (/markdown/.test(contentType) || /\.(?:md|mdx|markdown|mdown|mkd)$/i.test(name ?? '')) return 'markdown';
  if (/csv|tab-separated/.test(contentType) || /\.(?:csv|tsv|tab)$/i.test(name ?? '')) return 'table';
  return FRAGMENT.test(Buffer.from(bytes.subarray(0, 200_000)).toString('latin1')) ? 'html' : 'text';
}

/**
 * Text has no control characters but for its lines, and no NUL unless each character takes two or four bytes; NULs that
 * fill up a block at its end, or that a program left between lines, are no sign of another kind.
 */
function isBinary(bytes: Uint8Array): boolean {
  if (wideCharset(bytes) !== null) return false;
  const head = bytes.subarray(0, HEAD_BYTES);
  if (!head.includes(0)) return false;
  const controls = head.filter((byte) => byte < 32 && ![0, 9, 10, 12, 13, 27].includes(byte)).length;
  const letters = head.filter((byte) => byte >= 32 && byte !== 127).length;
  return controls > 0 || letters < 16;
}

function oldOffice(bytes: Uint8Array): JobFailure {
  const file = Buffer.from(bytes);
  const has = (stream: string) => file.includes(Buffer.from(stream, 'utf16le'));
  if (has('EncryptedPackage')) return unreadableFile('encrypted', 'it is encrypted with a password');
  return notRead(OLE_STREAMS.find(([stream]) => has(stream))?.[1] ?? 'application/msword');
}

function notRead(type: string): JobFailure {
  return new JobFailure(
    'content_type',
    `Cannot read a document of type "${type}", accepted: PDF, DOCX, Markdown, text, web page`,
    { params: { type } },
  );
}
