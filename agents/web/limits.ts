import { uploadLength } from '../../ports/content.ts';

export interface WebLimits {
  /** Bytes of a page, inflated: what arrives compressed counts as what it becomes. */
  pageBytes: number;
  /** Bytes of a PDF or DOCX file behind an address; an upload may have as many. */
  fileBytes: number;
  /** Redirects followed; each is checked like the address that a person gave. */
  redirects: number;
  connectMs: number;
  /** From the first look-up to the last byte, redirects and robots.txt included. */
  totalMs: number;
}

/** What an article or a guideline needs many times over. */
export const webLimits: WebLimits = {
  pageBytes: 5 * 1024 * 1024,
  fileBytes: uploadLength.maxBytes,
  redirects: 5,
  connectMs: 5_000,
  totalMs: 20_000,
};
