import type { PDFPageProxy } from 'unpdf/pdfjs';
import type { PdfRun } from './pdf-text.ts';

interface Annotation {
  subtype?: string;
  fieldType?: string | null;
  fieldName?: string;
  fieldValue?: unknown;
  alternativeText?: string;
  rect?: number[];
  hidden?: boolean;
  noView?: boolean;
  password?: boolean;
  checkBox?: boolean;
  radioButton?: boolean;
  pushButton?: boolean;
  buttonValue?: string;
  exportValue?: string;
  contentsObj?: { str?: string };
}

/** How far a label may stand from its field, in widths of a letter. */
const NEAR = 12;

/** Puts what people filled into a form beside the labels that stand on the page; without one the field's name is it. */
export async function withFields(page: PDFPageProxy, runs: PdfRun[]): Promise<PdfRun[]> {
  const annotations = (await page.getAnnotations()) as Annotation[];
  let all = runs;
  for (const annotation of annotations) {
    const value = valueOfField(annotation);
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = annotation.rect ?? [];
    if (value === null || annotation.hidden || annotation.noView) continue;
    const isBox = annotation.checkBox === true || annotation.radioButton === true;
    // A program may have drawn the value on the page as well.
    const inside = all.filter((run) => run.x >= x0 - 2 && run.x <= x1 && run.y >= y0 - 2 && run.y <= y1);
    if (!isBox && inside.some((run) => run.text.trim() !== '' && value.includes(run.text.trim()))) continue;
    const onLine = all
      .map((run, at) => ({ run, at }))
      .filter(({ run }) => run.text.trim() !== '' && run.y >= y0 - 2 && run.y <= y1);
    const beside = onLine
      .filter(({ run }) => run.x + run.width <= x0 + 2)
      .toSorted((a, b) => b.run.x - a.run.x)[0];
    const behind = onLine.filter(({ run }) => run.x >= x1 - 2).toSorted((a, b) => a.run.x - b.run.x)[0];
    const near = isBox ? (behind ?? beside) : beside;
    const isNear =
      near !== undefined &&
      (near === behind ? near.run.x - x1 : x0 - near.run.x - near.run.width) < NEAR * near.run.size;
    const name = (annotation.alternativeText || annotation.fieldName || '').trim();
    const label = isNear || name === '' || isBox || annotation.subtype === 'FreeText' ? '' : `${name}: `;
    const size = near?.run.size ?? 10;
    const filled: PdfRun = {
      text: isBox ? `${value} ` : `${label}${value}`,
      x: isNear && near === beside ? near.run.x + near.run.width + size * 0.4 : x0,
      y: near?.run.y ?? y0 + Math.max(2, (y1 - y0 - size) / 2),
      width: Math.max(1, x1 - x0 - size),
      size,
      endsLine: false,
    };
    const place = isNear ? near.at + (near === beside ? 1 : 0) : all.length;
    all = [...all.slice(0, place), filled, ...all.slice(place)];
  }
  return all;
}

function valueOfField({
  subtype,
  fieldType,
  fieldValue,
  password,
  checkBox,
  radioButton,
  pushButton,
  buttonValue,
  exportValue,
  contentsObj,
}: Annotation): string | null {
  if (subtype === 'FreeText') return contentsObj?.str?.trim() || null;
  if (subtype !== 'Widget' || password || pushButton || fieldType === 'Sig') return null;
  if (checkBox)
    return fieldValue !== 'Off' &&
      fieldValue !== null &&
      (exportValue === undefined || fieldValue === exportValue)
      ? '☒'
      : '☐';
  if (radioButton) return fieldValue !== null && fieldValue === buttonValue ? '☒' : '☐';
  const values = (Array.isArray(fieldValue) ? fieldValue : [fieldValue]).filter(
    (value) => typeof value === 'string',
  );
  return values.join(', ').trim() || null;
}
