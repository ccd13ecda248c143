import { useEffect, useRef, useState } from 'react';
import { listOf, str } from './block-kit.ts';
import { type Choice, choicesOf } from './choices-of.ts';
import { isExternal, keepOffered, offeredOption } from './offered-options.ts';
import type { SearchElsewhere } from './select-field.tsx';
import { useSuggest } from './suggest-context.ts';
import type { Json } from './types.ts';

const WAIT_MS = 150;

interface External {
  /** Those found, and those chosen before. */
  choices: Choice[];
  search: SearchElsewhere;
}

/** Of an external select: what its app offers for what is typed. Null for every other. */
export function useExternalChoices(element: Json, blockId: string, held: string[]): External | null {
  const suggest = useSuggest();
  const [found, setFound] = useState<Choice[]>([]);
  const [note, setNote] = useState('');
  const [query, setQuery] = useState<string | null>(null);
  const ask = useRef(suggest);
  ask.current = suggest;
  const actionId = str(element.action_id);
  const least = typeof element.min_query_length === 'number' ? element.min_query_length : 3;
  const wanted = isExternal(element) ? query : null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when other words are typed, not when it is drawn again
  useEffect(() => {
    setFound([]);
    if (wanted === null) return;
    if ([...wanted].length < least) {
      setNote(`Type at least ${least} character${least === 1 ? '' : 's'} to search`);
      return;
    }
    setNote('Loading…');
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const offer = await ask
        .current({ action_id: actionId, block_id: blockId, value: wanted })
        .catch(() => ({ error: 'connection_failed' }) as const);
      if (!isCurrent) return;
      const groups = 'option_groups' in offer ? listOf(offer.option_groups) : [];
      const plain = 'options' in offer ? listOf(offer.options) : [];
      keepOffered(element, [...plain, ...groups.flatMap((group) => listOf(group.options))]);
      setFound(
        choicesOf(
          { type: 'static_select', options: plain, option_groups: groups },
          { users: [], channels: [] },
        ),
      );
      setNote(offer.error ? 'The options could not be loaded' : 'No results');
    }, WAIT_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [wanted, least, actionId, blockId]);

  if (!isExternal(element)) return null;
  const chosen = held.flatMap((value) => offeredOption(element, value) ?? []);
  const known = choicesOf({ type: 'static_select', options: chosen }, { users: [], channels: [] });
  return { choices: known, search: { found, note, onQuery: setQuery } };
}
