export interface OpenPdf {
  pages: number;
  /** Width to height of the first page, so that the rest has its room before it is drawn. */
  ratio: number;
  /** @returns The page's words, for who does not see it. */
  draw(number: number, canvas: HTMLCanvasElement, width: number): Promise<string>;
  close(): void;
}

type PdfJs = typeof import('unpdf/pdfjs');

/** 1.7 MB that most visits do not need: the reader of the product's own agents, served as it is and loaded when asked for. */
const readerAddress = '/page/pdf.js';

/** @throws If the file is no PDF, or needs a password. */
export async function loadPdf(url: string): Promise<OpenPdf> {
  const [reader, response] = await Promise.all([
    import(readerAddress) as Promise<PdfJs>,
    fetch(url, { cache: 'default' }),
  ]);
  if (!response.ok) throw new Error(`Cannot read ${url}: status ${response.status}`);
  const data = new Uint8Array(await response.arrayBuffer());
  const task = reader.getDocument({ data, enableXfa: false });
  const pdf = await task.promise;
  const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
  return {
    pages: pdf.numPages,
    ratio: width / height,
    async draw(number, canvas, shown) {
      const page = await pdf.getPage(number);
      const scale = (shown * Math.min(2, window.devicePixelRatio)) / page.getViewport({ scale: 1 }).width;
      const viewport = page.getViewport({ scale });
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      await page.render({ canvas, viewport }).promise;
      const { items } = await page.getTextContent();
      return items.map((item) => ('str' in item ? item.str : '')).join(' ');
    },
    close: () => void task.destroy(),
  };
}
