import type { StopsTexts } from './en/stops.ts';

/** An amount with its unit. Pure. */
export function amountOf(unit: 'usd' | 'tokens', amount: number, t: StopsTexts): string {
  return unit === 'usd' ? t.usd(amount) : t.tokens(amount);
}

/** In money where there is any, and in tokens where there are. Pure. */
export function costOf({ usd, tokens }: { usd: number; tokens: number }, t: StopsTexts): string {
  if (usd === 0) return t.tokens(tokens);
  return tokens === 0 ? t.usd(usd) : t.and(t.usd(usd), t.tokens(tokens));
}
