import { createContext, useContext } from 'react';
import type { Offered } from './control-api.ts';

/** What the app offers for what is typed. */
export type Suggest = (asked: { action_id: string; block_id: string; value: string }) => Promise<Offered>;

export const SuggestContext = createContext<Suggest | null>(null);

export function useSuggest(): Suggest {
  const suggest = useContext(SuggestContext);
  if (suggest === null) throw new Error('Cannot ask for options outside SuggestContext');
  return suggest;
}
