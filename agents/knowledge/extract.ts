import { decodeText } from './decode-text.ts';
import { documentKind } from './document-kind.ts';
import { extractDocx } from './extract-docx.ts';
import { extractHtml } from './extract-html.ts';
import { extractMarkdown } from './extract-markdown.ts';
import { extractPdf } from './extract-pdf.ts';
import { extractPlain } from './extract-plain.ts';
import { type Extracted, extractionLimits, type GivenDocument, noText, tooLarge } from './extracted.ts';
import { tidyText } from './tidy-text.ts';

/** A title's place is one line of a message. */
const TITLE_CHARACTERS = 200;

/**
 * Reads a document of any accepted kind. Works in whatever thread calls it; a hostile file is for `createExtractor`.
 *
 * @throws {JobFailure} `content_type`, `encrypted_pdf`, `unreadable_file`, `zip_bomb`, `too_large`, `no_text`.
 */
export async function extract(document: GivenDocument): Promise<Extracted> {
  const read = await readKind(document);
  const { text, hidden } = tidyText(read.text);
  if (!/[\p{L}\p{N}]/u.test(text)) throw noText('empty', 'there is no text in it');
  const characters = [...text].length;
  if (characters > extractionLimits.characters) throw tooLarge('characters', characters);
  const title = tidyText(read.title ?? '').text.replace(/\s+/g, ' ');
  return {
    title: title === '' ? null : [...title].slice(0, TITLE_CHARACTERS).join(''),
    text,
    warnings: [...read.warnings, ...(hidden ? (['hidden_text'] as const) : [])],
  };
}

async function readKind(document: GivenDocument): Promise<Extracted> {
  const { bytes, charset } = document;
  switch (documentKind(document)) {
    case 'pdf':
      return extractPdf(bytes);
    case 'docx':
      return { ...(await extractDocx(bytes)), warnings: [] };
    case 'html':
      return { ...extractHtml(decodeText(bytes, charset)), warnings: [] };
    case 'markdown':
      return { ...extractMarkdown(decodeText(bytes, charset)), warnings: [] };
    case 'text':
      return { ...extractPlain(decodeText(bytes, charset)), warnings: [] };
  }
}
