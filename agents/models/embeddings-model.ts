import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { ModelSettings } from '../../platform/config.ts';
import { modelError } from './model-error.ts';

export interface EmbeddingsModel {
  readonly name: string;
  /**
   * One vector for each text, in order. `tokens` null: the endpoint reports none.
   *
   * @throws {ModelError}
   */
  embed(
    texts: readonly string[],
    signal?: AbortSignal,
  ): Promise<{ vectors: number[][]; tokens: number | null }>;
}

const answer = z.object({
  data: z.array(z.object({ index: z.number().int(), embedding: z.array(z.number()).min(1) })),
  usage: z.object({ prompt_tokens: z.number().int() }).nullish(),
});

/** The embeddings of any OpenAI-compatible endpoint. LangChain's client drops the usage, which is what is paid. */
export function openAiEmbeddings(
  settings: Omit<ModelSettings, 'embeddingsModel'> & { embeddingsModel: string },
  clock: Pick<Clock, 'now'>,
): EmbeddingsModel {
  const base = settings.baseUrl ?? 'https://api.openai.com/v1';
  const name = settings.embeddingsModel;
  return {
    name,
    async embed(texts, signal) {
      const late = AbortSignal.timeout(settings.timeoutMs);
      try {
        const response = await fetch(`${base.replace(/\/$/, '')}/embeddings`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${settings.apiKey}` },
          body: JSON.stringify({ model: name, input: texts, encoding_format: 'float' }),
          signal: signal ? AbortSignal.any([signal, late]) : late,
        });
        if (!response.ok) {
          const { status, headers } = response;
          throw Object.assign(new Error(await response.text()), { status, headers });
        }
        const { data, usage } = answer.parse(await response.json());
        const vectors = data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding);
        if (vectors.length !== texts.length)
          throw new Error(`${vectors.length} vectors for ${texts.length} texts`);
        return { vectors, tokens: usage?.prompt_tokens ?? null };
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        const cause = late.aborted ? new Error(`no answer within ${settings.timeoutMs} ms`) : error;
        throw modelError(cause, name, clock.now());
      }
    },
  };
}
