import type { ChatReply } from '../../agents/models/chat-model.ts';
import { openAiChat } from '../../agents/models/open-ai-chat.ts';
import { priceOf } from '../../agents/models/prices.ts';
import { systemClock } from '../../platform/clock.ts';
import { isExpected } from '../../platform/errors.ts';
import { type Check, type Finding, fail, has, ok, warn } from '../check.ts';

const TIMEOUT_MS = 45_000;
/** Models that think first spend most of it before they write. */
const MAX_TOKENS = 1000;

/** One tiny call with a schema, as every call of the agents has one. */
export const model: Check = {
  name: 'model',
  applies: (subject) => has(subject, 'OPENAI_API_KEY'),
  async run({ subject }) {
    const {
      OPENAI_API_KEY: apiKey = '',
      OPENAI_BASE_URL: baseUrl,
      OPENAI_MODEL: name = 'gpt-5-mini',
    } = subject.env;
    if (!hasPrice(name, baseUrl ?? null)) {
      return warn('not called, as its price is not known', 'First mend what "model price" says.');
    }
    const chat = openAiChat(
      { apiKey, baseUrl: baseUrl ?? null, model: name, timeoutMs: TIMEOUT_MS },
      systemClock,
    );
    try {
      return judge(name, await chat.complete({ ...question, maxOutputTokens: MAX_TOKENS }));
    } catch (error) {
      if (!isExpected(error)) throw error;
      return fail(error.message, fixes[error.code] ?? 'See the message of the endpoint.');
    }
  },
};

function hasPrice(name: string, baseUrl: string | null): boolean {
  try {
    priceOf(name, baseUrl);
    return true;
  } catch {
    return false;
  }
}

const question = {
  messages: [
    { role: 'system' as const, content: 'Answer with JSON.' },
    { role: 'user' as const, content: JSON.stringify({ task: 'doctor_check', say: { ok: true } }) },
  ],
  answer: {
    name: 'doctor_check',
    schema: {
      type: 'object',
      properties: { ok: { type: 'boolean' } },
      required: ['ok'],
      additionalProperties: false,
    },
  },
};

const fixes: Record<string, string> = {
  model_refused_key: 'Check OPENAI_API_KEY, and the credit of the account.',
  model_not_found:
    'Check OPENAI_MODEL and that OPENAI_BASE_URL ends as the endpoint wants it, mostly with /v1.',
  model_refused_request: 'The endpoint must support chat completions with response_format json_schema.',
  model_unavailable:
    'Check OPENAI_BASE_URL and the way to it (proxy, firewall); try again if the endpoint is busy.',
};

function judge(
  name: string,
  { text, refusal, cutOff, model, inputTokens, outputTokens }: ChatReply,
): Finding {
  if (refusal !== null)
    return fail(`"${name}" refused the question`, 'Choose a model without such a filter.');
  if (cutOff)
    return warn(`"${name}" answers, but not within ${MAX_TOKENS} tokens`, 'Choose a model that thinks less.');
  if (!isAnswer(text)) {
    return fail(
      `"${name}" did not keep to the schema`,
      'Choose a model with structured outputs (response_format json_schema).',
    );
  }
  const used =
    inputTokens === null ? 'tokens not reported' : `${inputTokens} + ${outputTokens ?? '?'} tokens`;
  return ok(`"${model}" answers in the asked form (${used})`);
}

function isAnswer(text: string): boolean {
  try {
    return typeof JSON.parse(text)?.ok === 'boolean';
  } catch {
    return false;
  }
}
