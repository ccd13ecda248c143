export interface Score {
  recall: number;
  precision: number;
  numbers: number;
}

/** Tokens of a text in one notation: powers as 10^7, signs of one kind, marks of lists and tables left out. */
function tokensOf(text: string): string[] {
  const plain = text
    .normalize('NFC')
    .replace(/[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/gu, (raised) => `^${raised.normalize('NFKC')}`)
    .replace(/\^[({]([^)}]*)[)}]/g, '^$1')
    .replace(/_[({]([^)}]*)[)}]/g, '$1')
    .normalize('NFKC')
    .replace(/[−‐‑]/g, '-')
    .toLowerCase();
  return plain.match(/[-+±≤]?\d+(?:[.,]\d+)*(?:\^-?\d+)?|[\p{L}\p{N}]+(?:\^-?\d+)?/gu) ?? [];
}

/** How much of what a reader has came through, how much of what came through a reader has, and the figures alone. */
export function score(wanted: string, got: string): Score {
  const [truth, found] = [tokensOf(wanted), tokensOf(got)];
  const isNumber = (token: string) => /\d/.test(token);
  const share = (a: string[], b: string[]) => (a.length === 0 ? 1 : common(a, b) / a.length);
  return {
    recall: share(truth, found),
    precision: share(found, truth),
    numbers: share(truth.filter(isNumber), found.filter(isNumber)),
  };
}

function common(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const token of b) left.set(token, (left.get(token) ?? 0) + 1);
  let count = 0;
  for (const token of a) {
    const rest = left.get(token) ?? 0;
    if (rest === 0) continue;
    left.set(token, rest - 1);
    count += 1;
  }
  return count;
}
