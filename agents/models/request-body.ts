import type { ChatRequest } from './chat-model.ts';
import { type Dialect, hostOf } from './dialect.ts';
import type { Effort } from './task-settings.ts';

/** The fields of a request beside model and messages, as one endpoint takes them. Pure. */
export function requestBody(
  dialect: Dialect,
  { answer, effort, verbosity, maxOutputTokens }: Omit<ChatRequest, 'messages' | 'signal' | 'timeoutMs'>,
  baseUrl: string | null,
): Record<string, unknown> {
  return {
    [dialect.tokens]: Math.min(maxOutputTokens, dialect.maxOutputTokens ?? maxOutputTokens),
    ...form(dialect.mode, answer),
    ...effortField(dialect, effort, baseUrl),
    ...(dialect.thinking && effort !== 'medium' && effort !== 'high' ? unthinking(dialect.thinking) : {}),
    ...(dialect.verbosity ? { verbosity } : {}),
    ...(dialect.store ? { store: false } : {}),
    ...(dialect.requireParameters && dialect.mode !== 'prompt'
      ? { provider: { require_parameters: true } }
      : {}),
  };
}

function form(mode: Dialect['mode'], answer: ChatRequest['answer']): Record<string, unknown> {
  switch (mode) {
    case 'json_schema':
      return { response_format: { type: 'json_schema', json_schema: { ...answer, strict: true } } };
    case 'json_object':
      return { response_format: { type: 'json_object' } };
    case 'tool': {
      const { name, schema: parameters } = answer;
      return {
        tools: [
          {
            type: 'function',
            function: { name, description: 'Gives the answer.', parameters, strict: true },
          },
        ],
        tool_choice: { type: 'function', function: { name } },
      };
    }
    case 'prompt':
      return {};
  }
}

function effortField(dialect: Dialect, effort: Effort, baseUrl: string | null): Record<string, unknown> {
  if (dialect.effort === 'no') return {};
  const sent = dialect.effort === 'from_low' && effort === 'none' ? 'low' : effort;
  return hostOf(baseUrl) === 'openrouter' ? { reasoning: { effort: sent } } : { reasoning_effort: sent };
}

function unthinking(field: NonNullable<Dialect['thinking']>): Record<string, unknown> {
  return field === 'thinking'
    ? { thinking: { type: 'disabled' } }
    : { chat_template_kwargs: { enable_thinking: false } };
}
