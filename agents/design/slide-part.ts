import type { SlideField } from '../../ports/content.ts';

export type Numbered = 'items' | 'bars' | 'left items' | 'right items' | 'steps' | 'numbers';

/** Which text of a slide, as its writer knows it: `title`, `items 3`, `steps 2 body`. */
export type SlidePart =
  | Exclude<SlideField, Numbered | 'number' | `${Numbered} ${string}`>
  | `${'items' | 'bars' | 'left items' | 'right items' | 'number'} ${number}`
  | `steps ${number} ${'title' | 'body'}`
  | `numbers ${number} ${'value' | 'label'}`
  | `bars ${number} ${'label' | 'value'}`;

/** The text's name and which one of several it is, from 1. Pure. */
export function fieldOf(part: SlidePart): { field: SlideField; at: number | null } {
  const at = /\d+/.exec(part)?.[0];
  // SAFETY: a part without its number is one of the fields.
  return { field: part.replace(/ \d+/, '') as SlideField, at: at === undefined ? null : Number(at) };
}
