import PDFDocument from 'pdfkit';
import type { Fonts } from './fonts.ts';
import { PAGE_HEIGHT, PAGE_WIDTH } from './page.ts';

export interface TextRun {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PdfPage {
  png: Buffer;
  /** Bookmark of the page. */
  name: string;
  /** In reading order; each is a paragraph of lines, in page pixels. */
  texts: PageText[];
}

export interface PageText {
  heading: boolean;
  runs: TextRun[];
}

export interface PdfInfo {
  title: string;
  author: string;
  /** BCP 47. */
  language: string;
}

/**
 * Pictures with real text under them: what one sees is exactly the PNG, what one selects, searches or hears is the
 * text. 1 px is 1 pt.
 *
 * Set in mode 3 (neither filled nor stroked) and stretched to the width of the drawn run.
 */
export async function writePdf(pages: readonly PdfPage[], info: PdfInfo, fonts: Fonts): Promise<Buffer> {
  // pdfkit needs a date for the file's id. Fixed, and hidden from what is written: the same deck gives the same bytes.
  const undated = new Date(0);
  const document = new PDFDocument({
    size: [PAGE_WIDTH, PAGE_HEIGHT],
    margin: 0,
    autoFirstPage: false,
    lang: info.language,
    displayTitle: true,
    tagged: true,
    pdfVersion: '1.7',
    info: {
      Title: info.title,
      Author: info.author,
      Creator: 'Greenlight',
      Producer: 'Greenlight',
      CreationDate: undated,
    },
  });
  Object.defineProperty(document.info, 'CreationDate', { value: undated, enumerable: false });
  const done = collect(document);
  document.registerFont('text', fonts.textLayer);
  const whole = document.struct('Document');
  document.addStructure(whole);
  for (const page of pages) {
    document.addPage();
    document.outline.addItem(page.name);
    // What is read aloud is the text: the picture of it would only repeat it.
    document.markContent('Artifact', { type: 'Layout' });
    document.image(page.png, 0, 0, { width: PAGE_WIDTH, height: PAGE_HEIGHT });
    document.endMarkedContent();
    document.font('text');
    const section = document.struct('Sect');
    whole.add(section);
    for (const { heading, runs } of page.texts)
      section.add(
        document.struct(heading ? 'H1' : 'P', {}, () => {
          for (const run of runs) writeRun(document, run, fonts);
        }),
      );
    section.end();
  }
  whole.end();
  document.end();
  return await done;
}

function writeRun(document: PDFKit.PDFDocument, run: TextRun, fonts: Fonts): void {
  const text = [...new Intl.Segmenter().segment(run.text.replaceAll('\u00a0', ' '))]
    .map((part) => part.segment)
    .filter((grapheme) => fonts.inTextLayer(grapheme))
    .join('');
  if (text.trim() === '') return;
  const probe = 100;
  document.fontSize(probe);
  const size = Math.min(run.height * 0.85, (probe * run.width) / document.widthOfString(text));
  document.fontSize(size);
  document.addContent('3 Tr');
  // horizontalScaling is in pdfkit 0.20, not yet in its types.
  const options: PDFKit.Mixins.TextOptions & { horizontalScaling: number } = {
    lineBreak: false,
    horizontalScaling: (100 * run.width) / document.widthOfString(text),
  };
  document.text(text, run.x, run.y + (run.height - size * 1.2) / 2, options);
  document.addContent('0 Tr');
}

function collect(document: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
}
