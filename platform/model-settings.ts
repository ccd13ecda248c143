/** How an endpoint is bound to the shape of an answer; `auto`: found out on first use. */
export const structuredModes = ['auto', 'json_schema', 'json_object', 'prompt', 'tool'] as const;
type StructuredMode = (typeof structuredModes)[number];

/** USD per million tokens. */
interface SetPrice {
  input: number;
  /** Input that the endpoint had cached; absent: as `input`. */
  cachedInput?: number;
  output: number;
}

export interface ModelSettings {
  apiKey: string;
  /** Null: OpenAI itself. */
  baseUrl: string | null;
  /** Writes. */
  model: string;
  /** Understands and judges; absent: the one that writes. */
  smallModel?: string | undefined;
  /** Absent: as the maker lists it. */
  price?: SetPrice | undefined;
  smallPrice?: SetPrice | undefined;
  /** Absent: `auto`. */
  structured?: StructuredMode | undefined;
  /** For searching by meaning; absent: by words alone. */
  embeddingsModel?: string | undefined;
  /** Where the embeddings are, if not at the model's endpoint. */
  embeddings?: { baseUrl: string | null; apiKey: string } | undefined;
  /** Longest wait for one answer, ms; absent: as the task takes. */
  timeoutMs?: number | undefined;
}

/** Source of both names: agents/models/known-models.ts, 2026-11-29. */
export const DEFAULT_MODEL = 'gpt-6.1-terra';
export const DEFAULT_SMALL_MODEL = 'gpt-6-luna';

/** The part of the environment that is about the model, as it was read. */
interface ModelEnvironment {
  OPENAI_API_KEY?: string | undefined;
  OPENAI_BASE_URL?: string | undefined;
  OPENAI_MODEL?: string | undefined;
  OPENAI_SMALL_MODEL?: string | undefined;
  OPENAI_STRUCTURED: StructuredMode;
  OPENAI_PRICE_INPUT?: number | undefined;
  OPENAI_PRICE_CACHED_INPUT?: number | undefined;
  OPENAI_PRICE_OUTPUT?: number | undefined;
  OPENAI_SMALL_PRICE_INPUT?: number | undefined;
  OPENAI_SMALL_PRICE_CACHED_INPUT?: number | undefined;
  OPENAI_SMALL_PRICE_OUTPUT?: number | undefined;
  OPENAI_EMBEDDINGS_MODEL?: string | undefined;
  OPENAI_EMBEDDINGS_BASE_URL?: string | undefined;
  OPENAI_EMBEDDINGS_API_KEY?: string | undefined;
  OPENAI_TIMEOUT_MS?: number | undefined;
}

/**
 * The two models and what they cost; undefined without a key. What is wrong is added to `faults`.
 *
 * Only OpenAI knows the default models. Another endpoint names its own, so that one has to be set there, and it serves
 * for both kinds of work unless a second one is set.
 */
export function readModelSettings(e: ModelEnvironment, faults: string[]): ModelSettings | undefined {
  const atOpenAi = isOpenAi(e.OPENAI_BASE_URL ?? null);
  const price = priceSet(e, 'OPENAI', atOpenAi, faults);
  const smallPrice = priceSet(e, 'OPENAI_SMALL', atOpenAi, faults);
  if (!e.OPENAI_API_KEY) return undefined;
  if (!atOpenAi && !e.OPENAI_MODEL) {
    faults.push(
      'OPENAI_MODEL: missing; the endpoint at OPENAI_BASE_URL names its own models, and has none of the default name',
    );
  }
  const model = e.OPENAI_MODEL ?? DEFAULT_MODEL;
  const smallModel = e.OPENAI_SMALL_MODEL ?? (atOpenAi ? DEFAULT_SMALL_MODEL : model);
  return {
    apiKey: e.OPENAI_API_KEY,
    baseUrl: e.OPENAI_BASE_URL ?? null,
    model,
    smallModel,
    price,
    // One model has one price.
    smallPrice: smallPrice ?? (smallModel === model ? price : undefined),
    structured: e.OPENAI_STRUCTURED,
    embeddingsModel: e.OPENAI_EMBEDDINGS_MODEL,
    embeddings: embeddingsEndpoint(e),
    timeoutMs: e.OPENAI_TIMEOUT_MS,
  };
}

/** Whether this is OpenAI's own address, or one of its regions'. Null: none was set. */
export function isOpenAi(baseUrl: string | null): boolean {
  if (baseUrl === null) return true;
  const { hostname } = new URL(baseUrl);
  return hostname === 'openai.com' || hostname.endsWith('.openai.com');
}

function priceSet(
  e: ModelEnvironment,
  of: 'OPENAI' | 'OPENAI_SMALL',
  atOpenAi: boolean,
  faults: string[],
): SetPrice | undefined {
  const input = e[`${of}_PRICE_INPUT`];
  const cachedInput = e[`${of}_PRICE_CACHED_INPUT`];
  const output = e[`${of}_PRICE_OUTPUT`];
  if (input === undefined && output === undefined && cachedInput === undefined) return undefined;
  if (input === undefined || output === undefined) {
    const absent = input === undefined ? `${of}_PRICE_INPUT` : `${of}_PRICE_OUTPUT`;
    faults.push(`${absent}: missing; a price needs both its input and its output`);
    return undefined;
  }
  if (atOpenAi && (input === 0 || output === 0)) {
    faults.push(
      `${of}_PRICE_${input === 0 ? 'INPUT' : 'OUTPUT'}: 0 is accepted only with an OPENAI_BASE_URL of your own, where the caps in tokens bind; no model of OpenAI is free`,
    );
    return undefined;
  }
  return { input, output, ...(cachedInput === undefined ? {} : { cachedInput }) };
}

function embeddingsEndpoint(e: ModelEnvironment): ModelSettings['embeddings'] {
  if (!e.OPENAI_EMBEDDINGS_BASE_URL && !e.OPENAI_EMBEDDINGS_API_KEY) return undefined;
  return {
    baseUrl: e.OPENAI_EMBEDDINGS_BASE_URL ?? e.OPENAI_BASE_URL ?? null,
    apiKey: e.OPENAI_EMBEDDINGS_API_KEY ?? e.OPENAI_API_KEY ?? '',
  };
}
