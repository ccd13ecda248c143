import { deflateSync } from 'node:zlib';

export interface Pixels {
  width: number;
  height: number;
  /** Red, green, blue, opacity; a byte each. */
  rgba: Buffer;
}

/**
 * A bitmap with its opacity, written when it is first drawn.
 *
 * pdfkit's own PNGs are split by callbacks, so that the numbers of its objects, and with them the bytes of the file,
 * differ from run to run; and the same picture is written once a page.
 */
export class PdfBitmap {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  obj: PDFKit.PDFKitReference | null = null;
  readonly #rgba: Buffer;

  /** @param number Unlike that of every other bitmap of the document. */
  constructor(number: number, { width, height, rgba }: Pixels) {
    this.label = `Bitmap${number}`;
    this.width = width;
    this.height = height;
    this.#rgba = rgba;
  }

  embed(document: PDFKit.PDFDocument): void {
    const count = this.width * this.height;
    const [colours, opacity] = [Buffer.alloc(count * 3), Buffer.alloc(count)];
    for (let i = 0; i < count; i += 1) {
      this.#rgba.copy(colours, i * 3, i * 4, i * 4 + 3);
      opacity[i] = this.#rgba[i * 4 + 3] ?? 255;
    }
    const write = (bytes: Buffer, more: Record<string, unknown>) => {
      const object = document.ref({
        Type: 'XObject',
        Subtype: 'Image',
        Width: this.width,
        Height: this.height,
        BitsPerComponent: 8,
        Filter: 'FlateDecode',
        ...more,
      });
      object.end(deflateSync(bytes));
      return object;
    };
    const mask = write(opacity, { ColorSpace: 'DeviceGray' });
    this.obj = write(colours, { ColorSpace: 'DeviceRGB', SMask: mask });
  }
}
