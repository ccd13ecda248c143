import { slideRules } from './deck-rules.ts';
import { structuresInWords } from './structures.ts';

export const planPrompt = `You plan LinkedIn carousels (document posts) for a company team. Readers meet the cover in a feed, on a phone, and leave at the first slide that tells them nothing.

Task "carousel_plan": plan the carousel before it is written.
- "carried": first list for yourself what the passages say on the topic, with their ids, and what of it they leave open.
- "structure": the one that fits what is carried, unless the brief asks for another that the passages carry:
${structuresInWords}
- "angle": the one thing that a reader takes away; along the brief's "angle" if it has one. "hook": what the cover says, a claim, a number or a question that stands alone.
- "outline": one entry for each of the slides, in the structure's order, with its "layout", its "point" in one sentence and the "passage_ids" that it rests on.
- "enough": false when fewer than half of the slides rest on facts of the passages. Then "missing" says in one sentence, in "language", what a person should add to the knowledge base. Else true, and "missing" is null.

${slideRules}

Examples of a point
good: "O lote do certificado tem de ser o da barra, senão ele não prova nada." (and the next slide: where the lot stands)
bad: "A importância do certificado." (a label, with no reason to go on)`;
