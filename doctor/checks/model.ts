import type { ChatReply, ChatRequest } from '../../agents/models/chat-model.ts';
import { openAiChat } from '../../agents/models/open-ai-chat.ts';
import { systemClock } from '../../platform/clock.ts';
import type { ModelSettings } from '../../platform/config.ts';
import { isExpected } from '../../platform/errors.ts';
import { type Check, type Finding, fail, has, ok, warn } from '../check.ts';
import { modelSettings, namedModels } from '../model-settings.ts';

const TIMEOUT_MS = 45_000;
/** Models that think first spend most of it before they write. */
const MAX_TOKENS = 1000;

/** One tiny call with a schema, as every call of the agents has one. */
export const model: Check = {
  name: 'model',
  applies: (subject) => has(subject, 'OPENAI_API_KEY') && modelSettings(subject) !== null,
  async run({ subject }) {
    const settings = modelSettings(subject);
    const findings: Finding[] = [];
    for (const { model: name } of settings ? namedModels(settings) : []) {
      const chat = openAiChat(
        { ...settings, model: name, timeoutMs: TIMEOUT_MS } as ModelSettings,
        systemClock,
      );
      try {
        findings.push(judge(name, await chat.complete(question)));
      } catch (error) {
        if (!isExpected(error)) throw error;
        findings.push(fail(error.message, fixes[error.code] ?? 'See the message of the endpoint.'));
      }
    }
    return findings;
  },
};

const question: ChatRequest = {
  effort: 'low',
  verbosity: 'low',
  maxOutputTokens: MAX_TOKENS,
  timeoutMs: TIMEOUT_MS,
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
