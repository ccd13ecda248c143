import { openAiListed, openAiUsage, type Profile } from '../profile.ts';
import { breadthOf } from '../strict-schema.ts';

/** Where "too many states for serving" begins is not documented; this is what its users met. */
const MAX_ALTERNATIVES = 16;
const MAX_VALUES = 100;

const STATUS: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

/** Gemini through its compatible layer: an unknown field is an error, and errors come as an array. */
export const gemini: Profile = {
  name: 'gemini',
  address: 'https://generativelanguage.googleapis.com/v1beta/openai',
  models: {
    'gemini-3.8-flash': {
      price: { input: 0.75, cached: 0.075, output: 3.75 },
      efforts: ['low', 'medium', 'high'],
      effort: 'medium',
      context: 1_000_000,
    },
    'gemini-3.5-flash-lite': {
      price: { input: 0.1, cached: 0.01, output: 0.4 },
      efforts: ['minimal', 'low', 'medium', 'high'],
      effort: 'low',
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
      'n',
      'stop',
      'stream_options',
      'tools',
      'tool_choice',
      'user',
      'extra_body',
    ],
    others: 'refused',
  },
  caches: 'reads',
  structured: { json_schema: 'kept', json_object: 'kept', tool: 'kept' },
  refusal(body, { efforts }) {
    // It names no parameter, here least of all.
    const effort = body.reasoning_effort;
    if (effort !== undefined && !efforts?.includes(String(effort)))
      return { status: 400, code: null, message: 'Request contains an invalid argument.' };
    const { values, alternatives } = breadthOf(body.response_format?.json_schema?.schema);
    if (values > MAX_VALUES || alternatives > MAX_ALTERNATIVES)
      return {
        status: 400,
        code: null,
        message: 'The specified schema produces a constraint that has too many states for serving.',
      };
    return null;
  },
  error: ({ status, code, message, param }) => [
    {
      error: {
        code: status,
        message:
          code === 'unknown_parameter'
            ? `Invalid JSON payload received. Unknown name "${param}": Cannot find field.`
            : message,
        status: STATUS[status] ?? 'UNKNOWN',
      },
    },
  ],
  message: (content) => ({ role: 'assistant', content }),
  declined: () => ({ message: { role: 'assistant', content: null }, finish: 'content_filter' }),
  usage: openAiUsage,
  listed: (name, model) => openAiListed(`models/${name}`, model),
};
