import type { MeasuredNode } from '@takumi-rs/core';
import PDFDocument from 'pdfkit';
import type { Fill, Mark, PlacedText } from './canvas.ts';
import type { MarkWord } from './draft-mark.ts';
import { allRuns } from './fit-text.ts';
import type { Fonts } from './fonts.ts';
import { type Box, inset, PAGE_HEIGHT, PAGE_WIDTH } from './page.ts';
import { PdfBitmap, type Pixels } from './pdf-bitmap.ts';
import { rectangle, type Vector } from './shape.ts';

interface PdfPage {
  marks: readonly Mark[];
  /** The page's nodes as they were set: where each line of each text stands. */
  measured: MeasuredNode;
  /** Bookmark of the page. */
  name: string;
  /** Over everything. */
  overlay: readonly MarkWord[];
}

interface PdfInfo {
  title: string;
  author: string;
  /** BCP 47. */
  language: string;
}

export interface PdfTools {
  fonts: Fonts;
  /** SVG that is not ours, and letters that are pictures, at a multiple of that size. */
  paint(source: { svg: string } | { emoji: string; size: number }, box: Box): Promise<Pixels>;
}

/**
 * The pages again as outlines and real text, sharp at any size; only logos, photographs and emoji are bitmaps.
 * 1 px is 1 pt, the faces are the PNG's own, and each line stands where it was measured and is as wide.
 */
export async function writePdf(pages: readonly PdfPage[], info: PdfInfo, tools: PdfTools): Promise<Buffer> {
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
  for (const face of tools.fonts.faces) {
    // SAFETY: pdfkit 0.20 takes an open font as well; its types know only files and bytes.
    document.registerFont(face.key, face.open() as unknown as PDFKit.Mixins.PDFFontSource);
  }
  const whole = document.struct('Document');
  document.addStructure(whole);
  const bitmaps = new Map<string, PdfBitmap>();
  for (const page of pages) {
    await paintAll(page, tools, bitmaps);
    document.addPage();
    document.outline.addItem(page.name);
    const section = document.struct('Sect');
    whole.add(section);
    for (const mark of page.marks) {
      if (mark.kind === 'text') {
        const tag = mark.text.part === 'title' ? 'H1' : 'P';
        section.add(document.struct(tag, {}, () => drawText(document, mark.text, page, tools, bitmaps)));
      } else if (mark.kind === 'picture' && mark.alt !== '') {
        section.add(
          document.struct('Figure', { alt: mark.alt, ...(mark.lang && { lang: mark.lang }) }, () =>
            drawPicture(document, mark, bitmaps),
          ),
        );
      } else {
        // What is read aloud is the text.
        document.markContent('Artifact', { type: 'Layout' });
        if (mark.kind === 'fill') drawFill(document, mark.box, mark.fill);
        else if (mark.kind === 'vector') drawVector(document, mark.box, mark.vector);
        else drawPicture(document, mark, bitmaps);
        document.endMarkedContent();
      }
    }
    section.end();
    document.markContent('Artifact', { type: 'Layout' });
    for (const word of page.overlay) drawWord(document, word, tools);
    document.endMarkedContent();
  }
  whole.end();
  document.end();
  return await done;
}

type Document = PDFKit.PDFDocument;
type Bitmaps = ReadonlyMap<string, PdfBitmap>;
type Picture = Extract<Mark, { kind: 'picture' }>;

interface Line {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
  color: string;
}

/** Lines of a text in page pixels, each of one font and one colour. */
function linesOf({ fitted, colors, highlight, node }: PlacedText, measured: MeasuredNode): Line[] {
  // The page is a flat list, so each child's transform is already its place on the page.
  const child = measured.children[node];
  if (child === undefined) return [];
  const [, , , , x, y] = child.transform;
  let from = 0;
  return allRuns(child).map((run) => {
    const found = fitted.text.indexOf(run.text.trim(), from);
    const at = found < 0 ? from : found;
    from = at + run.text.trim().length;
    const lit = highlight !== undefined && at >= highlight.start && at < highlight.end;
    return { ...run, x: x + run.x, y: y + run.y, color: colors[lit ? 1 : 0] ?? '#000000' };
  });
}

function emojiKey(text: string, size: number): string {
  return `emoji ${size} ${text}`;
}

function pictureKey({ source, box }: Picture): string | null {
  return typeof source === 'string' ? `svg ${box.width} ${source}` : null;
}

/** Everything that cannot be an outline, each once. */
async function paintAll(
  { marks, measured }: PdfPage,
  { fonts, paint }: PdfTools,
  bitmaps: Map<string, PdfBitmap>,
): Promise<void> {
  const add = async (key: string, ...wanted: Parameters<PdfTools['paint']>) => {
    if (!bitmaps.has(key)) bitmaps.set(key, new PdfBitmap(bitmaps.size, await paint(...wanted)));
  };
  for (const mark of marks) {
    if (mark.kind === 'picture' && typeof mark.source === 'string')
      await add(pictureKey(mark) ?? '', { svg: mark.source }, mark.box);
    if (mark.kind !== 'text') continue;
    const { style, size } = mark.text.fitted;
    for (const line of linesOf(mark.text, measured)) {
      if (line.text.trim() === '' || fonts.faceOf(style.family, style.weight, shown(line.text))) continue;
      await add(emojiKey(line.text, size), { emoji: line.text, size }, line);
    }
  }
}

function drawFill(
  document: Document,
  box: Box,
  { background: color, borderRadius: radius = 0, edge, opacity = 1 }: Fill,
): void {
  outline(document, box, radius);
  if (typeof color === 'string' && opacity < 1) {
    document.save();
    document.fillOpacity(opacity).fill(color);
    document.restore();
  } else if (typeof color === 'string') document.fill(color);
  else {
    // As CSS lays it: the line through the middle, long enough that the corners have the end colours.
    const angle = (color.angle * Math.PI) / 180;
    const [dx, dy] = [Math.sin(angle), -Math.cos(angle)];
    const half = (Math.abs(box.width * dx) + Math.abs(box.height * dy)) / 2;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const gradient = document.linearGradient(x - dx * half, y - dy * half, x + dx * half, y + dy * half);
    document.fill(gradient.stop(0, color.from).stop(1, color.to));
  }
  if (edge === undefined) return;
  const inner = typeof radius === 'number' ? Math.max(0, radius - edge.width / 2) : radius;
  outline(document, inset(box, edge.width / 2), inner);
  document.lineWidth(edge.width).stroke(edge.color);
}

function outline(document: Document, box: Box, radius: NonNullable<Fill['borderRadius']>): void {
  if (typeof radius === 'number') {
    const r = Math.min(radius, box.width / 2, box.height / 2);
    document.path(rectangle(box.x, box.y, box.width, box.height, r));
    return;
  }
  const [tl, tr, br, bl] = radius;
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  const corner = (r: number, x: number, y: number) => (r > 0 ? `A${r} ${r} 0 0 1 ${x} ${y}` : '');
  document.path(
    `M${box.x + tl} ${box.y}L${right - tr} ${box.y}${corner(tr, right, box.y + tr)}L${right} ${bottom - br}${corner(br, right - br, bottom)}L${box.x + bl} ${bottom}${corner(bl, box.x, bottom - bl)}L${box.x} ${box.y + tl}${corner(tl, box.x + tl, box.y)}z`,
  );
}

function drawVector(document: Document, box: Box, { width, height, shapes }: Vector): void {
  document.save();
  document.rect(box.x, box.y, box.width, box.height).clip();
  document.translate(box.x, box.y).scale(box.width / width, box.height / height);
  document.lineCap('round').lineJoin('round');
  for (const { d, fill, stroke, width: line = 0 } of shapes) {
    document.path(d);
    if (stroke !== undefined) document.lineWidth(line);
    if (fill !== undefined && stroke !== undefined) document.fillAndStroke(fill, stroke);
    else if (fill !== undefined) document.fill(fill);
    else if (stroke !== undefined) document.stroke(stroke);
  }
  document.restore();
}

function drawPicture(document: Document, mark: Picture, bitmaps: Bitmaps): void {
  const { box, radius, source } = mark;
  const bitmap = bitmaps.get(pictureKey(mark) ?? '');
  if (bitmap === undefined && typeof source === 'string') return;
  document.save();
  outline(document, box, radius);
  document.clip();
  place(document, bitmap ?? Buffer.from(source), mark.natural ? covering(box, mark.natural) : box);
  document.restore();
}

/** Where a picture lies so that its middle fills the box. */
function covering(box: Box, { width, height }: { width: number; height: number }): Box {
  const scale = Math.max(box.width / width, box.height / height);
  const size = { width: width * scale, height: height * scale };
  return {
    x: box.x + (box.width - size.width) / 2,
    y: box.y + (box.height - size.height) / 2,
    ...size,
  };
}

function place(document: Document, image: PdfBitmap | Buffer, box: Box): void {
  // SAFETY: pdfkit 0.20 takes any object with a width and a height, and embeds it by its own `embed`.
  document.image(image as Buffer, box.x, box.y, { width: box.width, height: box.height });
}

function drawText(
  document: Document,
  text: PlacedText,
  { measured }: PdfPage,
  { fonts }: PdfTools,
  bitmaps: Bitmaps,
): void {
  const { style, size } = text.fitted;
  for (const line of linesOf(text, measured)) {
    const words = shown(line.text);
    if (words.trim() === '') continue;
    const face = fonts.faceOf(style.family, style.weight, words);
    if (face === null) {
      const picture = bitmaps.get(emojiKey(line.text, size));
      if (picture) place(document, picture, line);
      continue;
    }
    const spacing = Math.round(size * style.tracking * 100) / 100;
    document.font(face.key).fontSize(size).fillColor(line.color);
    const natural = document.widthOfString(words) + spacing * [...words].length;
    // Not yet in pdfkit's types: horizontalScaling.
    const options: PDFKit.Mixins.TextOptions & { horizontalScaling: number } = {
      lineBreak: false,
      characterSpacing: spacing,
      baseline: 'alphabetic',
      horizontalScaling: natural > 0 ? (100 * line.width) / natural : 100,
    };
    document.text(words, line.x, line.y + face.ascent * size, options);
  }
}

/** Without what only the line breaker reads. */
function shown(text: string): string {
  return text.replaceAll('\u2060', '').replaceAll('\u00a0', ' ');
}

function drawWord(document: Document, word: MarkWord, { fonts }: PdfTools): void {
  const face = fonts.faceOf('Inter', 700, word.text);
  if (face === null) return;
  const [x, y] = [word.x + word.width / 2, word.y + word.height / 2];
  document.save();
  document.rotate(word.angle, { origin: [x, y] });
  if (word.ground !== null) document.rect(word.x, word.y, word.width, word.height).fill(word.ground);
  document.font(face.key).fontSize(word.size).fillColor(word.color, word.opacity);
  const width = document.widthOfString(word.text) + word.spacing * word.text.length;
  document.text(word.text, x - width / 2, y + word.size * 0.364, {
    lineBreak: false,
    characterSpacing: word.spacing,
    baseline: 'alphabetic',
  });
  document.fillOpacity(1);
  document.restore();
}

function collect(document: Document): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
}
