import { JobFailure } from '../job-failure.ts';
import type { GivenDocument } from './extracted.ts';
import { unreadableFile } from './extracted.ts';

export type DocumentKind = 'pdf' | 'docx' | 'html' | 'markdown' | 'text';

/** As far into a file as its first bytes are looked for; a PDF may have some before its mark. */
const HEAD_BYTES = 1024;
const OLE = 'd0cf11e0a1b11ae1';
/** Name of the stream that holds an encrypted Office file, in UTF-16. */
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * What a document is: by its first bytes where they tell, and only among texts by its name and stated type.
 *
 * @throws {JobFailure} `content_type` for what cannot be read, `unreadable_file` for an encrypted Office file.
 */
export function documentKind({ bytes, name, contentType }: GivenDocument): DocumentKind {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES));
  if (head.includes('%PDF-')) return 'pdf';
  if (head.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return 'docx';
  if (head.subarray(0, 8).toString('hex') === OLE) {
    if (Buffer.from(bytes).includes(ENCRYPTED_PACKAGE))
      throw unreadableFile('encrypted', 'it is encrypted with a password');
    throw notRead('application/msword');
  }
  if (head.subarray(0, 5).toString('latin1') === '{\\rtf') throw notRead('application/rtf');
  if (isBinary(head)) throw notRead(pictureType(head) ?? 'binary');
  const start = head.toString('latin1').trimStart().toLowerCase();
  if (
    /html/.test(contentType) ||
    /\.x?html?$/i.test(name ?? '') ||
    /^(?:\ufeff|ï»¿)?<(?:!doctype html|html)/.test(start)
  )
    return 'html';
  if (/markdown/.test(contentType) || /\.(?:md|markdown)$/i.test(name ?? '')) return 'markdown';
  return 'text';
}

/** Text has no NUL, unless its byte order mark says that each character takes two bytes. */
function isBinary(head: Buffer): boolean {
  const mark = head.subarray(0, 2).toString('hex');
  return head.includes(0) && mark !== 'fffe' && mark !== 'feff';
}

function pictureType(head: Buffer): string | null {
  const marks = { '89504e47': 'image/png', ffd8ff: 'image/jpeg', '47494638': 'image/gif' };
  const hex = head.subarray(0, 4).toString('hex');
  return Object.entries(marks).find(([mark]) => hex.startsWith(mark))?.[1] ?? null;
}

function notRead(type: string): JobFailure {
  return new JobFailure(
    'content_type',
    `Cannot read a document of type "${type}", accepted: PDF, DOCX, Markdown, text, web page`,
    { params: { type } },
  );
}
