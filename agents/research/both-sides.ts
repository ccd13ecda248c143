import type { Language } from '../../ports/content.ts';
import type { ResearchNote } from '../../ports/model-tasks.ts';

/** A contradiction in code's own words: what each side says, and nothing else. Pure. */
export function bothSides(language: Language, sides: readonly ResearchNote[]): string {
  const [one = '', other = ''] = sides.map((side) => side.claim.replace(/[.!?]+$/, ''));
  return language === 'pt'
    ? `Uma fonte diz “${one}”; outra diz “${other}”.`
    : `One source says “${one}”; another says “${other}”.`;
}
