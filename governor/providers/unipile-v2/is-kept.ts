/** An answer this young is as good as a new one: the inbox itself may be five minutes old at a release. */
const FRESH_S = 60;

/**
 * Whether V2 answered from its cache although it was asked not to. The exact words of its caching page are not known, so
 * anything that says "kept" is believed.
 */
export function isKept(headers: Headers): boolean {
  const age = headers.get('age');
  if (age !== null) return !(Number(age) <= FRESH_S);
  return /\b(HIT|STALE)\b/i.test(headers.get('x-cache') ?? '');
}
