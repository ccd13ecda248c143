import {
  type Model,
  openAiError,
  openAiListed,
  openAiUsage,
  type Profile,
  type Refused,
  type Usage,
  unsupported,
} from '../profile.ts';
import { type ChatBody, modeOf, textOf } from '../read-chat.ts';
import { strictFault } from '../strict-schema.ts';

const ALL = ['none', 'low', 'medium', 'high', 'xhigh', 'max'];
const model = (price: Model['price'], efforts: string[], more: Partial<Model> = {}): Model => ({
  price,
  efforts,
  effort: 'medium',
  context: 1_050_000,
  ...more,
});

/** As of 2026-11-29: GPT-6 and what is near its end. */
export const openai: Profile = {
  name: 'openai',
  address: 'https://api.openai.com/v1',
  models: {
    'gpt-6.1-terra': model({ input: 1, cached: 0.05, written: 1.25, output: 5 }, ALL),
    'gpt-6-luna': model({ input: 0.1, cached: 0.01, written: 0.125, output: 0.5 }, ALL),
    'gpt-6.1-sol': model({ input: 2, cached: 0.1, written: 2.5, output: 10 }, [
      'low',
      'medium',
      'high',
      'xhigh',
    ]),
    'gpt-5-mini': model({ input: 0.25, cached: 0.025, output: 2 }, ['minimal', 'low', 'medium', 'high'], {
      shutdown: '2026-12-11',
      context: 400_000,
    }),
  },
  key: 'bearer',
  fields: {
    taken: [
      'max_completion_tokens',
      'max_tokens',
      'reasoning_effort',
      'response_format',
      'verbosity',
      'store',
      'tools',
      'tool_choice',
      'parallel_tool_calls',
      'prompt_cache_key',
      'prompt_cache_options',
      'safety_identifier',
      'service_tier',
      'metadata',
      'n',
      'seed',
      'stop',
      'stream_options',
      'temperature',
      'top_p',
      'user',
    ],
    others: 'refused',
  },
  caches: 'reads and writes',
  structured: { json_schema: 'kept', json_object: 'kept', tool: 'kept' },
  refusal: openAiRefusal,
  error: (refused) => openAiError(refused, typeOf(refused)),
  headers: () => ({
    'x-request-id': 'req_loopback',
    'x-ratelimit-limit-requests': '10000',
    'x-ratelimit-remaining-requests': '9999',
  }),
  message: (content) => ({ role: 'assistant', content, refusal: null, annotations: [] }),
  declined: (reason) => ({
    message: { role: 'assistant', content: null, refusal: reason, annotations: [] },
    finish: 'stop',
  }),
  usage: (usage: Usage) => openAiUsage(usage),
  listed: (name, found) => ({ ...openAiListed(name, found), shutdown_date: found.shutdown ?? null }),
};

const typeOf = ({ status, code }: Refused): string => {
  if (code === 'insufficient_quota') return 'insufficient_quota';
  if (status === 429) return 'tokens';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
};

/** What OpenAI's reasoning models refuse; Azure runs the same ones under names of one's own. Pure. */
export function openAiRefusal(body: ChatBody, { efforts }: Model): Refused | null {
  if (body.max_tokens != null)
    return unsupported(
      'max_tokens',
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    );
  const effort = body.reasoning_effort;
  if (effort !== undefined && !efforts?.includes(String(effort)))
    return unsupported(
      'reasoning_effort',
      `Unsupported value: 'reasoning_effort' does not support '${effort}' with this model. Supported values are: ${efforts?.map((e) => `'${e}'`).join(', ')}.`,
      'unsupported_value',
    );
  for (const name of ['temperature', 'top_p', 'logprobs'])
    if (body[name] != null && effort !== 'none')
      return unsupported(
        name,
        `Unsupported parameter: '${name}' is only supported with reasoning_effort 'none'.`,
      );
  if (body.tools?.length && effort !== 'none')
    return unsupported(
      'tools',
      "Function tools with reasoning_effort are not supported for this model in /v1/chat/completions. Please use /v1/responses or set reasoning_effort to 'none'.",
      null,
    );
  if (modeOf(body) === 'json_object' && !/json/i.test(textOf(body)))
    return unsupported(
      'messages',
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      null,
    );
  const schema = body.response_format?.json_schema;
  if (!schema) return null;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(schema.name))
    return unsupported(
      'response_format.json_schema.name',
      `Invalid 'response_format.json_schema.name': string does not match pattern.`,
      'invalid_value',
    );
  const fault = schema.strict ? strictFault(schema.schema ?? {}) : null;
  return fault
    ? unsupported(
        'response_format',
        `Invalid schema for response_format '${schema.name}': ${fault}.`,
        'invalid_json_schema',
      )
    : null;
}
