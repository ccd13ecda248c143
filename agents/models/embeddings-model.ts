import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { ModelSettings } from '../../platform/config.ts';
import { type Heard, wholeBody } from './heard.ts';
import { connectionError, heardError } from './model-error.ts';

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

const TIMEOUT_MS = 60_000;

/** The embeddings of any OpenAI-compatible endpoint. LangChain's client drops the usage, which is what is paid. */
export function openAiEmbeddings(
  settings: Pick<ModelSettings, 'apiKey' | 'baseUrl' | 'timeoutMs'> & { embeddingsModel: string },
  clock: Pick<Clock, 'now'>,
): EmbeddingsModel {
  const { apiKey, embeddingsModel: name, timeoutMs = TIMEOUT_MS } = settings;
  const base = settings.baseUrl ?? 'https://api.openai.com/v1';
  return {
    name,
    async embed(texts, signal) {
      const late = AbortSignal.timeout(timeoutMs);
      const failed = (error: unknown) => {
        if (signal?.aborted) throw signal.reason;
        const cause = late.aborted ? new Error(`no answer within ${timeoutMs} ms`) : error;
        return connectionError(cause, { model: name, apiKey });
      };
      let heard: Heard;
      try {
        const response = await fetch(`${base.replace(/\/$/, '')}/embeddings`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
          body: JSON.stringify({ model: name, input: texts, encoding_format: 'float' }),
          signal: signal ? AbortSignal.any([signal, late]) : late,
        });
        heard = { status: response.status, headers: response.headers, body: await wholeBody(response) };
      } catch (error) {
        throw failed(error);
      }
      if (heard.status < 200 || heard.status > 299)
        throw heardError(heard, { model: name, apiKey, now: clock.now() });
      try {
        const { data, usage } = answer.parse(JSON.parse(heard.body));
        const vectors = data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding);
        if (vectors.length !== texts.length)
          throw new Error(`${vectors.length} vectors for ${texts.length} texts`);
        return { vectors, tokens: usage?.prompt_tokens ?? null };
      } catch (error) {
        throw failed(error);
      }
    },
  };
}
