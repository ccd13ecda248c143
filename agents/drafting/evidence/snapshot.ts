import { createHash } from 'node:crypto';
import type { Passage } from '../../../ports/content.ts';

/** A stretch of a stored text that quotes are looked up in, and what stands around it. */
export interface Snapshot {
  passage_id: string;
  document_id: string;
  /** Of the whole stored text. */
  sha256: string;
  title: string;
  url: string | null;
  fetched_at: string | null;
  language: string;
  text: string;
  /** Where `text` begins in the stored text, in code points. */
  start: number;
  before: string;
  after: string;
}

/**
 * Passages as what quotes are held against. One that was retrieved before its document's hash was told stands for itself:
 * its own text is the snapshot, and all that there is around a quote. Pure.
 */
export function snapshotsOf(passages: readonly Passage[]): Snapshot[] {
  return passages.map((passage) => {
    const { id, document_id, title, url, language, text, fetched_at = null } = passage;
    const about = { passage_id: id, document_id, title, url, fetched_at, language, text };
    const { sha256, start_at, before = '', after = '' } = passage;
    return sha256 !== undefined && start_at !== undefined
      ? {
          ...about,
          sha256,
          start: start_at,
          // Passages end where a sentence does; the blanks between two are in neither.
          before: before === '' ? '' : `${before}\n\n`,
          after: after === '' ? '' : `\n\n${after}`,
        }
      : { ...about, sha256: sha256Of(text), start: 0, before: '', after: '' };
  });
}

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');
