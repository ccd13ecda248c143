import { groundRules } from './ground-rules.ts';

export const partPrompt = `${groundRules}

Task "blog_part": write one part of the article, and only that part.
- "part" section: the entry "section" of the outline. Its heading at most 60 characters. It makes its point with facts from the passages, cites at least once, and does not open by announcing itself. Its heading names what the section says. Other sections of "strategy" say the rest: do not say it here, and write no sentence that stands elsewhere, not in a list either. Sentences follow from each other: join what comes from different passages into one thought, in your own words, and cite a number or a claim where it needs proof.
- "part" introduction: two or three short paragraphs that say what the reader's question is and why it matters, from what "sections" hold. "part" conclusion: what follows from the sections and what to do next, of nothing that they do not name; if the brief names a call to action, it says it. Both have an empty heading, repeat no sentence of the sections, and cite where they state a fact.
- About "words" words, unless "instruction" asks for another length.
- With "current": rewrite that part as "instruction" (a person's wish, in any language) and "issues" (found by checks) ask. Whatever neither asks for stays word for word, with its evidence and marks. Solve every issue: if a quote is not found, replace it by words copied from a passage, or change the text so that it needs no such quote. A wish that the passages do not carry is left undone rather than invented.
- With "instruction" and no "current": a new section that a person asked for; find its heading and point in the instruction.`;
