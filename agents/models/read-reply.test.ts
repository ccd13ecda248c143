import { describe, expect, it } from 'vitest';
import { readReply } from './read-reply.ts';

const asked = { model: 'm', apiKey: 'sk-secret-1234567890', now: 0 };
const read = (body: unknown, status = 200) =>
  readReply(
    { status, headers: new Headers(), body: typeof body === 'string' ? body : JSON.stringify(body) },
    asked,
  );
const usage = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };
const completion = (message: object, finish_reason: string | null = 'stop', more: object = {}) => ({
  model: 'm-1',
  choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason }],
  usage,
  ...more,
});

describe('readReply()', () => {
  it('reads text, model and usage', () => {
    expect(read(completion({ content: '{}' }))).toMatchObject({
      text: '{}',
      refusal: null,
      model: 'm-1',
      inputTokens: 11,
      outputTokens: 7,
      cutOff: false,
    });
  });

  it.each([
    ['a refusal', completion({ content: null, refusal: 'I cannot' }), 'I cannot'],
    ['a content filter', completion({ content: 'half' }, 'content_filter'), /content filter/],
    ['a refusal as the reason to stop', completion({ content: 'I decline.' }, 'refusal'), 'I decline.'],
  ])('reads %s as a refusal, with what it cost', (_what, body, words) => {
    const reply = read(body);
    expect(reply.refusal).toMatch(words);
    expect(reply.inputTokens).toBe(11);
  });

  it.each(['length', 'max_tokens', 'MAX_TOKENS'])(
    'reads a cut-off answer (%s) with its part and its usage',
    (reason) => {
      expect(read(completion({ content: '{"a":' }, reason))).toMatchObject({
        text: '{"a":',
        cutOff: true,
        outputTokens: 7,
      });
    },
  );

  it.each([
    [
      'a list of parts',
      {
        content: [
          { type: 'thinking', thinking: [] },
          { type: 'text', text: '{"a":1}' },
        ],
      },
    ],
    ['arguments of a tool', { content: null, tool_calls: [{ function: { arguments: '{"a":1}' } }] }],
    ['arguments as an object', { content: '', tool_calls: [{ function: { arguments: { a: 1 } } }] }],
    ['the reasoning', { content: '', reasoning_content: '{"a":1}' }],
    ['a byte order mark and blank lines', { content: '{"a":1}' }],
  ])('reads an answer in %s', (_what, message) => {
    expect(read(completion(message)).text).toBe('{"a":1}');
  });

  it('takes no thought for an answer when the answer was cut off before it began', () => {
    expect(read(completion({ content: '', reasoning_content: 'maybe {"a":1}' }, 'length')).text).toBe('');
  });

  it.each([
    ['an error with its status', { error: { code: 402, message: 'no credit' } }, 'model_no_credit', false],
    ['an error with a name', { error: { code: 'oops', message: 'it broke' } }, 'model_unavailable', true],
    ['an error of the choice', completion({ content: '' }, 'error', {}), 'model_unavailable', true],
    [
      'a lack of room',
      completion({ content: '' }, 'insufficient_system_resource'),
      'model_unavailable',
      true,
    ],
    ['no choice', { choices: [], usage }, 'model_unavailable', true],
    ['a page of login', '<!doctype html><html><title>Sign in</title>', 'model_wrong_address', false],
    ['nothing', '', 'model_unavailable', true],
    ['half an answer', '{"choices":[{"mess', 'model_unavailable', true],
  ])('reads %s within a 200', (_what, body, code, mayHaveCost) => {
    expect(() => read(body)).toThrow(expect.objectContaining({ code, mayHaveCost }));
  });

  it('gives the words of an error within a 200, without the key', () => {
    expect(() => read({ error: { message: 'Key sk-secret-1234567890 has no provider left' } })).toThrow(
      /Key \[key\] has no provider left/,
    );
  });

  it('reads the answer that an endpoint refused of its own model', () => {
    const error = {
      code: 'json_validate_failed',
      message: 'Failed to generate JSON',
      failed_generation: '{"a":1,}',
    };
    expect(read({ error }, 400)).toMatchObject({ text: '{"a":1,}', inputTokens: null });
  });

  it('reads a stream although none was asked for', () => {
    const events = [
      { model: 'm-1', choices: [{ delta: { role: 'assistant', content: '{"a"' } }] },
      { choices: [{ delta: { content: ':1}' } }] },
      { choices: [{ delta: {}, finish_reason: 'stop' }] },
      { choices: [], usage },
    ];
    const body = `: ping\n\n${events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')}data: [DONE]\n\n`;
    expect(read(body)).toMatchObject({ text: '{"a":1}', model: 'm-1', inputTokens: 11, outputTokens: 7 });
    expect(() => read(body.slice(0, body.indexOf('"finish_reason"')))).toThrow(
      expect.objectContaining({ code: 'model_unavailable', mayHaveCost: true }),
    );
  });

  it('counts what is reported, as it is reported', () => {
    const withUsage = (reported: object | undefined) =>
      read(completion({ content: 'x' }, 'stop', { usage: reported }));
    expect(withUsage(undefined)).toMatchObject({ inputTokens: null, outputTokens: null });
    expect(withUsage({ prompt_tokens: 0, completion_tokens: 0 })).toMatchObject({
      inputTokens: 0,
      outputTokens: 0,
    });
    expect(
      withUsage({
        prompt_tokens: 100,
        completion_tokens: 40,
        prompt_tokens_details: { cached_tokens: 64, cache_write_tokens: 8 },
        completion_tokens_details: { reasoning_tokens: 30 },
        cost: 0.002,
      }),
    ).toMatchObject({ cachedInputTokens: 64, cacheWriteTokens: 8, reasoningTokens: 30, costUsd: 0.002 });
    expect(withUsage({ prompt_tokens: 5, completion_tokens: 2, prompt_cache_hit_tokens: 3 })).toMatchObject({
      cachedInputTokens: 3,
    });
  });

  it('never counts more thinking than output, unless the total says that it stands beside it', () => {
    const details = { completion_tokens_details: { reasoning_tokens: 50 } };
    const counted = (total: number) => {
      const reply = read(
        completion({ content: 'x' }, 'stop', {
          usage: { prompt_tokens: 10, completion_tokens: 20, total_tokens: total, ...details },
        }),
      );
      return [reply.outputTokens, reply.reasoningTokens];
    };
    expect(counted(30)).toEqual([20, 20]);
    expect(counted(80)).toEqual([70, 50]);
  });

  it('reads an answer of two megabytes whole', () => {
    expect(read(completion({ content: 'x'.repeat(2_000_000) })).text).toHaveLength(2_000_000);
  });
});
