import { z } from 'zod';
import type { ModelSettings } from '../../platform/config.ts';
import { isOpenAi } from '../../platform/model-settings.ts';
import { knownModel } from './known-models.ts';

/**
 * What one model at one address takes in a request, as far as it is known. No two endpoints that call themselves
 * compatible take the same, and a field that one ignores is an error at another.
 */
export const dialect = z.object({
  /** How the answer is bound to its shape. The shape stands in the prompt in words as well, in every mode. */
  mode: z.enum(['json_schema', 'json_object', 'tool', 'prompt']),
  tokens: z.enum(['max_completion_tokens', 'max_tokens']),
  /** `from_low`: "none" is not accepted. */
  effort: z.enum(['any', 'from_low', 'no']),
  verbosity: z.boolean(),
  /** Whether `store: false` is sent. */
  store: z.boolean(),
  /** Fields that switch thinking off where effort is no field: DeepSeek's, and a chat template's of vLLM and llama.cpp. */
  thinking: z.enum(['thinking', 'chat_template_kwargs']).nullable(),
  /** Whether a router is asked for providers that take all of it. */
  requireParameters: z.boolean(),
  /** The most that may be asked for; null: no limit is known. */
  maxOutputTokens: z.number().int().positive().nullable(),
});
export type Dialect = z.infer<typeof dialect>;

type Endpoint = Pick<ModelSettings, 'baseUrl' | 'model' | 'structured'>;

/** Where an endpoint is, as far as that says what it takes. */
type Host =
  | 'openai'
  | 'azure'
  | 'anthropic'
  | 'google'
  | 'openrouter'
  | 'groq'
  | 'mistral'
  | 'deepseek'
  | 'other';

export function hostOf(baseUrl: string | null): Host {
  if (baseUrl === null || isOpenAi(baseUrl)) return 'openai';
  const { hostname } = new URL(baseUrl);
  const ends = (domain: string) => hostname === domain || hostname.endsWith(`.${domain}`);
  if (ends('azure.com')) return 'azure';
  if (ends('anthropic.com')) return 'anthropic';
  if (ends('googleapis.com')) return 'google';
  if (ends('openrouter.ai')) return 'openrouter';
  if (ends('groq.com')) return 'groq';
  if (ends('mistral.ai')) return 'mistral';
  return ends('deepseek.com') ? 'deepseek' : 'other';
}

/** What is tried first. Source: the makers' documents, read until 2026-11-29; see docs/models.md. */
export function firstDialect({ baseUrl, model, structured = 'auto' }: Endpoint): Dialect {
  const host = hostOf(baseUrl);
  const known = knownModel(model);
  const makers = host === 'openai' || host === 'azure';
  const first: Dialect = {
    mode: 'json_schema',
    tokens: makers || host === 'groq' ? 'max_completion_tokens' : 'max_tokens',
    effort: known?.lowestEffort === null ? 'no' : known?.lowestEffort === 'low' ? 'from_low' : 'any',
    verbosity: makers && known?.lowestEffort !== null,
    store: host === 'openai',
    thinking: null,
    requireParameters: host === 'openrouter',
    maxOutputTokens: null,
  };
  const own = {
    openai: {},
    azure: {},
    openrouter: {},
    other: { thinking: templateSwitch(baseUrl, model) },
    // Accepted without a word and not obeyed, so that it is not asked for.
    anthropic: { mode: 'prompt', effort: 'no' },
    google: { effort: known?.lowestEffort === null ? 'no' : 'from_low' },
    groq: { effort: /gpt-oss/.test(model) ? 'from_low' : 'no' },
    mistral: { effort: 'no' },
    deepseek: { mode: 'json_object', effort: 'no', thinking: 'thinking' },
  } as const satisfies Record<Host, Partial<Dialect>>;
  return { ...first, ...own[host], ...(structured === 'auto' ? {} : { mode: structured }) };
}

/** Thinking models behind vLLM and llama.cpp take their switch by the template of the chat. */
function templateSwitch(baseUrl: string | null, model: string): Dialect['thinking'] {
  const port = baseUrl === null ? '' : new URL(baseUrl).port;
  return ['8000', '8080'].includes(port) && /qwen|glm|deepseek/i.test(model) ? 'chat_template_kwargs' : null;
}
