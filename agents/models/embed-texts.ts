import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Claim, ContentForAgent } from '../../ports/content.ts';
import { capReached } from '../runner/cap-reached.ts';
import { JobFailure } from '../runner/job-failure.ts';
import { ModelError, passes } from './chat-model.ts';
import type { EmbeddingsModel } from './embeddings-model.ts';
import { estimateTokens, type Price, usdFor } from './prices.ts';

/** Passages have up to 1200 characters: so many are far below any endpoint's limit, and a stored reply stays small. */
const BATCH = 32;

/** Vectors as the ledger keeps them: 4 bytes a number, in base64. */
const storedReply = z.object({ vectors: z.array(z.string()) });

/**
 * One vector for each text, in order. `node` names the call in the ledger.
 *
 * @throws {JobFailure} `budget_cap`, or a code of ModelError.
 */
export type EmbedTexts = (
  texts: readonly string[],
  options: { node: string; signal?: AbortSignal | undefined },
) => Promise<number[][]>;

/** Embeddings within the budget of one job. A batch that was paid before is answered from the ledger. */
export function embedTextsFor(tools: {
  model: EmbeddingsModel;
  price: Price;
  content: Pick<ContentForAgent, 'reserveUsage' | 'settleUsage' | 'voidUsage'>;
  claim: Claim;
}): EmbedTexts {
  const { model, price, content, claim } = tools;
  return async (texts, options) => {
    const vectors: number[][] = [];
    for (let at = 0; at < texts.length; at += BATCH)
      vectors.push(...(await paidBatch(texts.slice(at, at + BATCH), options)));
    return vectors;
  };

  async function paidBatch(
    texts: string[],
    { node, signal }: { node: string; signal?: AbortSignal | undefined },
  ): Promise<number[][]> {
    const inputTokens = texts.reduce((sum, text) => sum + estimateTokens(text), 0);
    const request = JSON.stringify({ model: model.name, texts });
    const usd = usdFor(price, { input: inputTokens, output: 0 });
    const reserved = await content.reserveUsage(claim, {
      call_key: `${node}:${createHash('sha256').update(request).digest('hex')}`,
      node,
      model: model.name,
      input_tokens: inputTokens,
      max_output_tokens: 0,
      usd,
    });
    if (reserved.outcome === 'settled') return storedReply.parse(reserved.reply).vectors.map(unpacked);
    if (reserved.outcome === 'refused' || reserved.usage_id === null) {
      throw capReached(`embed for ${node}`, reserved.cap, { usd, tokens: inputTokens });
    }
    const { vectors, tokens } = await embed(texts, signal, reserved.usage_id);
    const used = tokens ?? inputTokens;
    const packed = vectors.map((vector) => Buffer.from(new Float32Array(vector).buffer).toString('base64'));
    await content.settleUsage(claim, reserved.usage_id, {
      input_tokens: used,
      output_tokens: 0,
      usd: usdFor(price, { input: used, output: 0 }),
      model: model.name,
      reply: { vectors: packed },
    });
    // As a rerun would read them.
    return packed.map(unpacked);
  }

  async function embed(texts: string[], signal: AbortSignal | undefined, usageId: number) {
    try {
      return await model.embed(texts, signal);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      if (!error.mayHaveCost) await content.voidUsage(claim, usageId);
      throw new JobFailure(error.code, error.message, {
        retryable: passes(error.code),
        retryAfterS: error.retryAfterS,
        cause: error,
      });
    }
  }
}

function unpacked(base64: string): number[] {
  const bytes = Buffer.from(base64, 'base64');
  return Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4));
}
