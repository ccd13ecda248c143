import { StateSchema } from '@langchain/langgraph';
import { z } from 'zod';
import { knowledgeBrief, languages } from '../../ports/content.ts';

/** Where a document came from, without its bytes: they are read again where a killed run had them. */
const source = z.object({
  kind: z.enum(['text', 'file', 'url']),
  /** Where the redirects ended; null for what is no page. */
  url: z.string().nullable(),
  file_name: z.string().nullable(),
  mime: z.string(),
  charset: z.string().nullable(),
  size: z.number().int(),
  sha256: z.string(),
  fetched_at: z.string().nullable(),
});
export type Source = z.infer<typeof source>;

/** What the thread of a document for the knowledge base holds. The text has a channel of its own, written once. */
export const knowledgeState = new StateSchema({
  brief: knowledgeBrief,
  team_id: z.string(),
  job_id: z.string(),
  source: source.nullable().default(null),
  document: z
    .object({ title: z.string(), text: z.string(), language: z.enum(languages) })
    .nullable()
    .default(null),
  /** Instead of a document; the bytes are drawn again where a killed run had them. */
  picture: z
    .object({
      title: z.string(),
      alt: z.string(),
      language: z.enum(languages),
      width: z.number().int(),
      height: z.number().int(),
    })
    .nullable()
    .default(null),
  /** Codes, which the bot has words for. */
  warnings: z.array(z.string()).default([]),
  stored: z
    .object({
      document_id: z.string(),
      passages: z.number().int(),
      known: z.boolean(),
      replaced: z.string().nullable(),
    })
    .nullable()
    .default(null),
});
export type KnowledgeState = typeof knowledgeState.State;
export type KnowledgeUpdate = Partial<KnowledgeState>;

/** A node: reads the state and answers with the keys that it changes. `signal` ends its outside calls. */
export type KnowledgeNode = (
  state: KnowledgeState,
  run: { signal?: AbortSignal | undefined },
) => Promise<KnowledgeUpdate>;

/**
 * A field that an earlier node has filled.
 *
 * @throws {Error} When the graph reached this node another way: a fault of the edges, not of a person.
 */
export function have<K extends 'source' | 'document' | 'picture' | 'stored'>(
  state: KnowledgeState,
  key: K,
): NonNullable<KnowledgeState[K]> {
  const value = state[key];
  if (value === null) throw new Error(`Cannot run this node: the state has no ${key} yet`);
  return value as NonNullable<KnowledgeState[K]>;
}
