import { createHash } from 'node:crypto';
import type { Artifact } from '../../ports/content.ts';

type HashedFile = Pick<Artifact, 'key' | 'sha256'>;

/**
 * The hash that SQL gives to a draft (`content.draft_hash`) over its content, its review files and the final files that
 * go out once it is approved, made here from what the graph holds: the graph knows which text a decision is for.
 */
export function draftHash(
  content: unknown,
  artifacts: readonly HashedFile[],
  finals: readonly HashedFile[] = [],
): string {
  const last = finals.length > 0 ? `\nfinal\n${lines(finals)}` : '';
  return createHash('sha256')
    .update(jsonbText(content) + lines(artifacts) + last)
    .digest('hex');
}

function lines(files: readonly HashedFile[]): string {
  return [...files]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((a) => a.key + a.sha256)
    .join('\n');
}

/** A value as Postgres writes a jsonb: keys by length, then by bytes; a space after colon and comma; plain numbers. */
export function jsonbText(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return plainNumber(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((v) => jsonbText(v ?? null)).join(', ')}]`;
  const entries = Object.entries(value as object).filter(([, v]) => v !== undefined);
  const sorted = entries
    .map(([key, v]) => ({ bytes: Buffer.from(key), key, v }))
    .sort((a, b) => a.bytes.length - b.bytes.length || Buffer.compare(a.bytes, b.bytes));
  return `{${sorted.map(({ key, v }) => `${JSON.stringify(key)}: ${jsonbText(v)}`).join(', ')}}`;
}

/** Without an exponent, which Postgres never writes: 1e-7 is 0.0000001. */
function plainNumber(value: number): string {
  const text = String(Object.is(value, -0) ? 0 : value);
  const [mantissa = '', exponent] = text.split('e');
  if (exponent === undefined) return text;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const shift = Number(exponent);
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - whole.length)}${whole}${fraction}`;
  return sign + whole + fraction.padEnd(shift, '0');
}
