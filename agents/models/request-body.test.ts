import { describe, expect, it } from 'vitest';
import { firstDialect } from './dialect.ts';
import { requestBody } from './request-body.ts';
import type { Effort } from './task-settings.ts';

const answer = { name: 'a_word', schema: { type: 'object' } };
const body = (baseUrl: string | null, model: string, effort: Effort = 'low', maxOutputTokens = 500) =>
  requestBody(
    firstDialect({ baseUrl, model }),
    { answer, effort, verbosity: 'medium', maxOutputTokens },
    baseUrl,
  );

describe('requestBody()', () => {
  it('asks OpenAI for effort, verbosity, a strict schema and no storage', () => {
    expect(body(null, 'gpt-6.1-terra', 'none')).toEqual({
      max_completion_tokens: 500,
      response_format: { type: 'json_schema', json_schema: { ...answer, strict: true } },
      reasoning_effort: 'none',
      verbosity: 'medium',
      store: false,
    });
  });

  it('never sends an effort below what the model takes', () => {
    expect(body(null, 'gpt-6.1-sol', 'none').reasoning_effort).toBe('low');
  });

  it('asks Claude in words alone, and OpenRouter for providers that take all of it', () => {
    expect(body('https://api.anthropic.com/v1/', 'claude-haiku-5-5')).toEqual({ max_tokens: 500 });
    expect(body('https://openrouter.ai/api/v1', 'openai/gpt-6-luna')).toMatchObject({
      reasoning: { effort: 'low' },
      provider: { require_parameters: true },
    });
  });

  it('switches thinking off where effort is no field, unless the task wants thought', () => {
    const deepSeek = 'https://api.deepseek.com';
    expect(body(deepSeek, 'deepseek-flash').thinking).toEqual({ type: 'disabled' });
    expect(body(deepSeek, 'deepseek-flash', 'medium').thinking).toBeUndefined();
  });

  it('asks for no more than the endpoint allows, and forces the one tool of mode "tool"', () => {
    const dialect = {
      ...firstDialect({ baseUrl: null, model: 'm', structured: 'tool' }),
      maxOutputTokens: 100,
    };
    const sent = requestBody(
      dialect,
      { answer, effort: 'low', verbosity: 'low', maxOutputTokens: 500 },
      null,
    );
    expect(sent).toMatchObject({
      max_completion_tokens: 100,
      tools: [{ function: { name: 'a_word', parameters: answer.schema } }],
      tool_choice: { function: { name: 'a_word' } },
    });
  });
});
