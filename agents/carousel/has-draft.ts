import type { CarouselState } from './state.ts';

/** While a reply is worked on: whether there is a version to go back to. Pure. */
export function hasDraft({ turn, shown }: CarouselState): boolean {
  return turn !== null && shown !== null;
}

/** And whether people can approve it. Pure. */
export function hasOpenDraft(state: CarouselState): boolean {
  return hasDraft(state) && state.shown?.blocking.length === 0;
}
