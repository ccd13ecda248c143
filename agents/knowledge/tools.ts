import type { Claim, ContentForAgent } from '../../ports/content.ts';
import type { EmbedTexts } from '../models/embed-texts.ts';
import type { Extract } from './create-extractor.ts';
import type { FetchSource } from './fetch-source.ts';

/** What the nodes of one claim of one job work with. */
export interface KnowledgeTools {
  content: Pick<ContentForAgent, 'storeDocument' | 'passagesToEmbed' | 'putEmbeddings'>;
  claim: Claim;
  fetchSource: FetchSource;
  extract: Extract;
  /** Null: no model for embeddings is set, and searches go by words. */
  embeddings: { model: string; embedTexts: EmbedTexts } | null;
}
