import { openAiError, openAiListed, openAiUsage, type Profile } from '../profile.ts';
import { openAiRefusal, openai } from './openai.ts';

/**
 * OpenAI's models under names of one's own: a deployment does not tell its family. The bodies of errors are OpenAI's with
 * `innererror`; they were not seen from Azure itself.
 */
export const azure: Profile = {
  ...openai,
  name: 'azure',
  address: 'https://team.openai.azure.com/openai/v1',
  models: {
    'team-texts': { ...openai.models['gpt-6.1-terra'] } as Profile['models'][string],
    'team-small': { ...openai.models['gpt-6-luna'] } as Profile['models'][string],
  },
  key: 'bearer or api-key',
  refusal: openAiRefusal,
  error: (refused) => {
    const body = openAiError(refused);
    if (refused.code !== 'content_filter') return body;
    const filtered = { hate: { filtered: true, severity: 'medium' } };
    return {
      error: {
        ...body.error,
        type: null,
        param: 'prompt',
        status: 400,
        innererror: { code: 'ResponsibleAIPolicyViolation', content_filter_result: filtered },
      },
    };
  },
  headers: () => ({ 'apim-request-id': 'loopback', 'x-ms-region': 'Brazil South' }),
  usage: openAiUsage,
  listed: openAiListed,
};
