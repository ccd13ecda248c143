import type { AskModel } from './ask-model.ts';

/**
 * Asks with short names for passages and pictures (`p1`, `p2`, ...) and gives the answer back with the true ones.
 *
 * An id of 36 characters takes about 25 tokens, stands in every quote, and models slip when they copy it. Names follow the
 * order of the task's passages, then its pictures, then of what else is cited, so that the same task is the same question. An id that was
 * not given stays as it is: the checks find it.
 */
export function withShortIds(askModel: AskModel): AskModel {
  return async (task, schema, options) => {
    const short = new Map<string, string>();
    const full = new Map<string, string>();
    const shorten = (id: string): string => {
      const known = short.get(id);
      if (known !== undefined) return known;
      // Where it stands in its document stays: what follows what can be told by it.
      const name = `p${short.size + 1}${/#\d+$/.exec(id)?.[0] ?? ''}`;
      short.set(id, name);
      full.set(name, id);
      return name;
    };
    const { passages, pictures } = task as {
      passages?: readonly { id: string }[];
      pictures?: readonly { id: string }[];
    };
    const named = (list: typeof passages) => list?.map((one) => ({ ...one, id: shorten(one.id) }));
    const lists = { passages: named(passages), pictures: named(pictures) };
    const asked = await askModel(
      {
        ...withIds(task, shorten),
        ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list !== undefined)),
      },
      schema,
      options,
    );
    return { ...asked, answer: withIds(asked.answer, (name) => full.get(name) ?? name) };
  };
}

/** The same value with other names in `passage_id`, `passage_ids` and `picture`, wherever these stand. */
function withIds<T>(value: T, rename: (id: string) => string): T {
  // SAFETY: only texts are replaced, by texts; the shape stays.
  return renamed(value, rename) as T;
}

function renamed(value: unknown, rename: (id: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => renamed(one, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if ((key === 'passage_id' || key === 'picture') && typeof inner === 'string' && inner !== '')
        return [key, rename(inner)];
      if (key === 'passage_ids' && Array.isArray(inner)) return [key, inner.map((id) => rename(String(id)))];
      return [key, renamed(inner, rename)];
    }),
  );
}
