import type { ArticlePart, BlogDraft, Passage } from '../../../ports/content.ts';

/** Passages that these parts quote, in order of first use. Pure. */
export function citedPassages(parts: readonly ArticlePart[], passages: readonly Passage[]): Passage[] {
  const byId = new Map(passages.map((p) => [p.id, p]));
  const ids = new Set(parts.flatMap((part) => part.evidence.map((e) => e.passage_id)));
  return [...ids].flatMap((id) => byId.get(id) ?? []);
}

/** The documents behind passages, each once, in order of first use. Pure. */
export function documentsOf(passages: readonly Passage[]): BlogDraft['sources'] {
  const used = new Map<string, BlogDraft['sources'][number]>();
  for (const { document_id, title, url, fetched_at = null } of passages) {
    if (!used.has(document_id)) used.set(document_id, { document_id, title, url, fetched_at });
  }
  return [...used.values()];
}
