import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEL, DEFAULT_SMALL_MODEL } from '../../platform/model-settings.ts';
import { knownModel, knownModels } from './known-models.ts';
import { estimateTokens, mostUsd, priceOf, usdFor } from './prices.ts';

describe('knownModels', () => {
  it('says of each where its price comes from, and of each end what follows', () => {
    const now = '2026-11-29';
    for (const model of knownModels) {
      expect(model.source.page, model.name).not.toBe('');
      expect(model.source.read).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      const next = model.replacement === undefined ? null : knownModel(model.replacement);
      if (model.shutdown !== undefined) {
        expect(model.shutdown).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        expect(next?.shutdown, `${model.name} is followed by one that stays`).toBeUndefined();
        expect(next).not.toBeNull();
      }
    }
    for (const name of [DEFAULT_MODEL, DEFAULT_SMALL_MODEL])
      expect((knownModel(name)?.shutdown ?? '9999') > now).toBe(true);
  });
});

describe('priceOf()', () => {
  it('knows a dated snapshot by its model, and a router’s name by the maker’s', () => {
    expect(priceOf('gpt-5-mini-2025-08-07')).toEqual(priceOf('gpt-5-mini'));
    expect(priceOf('openai/gpt-6-luna')).toEqual(priceOf('gpt-6-luna'));
    expect(usdFor(priceOf('gpt-6.1-terra').price, { input: 200_000, output: 100_000 })).toBeCloseTo(0.7);
  });

  it('takes the price that was set before the one that is listed, and a price of zero for none', () => {
    expect(priceOf('gpt-6-luna', { input: 3, output: 4 })).toEqual({
      price: { input: 3, output: 4 },
      known: true,
    });
    expect(priceOf('llama', { input: 0, output: 0 }).known).toBe(false);
  });

  it('counts an unknown model as costing no money, and says that it does not know', () => {
    expect(priceOf('gpt-99')).toEqual({ price: { input: 0, output: 0 }, known: false });
  });
});

describe('usdFor()', () => {
  const price = {
    input: 1,
    cachedInput: 0.1,
    cacheWrite: 2,
    output: 5,
    longPrompt: { above: 1000, input: 2, output: 1.5 },
  };

  it('prices input by what the cache read and wrote, and a long prompt as a whole', () => {
    expect(usdFor(price, { input: 100, cachedInput: 60, cacheWrite: 10, output: 10 })).toBeCloseTo(
      (30 * 1 + 60 * 0.1 + 10 * 2 + 10 * 5) / 1e6,
    );
    expect(usdFor(price, { input: 2000, output: 10 })).toBeCloseTo((2000 * 2 + 10 * 7.5) / 1e6);
  });

  it('never prices more cached tokens than there was input', () => {
    expect(usdFor(price, { input: 10, cachedInput: 99, cacheWrite: 99, output: 0 })).toBeCloseTo(
      (10 * 0.1) / 1e6,
    );
  });

  it('is never more than what was reserved', () => {
    expect(mostUsd(price, 100, 10)).toBeGreaterThanOrEqual(
      usdFor(price, { input: 100, cacheWrite: 100, output: 10 }),
    );
  });
});

describe('estimateTokens()', () => {
  it('never estimates fewer than one token for 2.5 bytes', () => {
    expect(estimateTokens('a'.repeat(1000))).toBeGreaterThanOrEqual(400);
    expect(estimateTokens('ção'.repeat(100))).toBeGreaterThan(estimateTokens('cao'.repeat(100)));
  });
});
