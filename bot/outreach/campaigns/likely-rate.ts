/** 95 % of a normal distribution. */
const Z = 1.959964;

/**
 * A share with the range in which the true one likely lies (Wilson's score interval), in whole percent: three of four is no
 * 75 % yet. It holds where a share of few people, of none or of all would have no width otherwise.
 * Source: E. B. Wilson, Probable inference, 1927.
 */
export function likelyRate(part: number, of: number): { rate: number; low: number; high: number } {
  if (of <= 0) return { rate: 0, low: 0, high: 100 };
  const p = part / of;
  const z2 = Z * Z;
  const middle = (p + z2 / (2 * of)) / (1 + z2 / of);
  const half = (Z / (1 + z2 / of)) * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of * of));
  const percent = (share: number) => Math.round(100 * Math.min(1, Math.max(0, share)));
  return { rate: percent(p), low: percent(middle - half), high: percent(middle + half) };
}
