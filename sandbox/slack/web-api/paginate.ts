import type { Json } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import type { Args } from './args.ts';

/** One page of `list`; the cursor is opaque to the caller, here the offset. */
export function paginate<T>(
  args: Args,
  list: T[],
  fallback: number,
): { page: T[]; next: string; metadata: Json } {
  const limit = args.count('limit', fallback, 1000);
  const cursor = args.text('cursor');
  const offset = cursor === undefined ? 0 : offsetOf(cursor);
  const end = offset + limit;
  const next = end < list.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { page: list.slice(offset, end), next, metadata: { response_metadata: { next_cursor: next } } };
}

function offsetOf(cursor: string): number {
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  if (!match) throw new SlackError('invalid_cursor');
  return Number(match[1]);
}
