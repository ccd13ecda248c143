import { z } from 'zod';
import type { ModelSettings } from '../../platform/config.ts';
import { knownModel } from './known-models.ts';

/** When a model is shut down, as its maker says. */
export interface ModelEnd {
  /** `YYYY-MM-DD`. */
  date: string;
  /** What its maker names in its place; null: nothing. */
  replacement: string | null;
  /** Whole days from `now`; negative: it is over. */
  daysLeft: number;
}

/** Earlier than this there is no need to act. */
export const NEAR_DAYS = 90;
const TIMEOUT_MS = 10_000;
const listed = z.object({ shutdown_date: z.iso.date().nullish() });

/**
 * The announced end of a model: what `GET /models/{id}` says where the endpoint has it, else what the list of known models
 * says. Null: none is announced. Never throws: an end that cannot be asked for is looked up.
 *
 * @param now Milliseconds since 1970.
 */
export async function endOf(
  { baseUrl, apiKey, model }: Pick<ModelSettings, 'baseUrl' | 'apiKey' | 'model'>,
  now: number,
): Promise<ModelEnd | null> {
  const known = knownModel(model);
  const date = (await shutdownDate(baseUrl, apiKey, model)) ?? known?.shutdown ?? null;
  if (date === null) return null;
  const daysLeft = Math.floor((Date.parse(`${date}T00:00:00Z`) - now) / 86_400_000);
  return { date, replacement: known?.replacement ?? null, daysLeft };
}

async function shutdownDate(baseUrl: string | null, apiKey: string, model: string): Promise<string | null> {
  const base = (baseUrl ?? 'https://api.openai.com/v1').replace(/\/$/, '');
  try {
    const response = await fetch(`${base}/models/${encodeURIComponent(model)}`, {
      headers: { authorization: `Bearer ${apiKey}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return response.ok ? (listed.parse(await response.json()).shutdown_date ?? null) : null;
  } catch {
    // Most endpoints have no such page, and what is said there is no condition for the work.
    return null;
  }
}
