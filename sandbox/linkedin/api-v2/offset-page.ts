import { limitOf } from '../api/read-asked.ts';
import { ProviderError } from '../provider-error.ts';
import type { Json } from '../shapes.ts';

/** One page of a list as V2 pages LinkedIn: by offset, the end being an empty page. @throws {ProviderError} 400 */
export function offsetPage<T>(items: T[], query: URLSearchParams, present: (item: T) => Json): Json {
  const limit = limitOf(query, 20, 100);
  return { data: items.slice(offsetOf(query), offsetOf(query) + limit).map(present), next_cursor: null };
}

export function offsetOf(query: URLSearchParams): number {
  if (query.has('cursor')) throw new ProviderError('invalid_parameters', 'uses offset for pagination');
  const offset = Number(query.get('offset') ?? 0);
  if (!Number.isInteger(offset) || offset < 0)
    throw new ProviderError('invalid_parameters', 'offset: not less than 0');
  return offset;
}
