/** A cost as a person reads it; below a cent it is said so, as "$0.00" would be "free". */
export function dollars(usd: number): string {
  if (usd === 0) return 'no cost';
  return usd < 0.01 ? 'below $0.01' : `$${usd.toFixed(2)}`;
}
