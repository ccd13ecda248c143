import { openAiListed, type Profile, plainUsage } from '../profile.ts';

/**
 * A server of one's own with `OLLAMA_CONTEXT_LENGTH` set; without it the head of a long prompt is cut in silence, which
 * the misbehaviour `short_context` plays. The tag is part of a model's name.
 */
export const ollama: Profile = {
  name: 'ollama',
  address: 'http://localhost:11434/v1',
  models: {
    'qwen3.5:32b': {
      price: { input: 0, cached: 0, output: 0 },
      efforts: null,
      effort: 'low',
      context: 131_072,
    },
  },
  key: 'none',
  fields: {
    taken: [
      'max_tokens',
      'response_format',
      'temperature',
      'top_p',
      'seed',
      'stop',
      'tools',
      'reasoning_effort',
    ],
    others: 'ignored',
  },
  caches: 'nothing',
  structured: { json_schema: 'kept', json_object: 'kept', tool: 'ignored' },
  error: ({ message }) => ({ error: { message, type: 'invalid_request_error', param: null, code: null } }),
  message: (content, { thoughts }) => ({
    role: 'assistant',
    content,
    ...(thoughts ? { reasoning: thoughts } : {}),
  }),
  declined: (reason) => ({ message: { role: 'assistant', content: reason }, finish: 'stop' }),
  usage: plainUsage,
  listed: (name, model) => ({ ...openAiListed(name, model), owned_by: 'library' }),
};
