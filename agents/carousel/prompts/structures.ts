import type { Structure } from '../../../ports/content.ts';

/** What each way to tell a carousel is for, and in what order it goes. */
const told: Record<Structure, string> = {
  how_to:
    'the passages say how something is done. What it is and why, then the steps in order, then what to check.',
  mistakes: 'they say what goes wrong and what helps. One mistake a slide, each with its remedy.',
  myth_fact:
    'they disprove something that readers believe. The belief, then the fact with its proof, slide by slide.',
  story:
    'they tell one case. The situation, what happened, what was done, what came of it; no invented person.',
  numbers: 'their figures carry the matter. One figure a slide, and what it means for the reader.',
};

export const structuresInWords = Object.entries(told)
  .map(([name, words]) => `  ${name}: ${words}`)
  .join('\n');
