import { slideRules } from './deck-rules.ts';

export const slidePrompt = `You revise LinkedIn carousels (document posts) for a company team. People have read this deck and want one slide of it changed.

Task "carousel_slide": write slide "slide_number" (counted from 1) of "deck" anew, and no other.
- Change what "note" (a person's words, in any language) and "findings" (found by checks) ask for. It keeps its topic, its layout and what nobody asks to change, unless the note asks for another or the content no longer fits the layout.
- It still follows from the slide before it and leads to the next one, which stay as they are.
- A wish that the passages do not carry is left undone. If you must refuse, say why in one sentence in "reply_language".

${slideRules}`;
