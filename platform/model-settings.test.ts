import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const own = { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1', OPENAI_MODEL: 'own' };
const read = (env: Record<string, string>) => readConfig(env).model;

describe('readModelSettings()', () => {
  it('takes the two current models at OpenAI, and one for all behind a base URL', () => {
    const defaults = { model: 'gpt-6.1-terra', smallModel: 'gpt-6-luna' };
    expect(read({ OPENAI_API_KEY: 'k' })).toMatchObject(defaults);
    expect(read({ OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'https://eu.api.openai.com/v1' })).toMatchObject(
      defaults,
    );
    expect(read(own)).toMatchObject({ model: 'own', smallModel: 'own' });
  });

  it('gives both kinds of work the price of the one model, unless the small one has its own', () => {
    const price = { OPENAI_PRICE_INPUT: '1', OPENAI_PRICE_OUTPUT: '2' };
    expect(read({ ...own, ...price })).toMatchObject({
      price: { input: 1, output: 2 },
      smallPrice: { input: 1, output: 2 },
    });
    expect(read({ ...own, ...price, OPENAI_SMALL_MODEL: 'little' })?.smallPrice).toBeUndefined();
  });

  it('accepts a price of zero behind a base URL of your own', () => {
    expect(read({ ...own, OPENAI_PRICE_INPUT: '0', OPENAI_PRICE_OUTPUT: '0' })?.price).toEqual({
      input: 0,
      output: 0,
    });
  });

  it.each([
    [{ ...own, OPENAI_MODEL: '' }, 'OPENAI_MODEL: missing; the endpoint at OPENAI_BASE_URL'],
    [
      { ...own, OPENAI_PRICE_INPUT: '-1' },
      'OPENAI_PRICE_INPUT: expected USD per million tokens, not less than 0',
    ],
    [
      { ...own, OPENAI_SMALL_PRICE_OUTPUT: 'free' },
      'OPENAI_SMALL_PRICE_OUTPUT: expected USD per million tokens',
    ],
    [{ ...own, OPENAI_PRICE_INPUT: '1' }, 'OPENAI_PRICE_OUTPUT: missing; a price needs both'],
    [{ ...own, OPENAI_BASE_URL: 'openrouter.ai/api' }, 'OPENAI_BASE_URL: expected an address such as'],
    [{ ...own, OPENAI_STRUCTURED: 'xml' }, 'OPENAI_STRUCTURED'],
    [
      { OPENAI_API_KEY: 'k', OPENAI_PRICE_INPUT: '0', OPENAI_PRICE_OUTPUT: '1' },
      'OPENAI_PRICE_INPUT: 0 is accepted only with an OPENAI_BASE_URL of your own',
    ],
  ])('refuses %j', (env, fault) => {
    expect(() => read(env)).toThrow(expect.objectContaining({ message: expect.stringContaining(fault) }));
  });

  it('sends embeddings elsewhere where the endpoint has none', () => {
    const elsewhere = {
      OPENAI_EMBEDDINGS_BASE_URL: 'https://api.openai.com/v1',
      OPENAI_EMBEDDINGS_API_KEY: 'e',
    };
    expect(read({ ...own, ...elsewhere })?.embeddings).toEqual({
      baseUrl: 'https://api.openai.com/v1',
      apiKey: 'e',
    });
    expect(read(own)?.embeddings).toBeUndefined();
  });
});
