import { openAiListed, openAiUsage, type Profile, type Usage } from '../profile.ts';

type Priced = Profile['models'][string];
const usdOf = ({ input, cached, output }: Usage, { price }: Priced) =>
  ((input - cached) * price.input + cached * price.cached + output * price.output) / 1_000_000;

/**
 * Many makers behind one address: what one of them does not know is dropped in silence unless
 * `provider.require_parameters` is set, and the only endpoint that tells its price.
 */
export const openrouter: Profile = {
  name: 'openrouter',
  address: 'https://openrouter.ai/api/v1',
  models: {
    'openai/gpt-6.1-terra': {
      price: { input: 1, cached: 0.05, output: 5 },
      efforts: null,
      effort: 'medium',
      context: 1_050_000,
    },
    'openai/gpt-6-luna': {
      price: { input: 0.1, cached: 0.01, output: 0.5 },
      efforts: null,
      effort: 'medium',
      context: 1_050_000,
    },
    'deepseek/deepseek-flash': {
      price: { input: 0.14, cached: 0.0028, output: 0.28 },
      efforts: null,
      effort: 'none',
      context: 128_000,
      structured: { json_schema: 'ignored' },
    },
  },
  key: 'bearer',
  fields: {
    taken: [
      'max_tokens',
      'reasoning',
      'response_format',
      'provider',
      'models',
      'plugins',
      'temperature',
      'tools',
      'tool_choice',
      'usage',
    ],
    others: 'ignored',
  },
  caches: 'reads',
  structured: { json_schema: 'kept', json_object: 'kept', tool: 'kept' },
  refusal(body, model) {
    const required = (body.provider as { require_parameters?: boolean } | undefined)?.require_parameters;
    return required &&
      body.response_format?.type === 'json_schema' &&
      model.structured?.json_schema === 'ignored'
      ? {
          status: 404,
          code: null,
          message:
            'No endpoints found that can handle the requested parameters. To learn more about provider routing, visit: https://openrouter.ai/docs/guides/routing/provider-selection',
        }
      : null;
  },
  error: ({ status, code, message }) => ({
    error: {
      code: status,
      message,
      metadata:
        code === 'moderation'
          ? { reasons: ['harassment'], flagged_input: '…', provider_name: 'OpenAI', model_slug: 'openai' }
          : {},
    },
    user_id: 'user_loopback',
  }),
  message: (text, { kept, thoughts }) => ({
    role: 'assistant',
    content: kept ? text : `Here is the JSON you asked for:\n\n${text}\n\nTell me if it should change.`,
    refusal: null,
    reasoning: thoughts,
  }),
  declined: (reason) => ({
    message: { role: 'assistant', content: null, refusal: reason, reasoning: null },
    finish: 'stop',
  }),
  usage: (usage, model) => ({ ...openAiUsage(usage), cost: usdOf(usage, model) }),
  listed: (name, model) => ({ ...openAiListed(name, model), context_length: model.context }),
};
