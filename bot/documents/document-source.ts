import { briefLength, pastedTextName, uploadLength } from '../../ports/content.ts';
import { clip } from '../slack/blocks.ts';
import type { FileRead } from '../slack/read-slack-file.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import type { Addition } from './add-document.ts';
import { type AddressFault, readAddress } from './web-address.ts';

/** By ending, what can be read and what it is stored as; mrmime has no DOCX. The agent looks at the bytes all the same. */
const mimes: Record<string, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  md: 'text/markdown',
  txt: 'text/plain',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  html: 'text/html',
  htm: 'text/html',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
};
export const documentLimit = { maxBytes: uploadLength.maxBytes, extensions: Object.keys(mimes) };
const extension = (name: string) => /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
/** What must come with the words of what it shows. */
export const isPicture = (name: string): boolean => mimes[extension(name)]?.startsWith('image/') ?? false;
/** Characters: shorter ones are mistakes rather than documents. */
const TEXT_MIN = 20;
export const TITLE_MAX = briefLength.field;

type Common = Pick<Addition, 'title' | 'language' | 'alt'>;

export function fromAddress(said: string, common: Common, t: KnowledgeTexts): Addition | { fault: string } {
  const read = readAddress(said);
  if ('fault' in read) return { fault: addressFault(read.fault, said, t) };
  return { source: { kind: 'url', url: read.url }, topic: common.title ?? read.url, ...common };
}

/** Pasted text is named after its first line, as a file is after its name. */
export function fromText(text: string, common: Common, t: KnowledgeTexts): Addition | { fault: string } {
  if ([...text].length < TEXT_MIN) return { fault: t.add.errors.shortText(TEXT_MIN) };
  const firstLine = /[^\n]*[\p{L}\p{N}][^\n]*/u.exec(text)?.[0] ?? text;
  const title =
    common.title ??
    clip(
      firstLine
        .replace(/^[\s#>*-]+/, '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
      80,
    );
  const bytes = Buffer.from(text, 'utf8');
  return {
    source: { kind: 'bytes', name: pastedTextName, mime: mimes.txt ?? '', bytes },
    topic: title,
    title,
    language: common.language,
  };
}

export function fromFile(file: Extract<FileRead, { kind: 'read' }>, common: Common): Addition {
  const { name, extension, bytes } = file;
  return {
    source: { kind: 'bytes', name: clip(name, 300), mime: mimes[extension] ?? '', bytes },
    topic: common.title ?? name,
    ...common,
  };
}

export function fileRefusal(
  { fault, name, size }: Extract<FileRead, { kind: 'refused' }>,
  limit: { maxBytes: number; extensions: readonly string[] },
  t: KnowledgeTexts,
): string {
  const shown = clip(name, 100);
  switch (fault) {
    case 'too_large':
      return t.file.tooLarge(shown, fileSize(size, t.locale), fileSize(limit.maxBytes, t.locale));
    case 'type':
      return t.file.type(shown, limit.extensions.map((e) => e.toUpperCase()).join(', '));
    case 'no_scope':
      return t.file.noScope;
    case 'stopped':
      return t.file.stopped;
    case 'not_read':
      return t.file.notRead(shown);
    default:
      return t.file[fault](shown);
  }
}

/** In the unit in which a person thinks of it: `200 KB`, `10 MB`. */
function fileSize(bytes: number, locale: string): string {
  const mega = bytes >= 1024 * 1024;
  const value = bytes / (mega ? 1024 * 1024 : 1024);
  return `${value.toLocaleString(locale, { maximumFractionDigits: mega ? 1 : 0 })} ${mega ? 'MB' : 'KB'}`;
}

function addressFault(fault: AddressFault, said: string, t: KnowledgeTexts): string {
  const e = t.add.errors;
  switch (fault) {
    case 'not_an_address':
      return e.notAnAddress(clip(said, 100));
    case 'too_long':
      return e.addressTooLong;
    default:
      return e[fault];
  }
}
