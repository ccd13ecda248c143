import { openAiError, openAiListed, openAiUsage, type Profile } from '../profile.ts';

/**
 * A proxy that speaks each maker's own form: behind it Claude keeps a schema. A parameter that the maker does not know
 * is an error unless the proxy was started with `drop_params: true`; this one was not.
 */
export const litellm: Profile = {
  name: 'litellm',
  address: 'http://localhost:4000/v1',
  models: {
    'claude-sonnet': {
      price: { input: 2, cached: 0.2, output: 10 },
      efforts: ['none', 'low', 'medium', 'high'],
      effort: 'none',
      context: 1_000_000,
    },
  },
  key: 'bearer',
  fields: {
    taken: [
      'max_tokens',
      'max_completion_tokens',
      'reasoning_effort',
      'response_format',
      'temperature',
      'top_p',
      'stop',
      'tools',
      'tool_choice',
      'user',
      'metadata',
      'thinking',
    ],
    others: 'refused',
  },
  caches: 'reads',
  structured: { json_schema: 'kept', json_object: 'kept', tool: 'kept' },
  error: ({ status, code, message, param = null }) => {
    const said =
      code === 'unknown_parameter'
        ? `litellm.UnsupportedParamsError: anthropic does not support parameters: ['${param}'], for model=claude-sonnet-5-5. To drop these, set \`litellm.drop_params=True\` or for proxy: \`litellm_settings: drop_params: true\`.`
        : message;
    const body = openAiError({ status, code: String(status), message: said, param });
    return { error: { ...body.error, type: code === 'budget_exceeded' ? code : body.error.type } };
  },
  headers: (usage, { price }) =>
    usage
      ? {
          'x-litellm-response-cost': String(
            ((usage.input - usage.cached) * price.input +
              usage.cached * price.cached +
              usage.output * price.output) /
              1_000_000,
          ),
        }
      : ({} as Record<string, string>),
  message: (content, { thoughts }) => ({
    role: 'assistant',
    content,
    ...(thoughts ? { reasoning_content: thoughts } : {}),
  }),
  declined: () => ({ message: { role: 'assistant', content: null }, finish: 'content_filter' }),
  usage: openAiUsage,
  listed: openAiListed,
};
