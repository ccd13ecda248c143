import type { Claim, ContentForAgent } from '../../ports/content.ts';
import type { Extract } from '../extraction/create-extractor.ts';
import type { EmbedTexts } from '../models/embed-texts.ts';
import type { FetchSource } from './fetch-source.ts';
import type { PreparePicture } from './prepare-picture.ts';

/** What the nodes of one claim of one job work with. */
export interface KnowledgeTools {
  content: Pick<ContentForAgent, 'storeDocument' | 'storePicture' | 'passagesToEmbed' | 'putEmbeddings'>;
  claim: Claim;
  fetchSource: FetchSource;
  extract: Extract;
  preparePicture: PreparePicture;
  /** Null: no model for embeddings is set, and searches go by words. */
  embeddings: { model: string; embedTexts: EmbedTexts } | null;
}
