import { openAiListed, type Profile, plainUsage } from '../profile.ts';

/**
 * A server of one's own without `--reasoning-parser`: a grammar binds the answer, and where none does, the model's
 * thoughts stay in the text.
 */
export const vllm: Profile = {
  name: 'vllm',
  address: 'http://localhost:8000/v1',
  models: {
    'Qwen/Qwen3.5-32B': {
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
      'max_completion_tokens',
      'response_format',
      'temperature',
      'top_p',
      'tools',
      'tool_choice',
      'chat_template_kwargs',
    ],
    others: 'ignored',
  },
  caches: 'nothing',
  structured: { json_schema: 'kept', json_object: 'kept', tool: 'kept' },
  error: ({ status, message, param = null }) => ({
    error: {
      message,
      type: status === 404 ? 'NotFoundError' : 'BadRequestError',
      param,
      code: status,
    },
  }),
  message: (text, { kept, thoughts }) => ({
    role: 'assistant',
    content: kept ? text : `<think>\n${thoughts ?? ''}\n</think>\n\n${text}`,
    tool_calls: [],
  }),
  declined: (reason) => ({ message: { role: 'assistant', content: reason, tool_calls: [] }, finish: 'stop' }),
  usage: (usage) => ({ ...plainUsage(usage), prompt_tokens_details: null }),
  listed: (name, model) => ({ ...openAiListed(name, model), max_model_len: model.context }),
};
