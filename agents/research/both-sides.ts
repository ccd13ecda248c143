import type { Language } from '../../ports/content.ts';
import type { Note } from './state.ts';

/** A contradiction in code's own words: what each side says, and nothing else. Pure. */
export function bothSides(language: Language, sides: readonly Note[]): string {
  const [one = '', other = ''] = sides.map((side) => side.claim.replace(/[.!?]+$/, ''));
  return language === 'pt'
    ? `Uma fonte diz “${one}”; outra diz “${other}”.`
    : `One source says “${one}”; another says “${other}”.`;
}
