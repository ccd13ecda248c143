import { getDocumentProxy } from 'unpdf';
import { JobFailure } from '../job-failure.ts';
import { type Extracted, extractionLimits, noText, tooLarge, unreadableFile } from './extracted.ts';
import { type PdfRun, pdfParagraphs } from './pdf-paragraphs.ts';

/** What programs write where a title belongs. */
const NO_TITLE =
  /^(?:untitled|sem t[ií]tulo|document\d*|microsoft word\b.*|.*\.(?:docx?|pdf|indd|tex|pptx?))$/i;

/** The text of a PDF. One of pictures alone is refused: letters in a picture are not read here. */
export async function extractPdf(bytes: Uint8Array): Promise<Extracted> {
  const pdf = await open(bytes);
  try {
    if (pdf.numPages > extractionLimits.pages) throw tooLarge('pages', pdf.numPages);
    const pages: PdfRun[][] = [];
    let characters = 0;
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const runs = items.flatMap((item) => ('str' in item ? [runOf(item)] : []));
      characters += runs.reduce((sum, run) => sum + run.text.length, 0);
      if (characters > extractionLimits.characters) throw tooLarge('characters', characters);
      pages.push(runs);
      page.cleanup();
    }
    const isEmpty = (runs: PdfRun[]) => runs.every((run) => run.text.trim() === '');
    if (pages.every(isEmpty))
      throw noText('scanned', `its ${pdf.numPages} page(s) are pictures without any text`);
    const { info } = await pdf.getMetadata();
    const title = String((info as { Title?: unknown }).Title ?? '').trim();
    return {
      title: title === '' || NO_TITLE.test(title) ? null : title,
      text: pdfParagraphs(pages).join('\n\n'),
      warnings: pages.some(isEmpty) ? ['pages_without_text'] : [],
    };
  } catch (error) {
    if (error instanceof JobFailure) throw error;
    throw unreadableFile('damaged', `the PDF is damaged: ${String(error)}`, error);
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function open(bytes: Uint8Array) {
  try {
    // The library keeps what it is given. Its own log stays silent: 0 is errors only.
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  } catch (error) {
    if ((error as { name?: unknown }).name === 'PasswordException') {
      throw new JobFailure('encrypted_pdf', 'Cannot read the PDF: it opens with a password only');
    }
    throw unreadableFile('damaged', `the PDF is damaged: ${String(error)}`, error);
  }
}

function runOf(item: {
  str: string;
  transform: number[];
  width: number;
  height: number;
  hasEOL: boolean;
}): PdfRun {
  const [, , c = 0, d = 0, x = 0, y = 0] = item.transform;
  return { text: item.str, x, y, width: item.width, size: Math.hypot(c, d), endsLine: item.hasEOL };
}
