import { groundRules } from './ground-rules.ts';

export const strategyPrompt = `${groundRules}

Task "blog_strategy": propose what the article is going to be, for people to agree to before it is written.
- First decide whether the passages carry the brief's topic. If they do not carry at least half of the sections with facts, answer enough: false, and say in "missing", in one sentence in "language", what a person should add to the knowledge base; the other fields are then short or empty.
- Else enough: true, missing: null. "angle": the one thing that a reader takes away, a sentence. "audience": for whom, in a few words; the brief's if it names one. "keywords": 3 to 8 words that such readers search for, the brief's first. "outline": about "sections" entries in reading order, without introduction and conclusion; each with a heading that says something (at most 60 characters), its point in one sentence and the ids of the passages that it rests on. No two entries say the same; a point adds to its heading instead of repeating it.
- With "previous" and "notes": change the proposed strategy as the notes (people's words, in any language) ask, and nothing else; copy the rest exactly. If the passages do not carry what is asked, enough: false and say in "missing" what is not there.`;
