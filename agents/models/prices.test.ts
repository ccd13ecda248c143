import { describe, expect, it } from 'vitest';
import { estimateTokens, priceOf, usdFor } from './prices.ts';

describe('priceOf()', () => {
  it('knows a dated snapshot by its model', () => {
    expect(priceOf('gpt-5-mini-2025-08-07', null)).toEqual(priceOf('gpt-5-mini', null));
    expect(usdFor(priceOf('gpt-5-mini', null).price, 1_000_000, 1_000_000)).toBeCloseTo(2.25);
  });

  it.each([null, 'https://api.openai.com/v1', 'https://eu.api.openai.com/v1'])(
    'refuses a model without a price at %s',
    (url) => {
      expect(() => priceOf('gpt-99', url)).toThrow(expect.objectContaining({ code: 'unknown_price' }));
    },
  );

  it('counts an unknown model elsewhere as free, and says that it does not know', () => {
    expect(priceOf('llama', 'http://10.0.0.1/v1')).toEqual({ price: { input: 0, output: 0 }, known: false });
    expect(priceOf('x', 'https://notopenai.com.example/v1').known).toBe(false);
  });
});

describe('estimateTokens()', () => {
  it('never estimates fewer than one token for 2.5 bytes', () => {
    expect(estimateTokens('a'.repeat(1000))).toBeGreaterThanOrEqual(400);
    expect(estimateTokens('ção'.repeat(100))).toBeGreaterThan(estimateTokens('cao'.repeat(100)));
  });
});
