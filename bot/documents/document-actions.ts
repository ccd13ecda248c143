import { z } from 'zod';

export const documentActions = {
  newer: 'knowledge_newer',
  older: 'knowledge_older',
  open: 'knowledge_open',
  /** In the window of a document; Slack wants different ids in one row. */
  pageBefore: 'knowledge_page_before',
  pageAfter: 'knowledge_page_after',
  remove: 'knowledge_remove',
  restore: 'knowledge_restore',
} as const;

/** What buttons carry: where the person is, and ids. Neither texts nor authority. */
export const listPlace = z.object({
  offset: z.number().int().min(0),
  matching: z.string().nullable(),
});
export type ListPlace = z.infer<typeof listPlace>;

/** `place` null: the button stood alone, not in a list. */
export const documentRef = z.object({ document: z.string(), place: listPlace.nullable() });
export type DocumentRef = z.infer<typeof documentRef>;

/** A page of a document's text, from 0. */
export const readingPlace = z.object({ document: z.string(), page: z.number().int().min(0) });
export type ReadingPlace = z.infer<typeof readingPlace>;
