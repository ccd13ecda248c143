import { zipSync } from 'fflate';
import mammoth from 'mammoth';
import { JobFailure } from '../job-failure.ts';
import { htmlBlocks } from './extract-html.ts';
import { unreadableFile } from './extracted.ts';
import { inflateZip } from './inflate-zip.ts';
import { titleAndRest } from './title-and-rest.ts';

/** What the text is in: no picture, no macro, no embedded file. */
const PARTS = /^(?:\[Content_Types\]\.xml|_rels\/.*\.rels|word\/[^/]+\.xml|word\/_rels\/.*\.rels)$/;

/** The text of a DOCX file, with headings, lists and tables, and footnotes at the end. */
export async function extractDocx(bytes: Uint8Array): Promise<{ title: string | null; text: string }> {
  const parts = inflate(bytes);
  if (parts['word/document.xml'] === undefined) {
    throw new JobFailure('content_type', 'Cannot read the file: a ZIP without a Word document in it', {
      params: { type: 'application/zip' },
    });
  }
  // Packed anew, so that the library sees exactly what was counted: a ZIP can tell two readers different things.
  const counted = zipSync(parts, { level: 0 });
  const { value } = await mammoth
    .convertToHtml(
      { buffer: Buffer.from(counted) },
      { convertImage: mammoth.images.imgElement(async () => ({ src: '' })), externalFileAccess: false },
    )
    .catch((error: unknown) => {
      throw unreadableFile('damaged', `the Word document in it is damaged: ${messageOf(error)}`, error);
    });
  const { title, rest } = titleAndRest(htmlBlocks(value), null);
  return { title, text: rest.join('\n\n') };
}

function inflate(bytes: Uint8Array): Record<string, Uint8Array> {
  try {
    return inflateZip(bytes, (name) => PARTS.test(name));
  } catch (error) {
    if (error instanceof JobFailure) throw error;
    throw unreadableFile('damaged', `its ZIP is damaged: ${messageOf(error)}`, error);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
