import { ProviderError } from '../provider-error.ts';

/**
 * One page of a list that is sorted newest first. The cursor holds the last item's place and not a count, so that what
 * is added in front meanwhile neither repeats nor hides anything.
 *
 * @throws {ProviderError} 400 for a cursor that was not given out here.
 */
export function page<T>(
  items: T[],
  placeOf: (item: T) => { at: number; id: string },
  cursor: string | null,
  limit: number,
): { items: T[]; cursor: string | null } {
  const from = cursor === null || cursor === '' ? null : readCursor(cursor);
  const rest =
    from === null
      ? items
      : items.filter((item) => {
          const { at, id } = placeOf(item);
          return at < from.at || (at === from.at && id < from.id);
        });
  const shown = rest.slice(0, limit);
  const last = shown.at(-1);
  const more = rest.length > shown.length && last !== undefined;
  return {
    items: shown,
    cursor: more ? Buffer.from(JSON.stringify(placeOf(last))).toString('base64url') : null,
  };
}

function readCursor(cursor: string): { at: number; id: string } {
  try {
    const { at, id } = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Record<string, unknown>;
    if (typeof at === 'number' && typeof id === 'string') return { at, id };
  } catch {
    // Refused below.
  }
  throw new ProviderError('invalid_parameters', 'cursor: not one of ours');
}
