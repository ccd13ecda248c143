import type { Extract } from '../../extraction/create-extractor.ts';
import { documentLanguage, readsLike } from '../../extraction/document-language.ts';
import { fallbackTitle, nameOfAddress } from '../../extraction/fallback-title.ts';
import { oneLine } from '../../extraction/tidy-text.ts';
import type { FetchedSource, FetchSource } from '../fetch-source.ts';
import type { KnowledgeNode } from '../state.ts';

const SAME: Record<string, string> = { por: 'pt', eng: 'en' };

/**
 * Makes text of the bytes. After a kill these are fetched again, and what is stored is what this run has read.
 *
 * The person's word on title and language counts; a text that reads like another language is kept with a warning.
 */
export function read(
  extract: Extract,
  fetchSource: FetchSource,
  kept: () => FetchedSource | null,
): KnowledgeNode {
  return async ({ brief }, { signal }) => {
    const { bytes, source } = kept() ?? (await fetchSource(brief.source, signal));
    const { title, text, warnings } = await extract(
      {
        bytes,
        name: source.file_name ?? nameOfAddress(source.url),
        contentType: source.mime,
        charset: source.charset,
      },
      signal,
    );
    const looksLike = readsLike(text);
    const differs = brief.language !== null && looksLike !== null && SAME[looksLike] !== brief.language;
    return {
      source,
      document: {
        title:
          oneLine(brief.title ?? '') ||
          (title ?? fallbackTitle({ url: source.url, name: source.file_name, text })),
        text,
        language: brief.language ?? documentLanguage(text),
      },
      warnings: [...warnings, ...(differs ? ['language_differs'] : [])],
    };
  };
}
