import { createHash } from 'node:crypto';
import type { Artifact } from '../ports/content.ts';

/**
 * The hash that SQL gives to a draft (`content.draft_hash`), made here from what the graph holds, so that final files
 * are only ever made from the very text that was approved.
 */
export function draftHash(content: unknown, artifacts: Pick<Artifact, 'key' | 'sha256'>[]): string {
  const files = [...artifacts]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((a) => a.key + a.sha256)
    .join('\n');
  return createHash('sha256')
    .update(jsonbText(content) + files)
    .digest('hex');
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
