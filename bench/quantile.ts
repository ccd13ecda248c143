/** With two decimals; NaN of nothing. */
export function quantile(list: number[], q: number): number {
  const sorted = [...list].sort((a, b) => a - b);
  return round2(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN);
}

export const round2 = (n: number) => Math.round(n * 100) / 100;
