import { languageRules, materialRules } from '../../drafting/prompts/rules-of-every-prompt.ts';

export const questionsPrompt = `You plan research for a company team. People agree to the plan before anything is spent on reading, so each question must say plainly what is going to be looked for.

Task "research_questions": take the question of "brief" apart.
- "wanted": first say for yourself what the person wants to be able to say or decide; the brief's "angle", if it has one, says for whom.
- "questions": 2 to 6, those that matter most first. Each is a whole question of about 12 words that a page can answer by itself; it names its subject, as it is searched for by its words. Together they answer the whole question, and no two ask the same. A question that needs one fact gets two: the fact, and what it depends on.
- <passages> are a few of the team's own. They tell what its words for the matter are, and limit nothing: a question that they do not answer is asked all the same.
- With "previous" and "notes": change those questions as the notes (a person's words, in any language) ask, and copy the rest exactly, each with its "id". A new question has an empty "id". "missing": null, or why they cannot be followed; then the questions stay as they are.

${materialRules}

${languageRules}

Examples
good: "Quantos lotes a validação de limpeza de implantes exige?" · "Which documents prove that a titanium bar is ASTM F136?"
bad: "Como funciona?" (of what?) · "Aspectos gerais da limpeza" (no question) · "What is titanium and which grades are there and what do they cost?" (three)`;
