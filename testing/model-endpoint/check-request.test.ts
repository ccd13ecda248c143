import { describe, expect, it } from 'vitest';
import { checkRequest, WRONG_KEY } from './check-request.ts';
import { complete } from './complete.ts';
import type { Model, Profile } from './profile.ts';
import { type ProfileName, profileNames, profiles } from './profiles/profiles.ts';
import type { ChatBody } from './read-chat.ts';
import { strictFault } from './strict-schema.ts';

const schema = {
  type: 'object',
  properties: { title: { type: 'string' } },
  required: ['title'],
  additionalProperties: false,
};
const strict = { type: 'json_schema', json_schema: { name: 'deck', strict: true, schema } };
const key = { authorization: 'Bearer k' };

function asked(name: ProfileName, more: Record<string, unknown>): [Profile, ChatBody] {
  const profile: Profile = profiles[name];
  const [model = ''] = Object.keys(profile.models);
  return [profile, { model, messages: [{ role: 'user', content: 'as JSON' }], ...more } as ChatBody];
}
const refusalOf = (name: ProfileName, more: Record<string, unknown>, headers: object = key) => {
  const [profile, body] = asked(name, more);
  return checkRequest(profile, body, headers as never);
};
const made = (name: ProfileName, more: Record<string, unknown>, before: string[] = []) => {
  const [profile, body] = asked(name, more);
  const model = profile.models[body.model] as Model;
  return complete(profile, model, body, { content: '{"title":"Implants"}' }, before);
};

describe('checkRequest()', () => {
  it.each<[ProfileName, Record<string, unknown>, string | null]>([
    ['openai', { max_completion_tokens: 100, reasoning_effort: 'low', store: false, verbosity: 'low' }, null],
    ['openai', { max_tokens: 100 }, 'max_tokens'],
    ['openai', { reasoning_effort: 'minimal' }, 'reasoning_effort'],
    ['openai', { model: 'gpt-6.1-sol', reasoning_effort: 'none' }, 'reasoning_effort'],
    ['openai', { temperature: 0.2 }, 'temperature'],
    ['openai', { temperature: 0.2, reasoning_effort: 'none' }, null],
    ['openai', { tools: [{ function: { name: 'deck' } }] }, 'tools'],
    ['openai', { top_k: 3 }, 'top_k'],
    ['azure', { max_tokens: 100 }, 'max_tokens'],
    ['azure', { max_completion_tokens: 100, response_format: strict }, null],
    [
      'anthropic',
      { max_tokens: 9, response_format: strict, reasoning_effort: 'minimal', store: false },
      null,
    ],
    ['gemini', { max_tokens: 9, reasoning_effort: 'low', response_format: strict }, null],
    ['gemini', { store: false }, 'store'],
    ['gemini', { reasoning: { effort: 'low' } }, 'reasoning'],
    ['gemini', { verbosity: 'low' }, 'verbosity'],
    ['openrouter', { reasoning: { effort: 'none' }, store: false, verbosity: 'low' }, null],
    ['vllm', { verbosity: 'low', chat_template_kwargs: { enable_thinking: false } }, null],
    ['ollama', { num_ctx: 8192, verbosity: 'low' }, null],
    ['litellm', { verbosity: 'low' }, 'verbosity'],
    ['litellm', { reasoning_effort: 'low', response_format: strict }, null],
  ])('%s and %j: refuses %s', (name, more, param) => {
    const refused = refusalOf(name, more);
    expect(refused?.param ?? null).toBe(param);
    if (param) expect(refused?.status).toBe(400);
    else expect(refused).toBeNull();
  });

  it('names no parameter where Gemini names none, and wraps its error in an array', () => {
    const refused = refusalOf('gemini', { reasoning_effort: 'none' });
    expect(refused).toMatchObject({ status: 400, message: 'Request contains an invalid argument.' });
    expect(profiles.gemini.error(refused as never)).toMatchObject([
      { error: { code: 400, status: 'INVALID_ARGUMENT' } },
    ]);
  });

  it('finds no provider at OpenRouter when the schema is required of one that drops it', () => {
    const deepseek = { model: 'deepseek/deepseek-flash', response_format: strict };
    expect(refusalOf('openrouter', deepseek)).toBeNull();
    expect(refusalOf('openrouter', { ...deepseek, provider: { require_parameters: true } })).toMatchObject({
      status: 404,
    });
  });

  it('takes the keys that the maker takes', () => {
    const wrong = { authorization: `Bearer ${WRONG_KEY}` };
    for (const name of profileNames)
      expect(refusalOf(name, {}, wrong)?.status).toBe(profiles[name].key === 'none' ? undefined : 401);
    expect(refusalOf('azure', {}, { 'api-key': 'k' })).toBeNull();
    expect(refusalOf('openai', {}, { 'api-key': 'k' })?.status).toBe(401);
  });

  it('does not know a model by a name with a typo', () => {
    expect(refusalOf('openai', { model: 'gpt-6.1-tera' })).toMatchObject({
      status: 404,
      code: 'model_not_found',
    });
    expect(refusalOf('azure', { model: 'gpt-6.1-terra' })?.code).toBe('DeploymentNotFound');
    expect(refusalOf('litellm', { model: 'x' })?.message).toContain('not available for this API key');
  });

  it('refuses a prompt and a cap that do not fit the context together', () => {
    expect(refusalOf('vllm', { max_tokens: 131_072 })).toMatchObject({
      status: 400,
      code: 'context_length_exceeded',
    });
  });
});

describe('strictFault()', () => {
  it.each([
    [{ ...schema, additionalProperties: undefined }, 'additionalProperties'],
    [{ ...schema, required: [] }, "Missing 'title'"],
    [{ ...schema, oneOf: [] }, 'oneOf'],
    [{ type: 'array' }, 'type'],
    [{ ...schema, properties: { title: { anyOf: [{ type: 'array', uniqueItems: true }] } } }, 'uniqueItems'],
  ])('%j: %s', (wrong, fault) => {
    expect(strictFault(schema)).toBeNull();
    expect(strictFault(wrong)).toContain(fault);
  });
});

describe('complete()', () => {
  it('is bound by a grammar where the maker obeys a schema, and wrapped as the maker wraps it elsewhere', () => {
    const content = (name: ProfileName, more = {}) => made(name, more).message.content;
    expect(content('openai', { response_format: strict })).toBe('{"title":"Implants"}');
    expect(content('anthropic', { response_format: strict })).toBe('```json\n{"title":"Implants"}\n```');
    expect(content('vllm', { response_format: strict })).toBe('{"title":"Implants"}');
    expect(content('vllm')).toMatch(/^<think>[\s\S]*<\/think>\s+\{"title"/);
    expect(content('openrouter', { model: 'deepseek/deepseek-flash', response_format: strict })).toMatch(
      /^Here/,
    );
    expect(made('ollama', { response_format: strict }).message.reasoning).toContain('like');
  });

  it('lets reasoning eat the cap, and bills it', () => {
    const cut = made('openai', { reasoning_effort: 'high', max_completion_tokens: 500 });
    expect(cut).toMatchObject({ finish: 'length', message: { content: '' } });
    expect(cut.usage).toMatchObject({ output: 500, reasoning: 500 });
    expect(made('openai', { reasoning_effort: 'none', max_completion_tokens: 500 })).toMatchObject({
      finish: 'stop',
      usage: { reasoning: 0 },
    });
  });

  it('reads the shared head of a prompt from the cache, where the maker has one', () => {
    const long = 'rules '.repeat(2000);
    const messages = [{ role: 'user', content: long }];
    const before = [`""\n${long}`];
    expect(made('openai', { messages }).usage).toMatchObject({ cached: 0, written: 2944 });
    expect(made('openai', { messages }, before).usage).toMatchObject({ cached: 2944, written: 0 });
    expect(made('anthropic', { messages }, before).usage).toMatchObject({ cached: 0, written: 0 });
  });
});
