import { groundRules } from './ground-rules.ts';

export const revisePrompt = `${groundRules}

Task "carousel_revision": answer with the whole "deck", changed where "note" (a person's words, in any language) or "issues" (found by checks; "slide" is 1-based, null is the deck or the post) ask for it.
- Copy every slide that needs no change exactly, with its evidence.
- Keep the number and the order of slides unless the note asks otherwise.
- Solve every issue. If a quote is not found, replace it by words copied from a passage, or change the slide so that it needs no such quote.`;
