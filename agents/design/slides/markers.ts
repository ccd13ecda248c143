import type { Slide } from '../../../ports/model-tasks.ts';
import type { IconName } from '../icons.ts';

const WARNS =
  /(?<![\p{L}])(erros?|riscos?|cuidado|alertas?|armadilhas?|falhas?|evite|mistakes?|errors?|risks?|warnings?|pitfalls?|traps?|avoid|red flags?)(?![\p{L}])/iu;

/** What stands before each item of a list: its number, or an icon where the items are questions or warnings. Pure. */
export function markerOf(title: string, items: readonly string[]): IconName | null {
  if (asks(items)) return 'question';
  return WARNS.test(title) ? 'warning' : null;
}

export function asks(items: readonly string[]): boolean {
  return items.length > 0 && items.every((item) => /\?\s*$/.test(item));
}

const WRONG =
  /(?<![\p{L}])(err(?:o|os|ado|ada|ar)|mitos?|evit\p{L}*|problemas?|falhas?|riscos?|causas?|sintomas?|nunca|não|wrong|mistakes?|errors?|myths?|avoid|don['’]?t|do not|never|problems?|failures?|risks?|causes?|symptoms?|bad)(?![\p{L}])/iu;

/**
 * Whether a comparison may carry ✗ and ✓: its writer says that one side is wrong, and so do the words above that side.
 * "Gama" beside "óxido de etileno" is never marked, even where a writer asks for it.
 */
export function saysWrong({ kind, left }: Extract<Slide, { layout: 'comparison' }>): boolean {
  return kind === 'wrong_right' && WRONG.test(left.heading);
}
