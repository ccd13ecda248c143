import { getDocumentProxy } from 'unpdf';
import { JobFailure } from '../runner/job-failure.ts';
import { type Extracted, extractionLimits, noText, tooLarge, unreadableFile } from './extracted.ts';
import { drawnOn } from './pdf-drawing.ts';
import { withFields } from './pdf-fields.ts';
import { pdfParagraphs } from './pdf-paragraphs.ts';
import { withRuledTables } from './pdf-ruled.ts';
import { PAGE_BREAK, seenRuns, type TextItem } from './pdf-runs.ts';
import { plainSigns } from './pdf-signs.ts';
import type { PdfRun } from './pdf-text.ts';

/** What programs write where a title belongs. */
const NO_TITLE =
  /^(?:\(?(?:anonymous|untitled|unspecified|unknown|no title|none|null|undefined|sem t[ií]tulo|sem nome|an[ôo]nimo)\)?(?:[-_ ]?\d+)?|(?:document|documento|doc|apresenta[çc][ãa]o|presentation|slide|pasta|book|planilha|sheet|page|p[áa]gina|scan|digitaliza[çc][ãa]o|imagem|image|layout|print|impress[ãa]o|tmp\w*|temp)[-_ ]?\d*|(?:apresenta[çc][ãa]o do powerpoint|powerpoint presentation|slide 1|documento do word|word document|google docs|about:blank|microsoft (?:word|powerpoint|excel)\b.*)|.*\.(?:docx?|pdf|indd|tex|pptx?|xlsx?|odt|rtf|cdr|ai|qxd|pub|dvi|ps|tmp|html?|txt|md)|[0-9a-f-]{16,}|[\d\W]+)$/iu;
/** A title stands near the top. */
const TITLE_BLOCKS = 3;

/** The text of a PDF. One of pictures alone is refused: letters in a picture are not read here. */
export async function extractPdf(bytes: Uint8Array): Promise<Extracted> {
  const pdf = await open(bytes);
  try {
    if (pdf.numPages > extractionLimits.pages) throw tooLarge('pages', pdf.numPages);
    const pages: PdfRun[][] = [];
    let characters = 0;
    let unclear = false;
    let hidden = false;
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const texts = items.flatMap((item): TextItem[] => ('str' in item ? [item] : []));
      characters += texts.reduce((sum, item) => sum + item.str.length, 0);
      if (characters > extractionLimits.characters) throw tooLarge('characters', characters);
      const drawn = texts.length > 0 ? await drawnOn(page) : { texts: [], rules: [] };
      const seen = seenRuns(texts, drawn.texts, page.view);
      hidden ||= seen.hidden;
      const runs = seen.runs.map((run, at) => {
        if (run.text === PAGE_BREAK.text) return run;
        const before = seen.runs[at - 1];
        const startsLine = before === undefined || Math.abs(before.y - run.y) > run.size / 2;
        const said = plainSigns(run.text, startsLine);
        unclear ||= said.unclear;
        return { ...run, text: said.text };
      });
      pages.push(withRuledTables(await withFields(page, runs), drawn));
      page.cleanup();
    }
    const isEmpty = (runs: PdfRun[]) => runs.every((run) => run.text.trim() === '');
    if (pages.every(isEmpty))
      throw noText('scanned', `its ${pdf.numPages} page(s) are pictures without any text`);
    const { info } = await pdf.getMetadata();
    const title = String((info as { Title?: unknown }).Title ?? '').trim();
    const blocks = pdfParagraphs(pages);
    const heading = blocks.slice(0, TITLE_BLOCKS).find((block) => block.startsWith('## '));
    return {
      title: title === '' || NO_TITLE.test(title) ? (heading?.slice('## '.length) ?? null) : title,
      text: blocks.join('\n\n'),
      warnings: [
        ...(pages.some(isEmpty) ? (['pages_without_text'] as const) : []),
        ...(hidden ? (['hidden_text'] as const) : []),
        ...(unclear ? (['signs_unclear'] as const) : []),
      ],
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
    // The library keeps what it is given. Its own log stays silent: 0 is errors only. Pictures are not decoded.
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, maxImageSize: 1 });
  } catch (error) {
    if ((error as { name?: unknown }).name === 'PasswordException') {
      throw new JobFailure('encrypted_pdf', 'Cannot read the PDF: it opens with a password only');
    }
    throw unreadableFile('damaged', `the PDF is damaged: ${String(error)}`, error);
  }
}
