import { openAiError, openAiListed, type Profile, plainUsage } from '../profile.ts';

/**
 * Claude through its compatible layer, "for testing, not production": structured output, effort and store are accepted
 * and not obeyed, answers come in a fence, and nothing is told of caching. What a refusal looks like there is not
 * documented beyond `refusal` being empty; here it is prose.
 */
export const anthropic: Profile = {
  name: 'anthropic',
  address: 'https://api.anthropic.com/v1',
  models: {
    'claude-sonnet-5-5': {
      price: { input: 2, cached: 2, output: 10 },
      efforts: null,
      effort: 'none',
      context: 1_000_000,
    },
    'claude-haiku-5-5': {
      price: { input: 0.1, cached: 0.1, output: 0.5 },
      efforts: null,
      effort: 'none',
      context: 200_000,
    },
  },
  key: 'bearer',
  fields: {
    taken: [
      'max_tokens',
      'max_completion_tokens',
      'temperature',
      'top_p',
      'stop',
      'tools',
      'tool_choice',
      'thinking',
    ],
    others: 'ignored',
  },
  caches: 'nothing',
  structured: { json_schema: 'ignored', json_object: 'ignored', tool: 'kept' },
  error: (refused) =>
    openAiError(refused, refused.status === 529 ? 'overloaded_error' : 'invalid_request_error'),
  headers: () => ({ 'request-id': 'req_loopback' }),
  message: (text) => ({ role: 'assistant', content: `\`\`\`json\n${text}\n\`\`\`` }),
  declined: (reason) => ({ message: { role: 'assistant', content: reason }, finish: 'stop' }),
  usage: (usage) => ({ ...plainUsage(usage), prompt_tokens_details: null, completion_tokens_details: null }),
  listed: openAiListed,
};
