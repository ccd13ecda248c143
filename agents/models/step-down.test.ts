import { describe, expect, it } from 'vitest';
import { type Dialect, firstDialect } from './dialect.ts';
import { type Asked, roomLeft, stepDown } from './step-down.ts';

const full: Dialect = {
  mode: 'json_schema',
  tokens: 'max_completion_tokens',
  effort: 'any',
  verbosity: true,
  store: true,
  thinking: null,
  requireParameters: false,
  maxOutputTokens: null,
};
const asked: Asked = { effort: 'low', anyMode: true, tokensTried: new Set(['max_completion_tokens']) };
const given = (
  said: string,
  more: Partial<Dialect> = {},
  how: Partial<Asked> = {},
  param: string | null = null,
) => stepDown({ ...full, ...more }, { said, param }, { ...asked, ...how });

describe('stepDown()', () => {
  it.each([
    ['Unrecognized request argument supplied: verbosity', { verbosity: false }],
    ['Unknown name "store": Cannot find field.', { store: false }],
    ["Unsupported parameter: 'reasoning_effort' is not supported with this model.", { effort: 'no' }],
    ['"llama3" does not support thinking', { effort: 'no' }],
    ["Unsupported parameter: 'max_completion_tokens'. Use 'max_tokens' instead.", { tokens: 'max_tokens' }],
    ['This response_format type is unavailable now', { mode: 'json_object' }],
    [
      'The specified schema produces a constraint that has too many states for serving',
      { mode: 'json_object' },
    ],
    ["'response_format.type' must be 'json_schema' or 'text'", { mode: 'prompt' }],
    [
      'max_tokens is too large: 14000. This model supports at most 4096 completion tokens',
      { maxOutputTokens: 4096 },
    ],
    [
      'max_tokens: 14000 > 8192, which is the maximum allowed number of output tokens',
      { maxOutputTokens: 8192 },
    ],
  ])('gives up what is named alone: %s', (said, change) => {
    expect(given(said)).toEqual({ ...full, ...change });
  });

  it('gives up a field that is named beside the words', () => {
    expect(given('Extra inputs are not permitted', {}, {}, 'store')).toEqual({ ...full, store: false });
  });

  it('raises an effort of none before it gives the effort up', () => {
    const said = "Unsupported value: 'none' for reasoning_effort. Supported values are: low, medium, high";
    expect(given(said, {}, { effort: 'none' })).toEqual({ ...full, effort: 'from_low' });
    expect(given(said, { effort: 'from_low' }, { effort: 'none' })).toEqual({ ...full, effort: 'no' });
  });

  it('after a refusal that names nothing gives up one thing at a time, the shape last', () => {
    const steps: string[] = [];
    let dialect: Dialect | null = full;
    let tokensTried: Asked['tokensTried'] = asked.tokensTried;
    while (dialect) {
      const next: Dialect | null = stepDown(
        dialect,
        { said: 'Request contains an invalid argument.', param: null },
        { ...asked, tokensTried },
      );
      const before: Dialect = dialect;
      if (next) {
        const changed = (Object.keys(next) as (keyof Dialect)[]).filter((key) => next[key] !== before[key]);
        expect(changed).toHaveLength(1);
        steps.push(`${changed}`);
        tokensTried = new Set([...tokensTried, next.tokens]);
      }
      dialect = next;
    }
    expect(steps).toEqual(['verbosity', 'store', 'effort', 'tokens', 'mode', 'mode']);
  });

  it.each([
    'Your credit balance is too low',
    'The response was filtered due to the content_filter policy',
    "This model's maximum context length is 8192 tokens",
    'API key not valid. Please pass a valid API key.',
    'The model `gpt-99` does not exist',
    "Invalid type for 'messages[0].content': expected a string",
  ])('gives up nothing where no field is to blame: %s', (said) => {
    expect(given(said)).toBeNull();
  });

  it('leaves a mode that a person has set', () => {
    expect(given('This response_format type is unavailable now', {}, { anyMode: false })).toBeNull();
  });

  it('does not go from one name for tokens to the other and back', () => {
    const said = "Unsupported parameter: 'max_tokens'";
    const both = new Set(['max_tokens', 'max_completion_tokens'] as const);
    expect(given(said, { tokens: 'max_tokens' }, { tokensTried: both })?.tokens ?? 'max_tokens').toBe(
      'max_tokens',
    );
  });
});

describe('roomLeft()', () => {
  it.each([
    [
      "'max_tokens' is too large: 14000. This model's maximum context length is 8192 tokens and your request has 6000 input tokens",
      2176,
    ],
    [
      "This model's maximum context length is 8192 tokens. However, you requested 20000 tokens (6000 in the messages, 14000 in the completion).",
      2176,
    ],
    ["This model's maximum context length is 8192 tokens and your request has 8100 input tokens", null],
    ['This response_format type is unavailable now', null],
  ])('%s', (said, left) => {
    expect(roomLeft(said)).toBe(left);
  });
});

describe('firstDialect()', () => {
  it.each([
    [
      null,
      'gpt-6.1-terra',
      { mode: 'json_schema', tokens: 'max_completion_tokens', effort: 'any', verbosity: true, store: true },
    ],
    [null, 'gpt-6.1-sol', { effort: 'from_low' }],
    [null, 'gpt-4o', { effort: 'no', verbosity: false }],
    [
      'https://x.openai.azure.com/openai/v1/',
      'my-deployment',
      { tokens: 'max_completion_tokens', store: false, effort: 'any' },
    ],
    [
      'https://api.anthropic.com/v1/',
      'claude-haiku-5-5',
      { mode: 'prompt', effort: 'no', store: false, verbosity: false },
    ],
    [
      'https://generativelanguage.googleapis.com/v1beta/openai/',
      'gemini-3.8-flash',
      { mode: 'json_schema', effort: 'from_low', store: false, verbosity: false },
    ],
    [
      'https://openrouter.ai/api/v1',
      'openai/gpt-6-luna',
      { mode: 'json_schema', tokens: 'max_tokens', requireParameters: true, store: false },
    ],
    [
      'https://api.deepseek.com',
      'deepseek-flash',
      { mode: 'json_object', thinking: 'thinking', effort: 'no' },
    ],
    [
      'http://10.0.0.5:8000/v1',
      'Qwen/Qwen3-30B',
      { mode: 'json_schema', tokens: 'max_tokens', thinking: 'chat_template_kwargs' },
    ],
    [
      'http://127.0.0.1:11434/v1',
      'llama3',
      { mode: 'json_schema', tokens: 'max_tokens', store: false, verbosity: false },
    ],
  ])('at %s, %s', (baseUrl, model, wanted) => {
    expect(firstDialect({ baseUrl, model })).toMatchObject(wanted);
  });

  it('takes the mode that a person has set', () => {
    expect(firstDialect({ baseUrl: null, model: 'gpt-6-luna', structured: 'tool' }).mode).toBe('tool');
  });
});
