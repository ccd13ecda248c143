import { ProviderError } from '../provider-error.ts';
import { classifyError } from './classify-error.ts';

/**
 * Where a list goes on. V2 pages some lists by a cursor and others by an offset, and says which only by whether a cursor
 * comes back; our port knows one opaque cursor, and this is what is in it.
 */
export interface Place {
  cursor?: string;
  offset: number;
  /** First id of the page before. */
  first?: string;
  /** Inboxes that are still to be read. */
  inboxes?: string[];
}

export const start = (): Place => ({ offset: 0 });
export const readPlace = (cursor: string | null): Place =>
  cursor === null ? start() : (JSON.parse(cursor) as Place);

/** Beside a cursor V2 takes no other parameter but `limit`. */
export function placeQuery(place: Place, limit: number, others: Record<string, string> = {}) {
  return place.cursor === undefined
    ? { ...others, limit: String(limit), offset: String(place.offset) }
    : { limit: String(limit), cursor: place.cursor };
}

/**
 * The next place; undefined: this was the last page. By offset a list ends with an empty page, not with a short one.
 *
 * @throws {ProviderError} `page_repeated`: the list does not advance, so that what follows is not known. It is not its end.
 */
export function turnPage(
  place: Place,
  limit: number,
  page: { data: { id?: unknown }[]; next_cursor?: string | null | undefined },
): Place | undefined {
  const first = page.data.map((item) => item.id).find((id) => typeof id === 'string');
  if (first !== undefined && first === place.first)
    throw new ProviderError('read the next page', {
      ...classifyError({ kind: 'no_proof' }),
      code: 'page_repeated',
      message: 'The provider gave the same page again',
    });
  const seen = first === undefined ? {} : { first };
  if (page.next_cursor) return { offset: 0, cursor: page.next_cursor, ...seen };
  if (place.cursor !== undefined || page.data.length === 0) return undefined;
  return { offset: place.offset + limit, ...seen };
}
