import { groundRules } from './ground-rules.ts';

export const planPrompt = `${groundRules}

Task "carousel_plan": plan the carousel before it is written.
- First decide whether the passages carry the brief's topic. If they do not carry at least half of the slides with facts, answer enough: false, and say in "missing", in one sentence in the brief's language, what a person should add to the knowledge base; the other fields are then short or empty.
- Else enough: true, missing: null. "angle": the one thing a reader takes away. "hook": what the cover says, a claim, number or question that stands alone. "outline": one entry for each of the slides, in order, with its layout, its point in one sentence and the ids of the passages that it rests on.`;
