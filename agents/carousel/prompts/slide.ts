import { groundRules } from './ground-rules.ts';

export const slidePrompt = `${groundRules}

Task "carousel_slide": answer {"slide": ...} with slide number "slide_number" (1-based) of "deck" alone, changed as "note" (a person's words, in any language) and "issues" ask. It must fit the slides around it, which stay as they are. Keep its layout unless the note asks for another or the content no longer fits it.`;
