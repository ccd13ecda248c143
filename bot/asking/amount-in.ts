/** An amount as people write it: `12.50`, and `12,50` as Brazilians do. NaN for anything else. Pure. */
export function amountIn(text: string): number {
  return /^\d{1,9}(?:[.,]\d{1,6})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
}
