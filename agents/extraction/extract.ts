import { decodeText } from './decode-text.ts';
import { type DocumentKind, documentKind } from './document-kind.ts';
import { type Extracted, extractionLimits, type GivenDocument, noText, tooLarge } from './extracted.ts';
import { oneLine, tidyText } from './tidy-text.ts';

/** A title's place is one line of a message. */
const TITLE_CHARACTERS = 200;
/** The shortest article has more; "Please enable JavaScript" has less. */
const LITTLE_CHARACTERS = 300;

/**
 * Reads a document of any accepted kind. Works in the thread that calls it; a hostile file is for `createExtractor`.
 *
 * @throws {JobFailure} `content_type`, `encrypted_pdf`, `unreadable_file`, `zip_bomb`, `too_large`, `no_text`.
 */
export async function extract(document: GivenDocument): Promise<Extracted> {
  const kind = documentKind(document);
  const read = await readKind(kind, document);
  const { text, hidden } = tidyText(read.text);
  if (!/[\p{L}\p{N}]/u.test(text)) throw noText('empty', 'there is no text in it');
  const characters = [...text].length;
  if (characters > extractionLimits.characters) throw tooLarge('characters', characters);
  const title = oneLine(read.title ?? '');
  return {
    title: title === '' ? null : [...title].slice(0, TITLE_CHARACTERS).join(''),
    text,
    ...(read.canonical === undefined ? {} : { canonical: read.canonical }),
    warnings: [
      ...read.warnings,
      ...(hidden && !read.warnings.includes('hidden_text') ? (['hidden_text'] as const) : []),
      ...(kind === 'html' && characters < LITTLE_CHARACTERS ? (['little_text'] as const) : []),
    ],
  };
}

/** Readers are loaded when they are needed: a thread lives for one document, and some are big. */
async function readKind(kind: DocumentKind, { bytes, charset }: GivenDocument): Promise<Extracted> {
  switch (kind) {
    case 'pdf': {
      const { extractPdf } = await import('./extract-pdf.ts');
      return extractPdf(bytes);
    }
    case 'docx': {
      const { extractDocx } = await import('./extract-docx.ts');
      return extractDocx(bytes);
    }
    case 'html': {
      const { extractHtml } = await import('./extract-html.ts');
      return extractHtml(decodeText(bytes, charset));
    }
    case 'markdown': {
      const { extractMarkdown } = await import('./extract-markdown.ts');
      return extractMarkdown(decodeText(bytes, charset));
    }
    case 'table': {
      const { extractTable } = await import('./extract-table.ts');
      return { ...extractTable(decodeText(bytes, charset)), warnings: [] };
    }
    case 'text': {
      const { extractPlain } = await import('./extract-plain.ts');
      return { ...extractPlain(decodeText(bytes, charset)), warnings: [] };
    }
  }
}
