import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Asset } from './bundle.ts';

/**
 * The reader of PDFs, which the page loads when a person opens one. It is the library that reads uploads for the agents,
 * minified and complete, so it is served as it is.
 */
export async function readPdfReader(path: string): Promise<Asset | undefined> {
  if (path !== '/page/pdf.js') return undefined;
  const body = await readFile(fileURLToPath(import.meta.resolve('unpdf/pdfjs')));
  return { type: 'text/javascript; charset=utf-8', body, isLasting: true };
}
