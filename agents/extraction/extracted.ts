import { JobFailure } from '../runner/job-failure.ts';

/** What a document says, as plain text: paragraphs apart by an empty line, headings and lists as in Markdown. */
export interface Extracted {
  /** As the document names itself; null when it does not. */
  title: string | null;
  text: string;
  warnings: ExtractionWarning[];
  /** The link that a web page gives as its own address, as it is written there. */
  canonical?: string;
}

/**
 * `pages_without_text`: some pages are pictures. `hidden_text`: invisible characters were left out.
 * `little_text`: a web page of a few words, as those are that a browser makes with scripts. `behind_paywall`: the page
 * shows its beginning only. `signs_unclear`: characters without a meaning were left out or guessed; a minus may be missing.
 */
export type ExtractionWarning =
  | 'pages_without_text'
  | 'hidden_text'
  | 'little_text'
  | 'behind_paywall'
  | 'signs_unclear';

export interface GivenDocument {
  bytes: Uint8Array;
  /** Of the file; null for what is no file. */
  name: string | null;
  /** As its sender says; what it is, its bytes tell. */
  contentType: string;
  charset: string | null;
}

export const extractionLimits = {
  pages: 500,
  characters: 400_000,
  /** Of all files in a DOCX together, inflated. */
  inflatedBytes: 64 * 1024 * 1024,
  filesInZip: 2_000,
} as const;

export function tooLarge(unit: 'pages' | 'characters', actual: number): JobFailure {
  const limit = extractionLimits[unit];
  return new JobFailure('too_large', `Cannot read ${actual} ${unit}: at most ${limit}`, {
    params: { unit, limit, actual },
  });
}

/** @param reason `damaged`, `encrypted`, `too_complex`: what became of the reading. */
export function unreadableFile(reason: string, why: string, cause?: unknown): JobFailure {
  return new JobFailure('unreadable_file', `Cannot read the file: ${why}`, { params: { reason }, cause });
}

/**
 * @param reason `scanned`: a PDF of pictures. `empty`: nothing in it. Of a page: `scripts` make it in a browser, `frames`
 *   hold other pages, it says that it is `missing`, or shows nothing but a `notice` that asks for consent.
 */
export function noText(
  reason: 'scanned' | 'empty' | 'scripts' | 'frames' | 'missing' | 'notice',
  why: string,
): JobFailure {
  return new JobFailure('no_text', `Cannot use the document: ${why}`, { params: { reason } });
}
