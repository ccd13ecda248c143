import type { Clock } from '../../platform/clock.ts';
import type { ModelSettings } from '../../platform/config.ts';
import type { Claim, ContentForAgent } from '../../ports/content.ts';
import { type EmbedTexts, embedTextsFor } from './embed-texts.ts';
import { embeddingPriceOf } from './embedding-prices.ts';
import { openAiEmbeddings } from './embeddings-model.ts';

export interface Embeddings {
  model: string;
  /** Within the budget of one claim of one job. */
  embedTextsOf(claim: Claim): EmbedTexts;
}

/** The embeddings that the settings name; null when they name none. */
export function embeddingsFor(
  settings: ModelSettings,
  { content, clock }: { content: ContentForAgent; clock: Pick<Clock, 'now'> },
): Embeddings | null {
  const { embeddingsModel, embeddings, apiKey, baseUrl, timeoutMs } = settings;
  if (embeddingsModel === undefined) return null;
  const { price } = embeddingPriceOf(embeddingsModel);
  // Makers of models for writing often have none for searching: those are somewhere else.
  const endpoint = { apiKey, baseUrl, ...embeddings, timeoutMs, embeddingsModel };
  const model = openAiEmbeddings(endpoint, clock);
  return {
    model: embeddingsModel,
    embedTextsOf: (claim) => embedTextsFor({ model, price, content, claim }),
  };
}
