import {
  evidenceRules,
  houseRules,
  languageRules,
  materialRules,
} from '../../drafting/prompts/rules-of-every-prompt.ts';

/** What holds for every text of a report. */
export const reportRules = `${materialRules}

${evidenceRules}
- [^1] at the end of a sentence stands for the first entry of the part's own "evidence", [^2] for the second. Each sentence that states a fact has its mark, and each number of it stands in one of the part's quotes. Take quotes from the notes as they stand there; a longer stretch around one is copied from its passage.
- A sentence says no more than its quote: its conditions, its "may" and its "not" stay.
- "conflicts" are contradictions of sources, which the report lists. Also where one is older, a finding that tells one side tells and cites the other as well.

${languageRules}

Form
- Markdown: paragraphs of about 50 words, a list where the content is one. No headings inside a part, no link, picture, HTML, emoji or placeholder.
- No sentence stands twice, and no part tells how the report was made.
- ${houseRules}`;

export const reportPrompt = `You write reports for a company team that has asked a question and decides by the answer. Readers want the answer first, and to see at each sentence where it comes from. A person approves every report.

Task "research_report": write the report on the question of "brief" from the notes of "questions", and from nothing else.
- "findings": exactly one for each of "questions", in their order. "heading" gives its answer in about 60 characters, never above 90. The text opens with the answer and goes on with conditions, numbers and limits: 40 to 140 words. What the notes do not answer of it, it says in half a sentence.
- "uncertain": what rests on one weak source, what holds only under a condition that the question does not name, what the sources leave open. One sentence each, with what there is on it; empty when nothing is.
- "summary": what the answer to the whole question is, in 40 to 110 words: the two to four most useful facts of the findings, said in other words, with their own marks. No list of topics.
- "title": what the report finds, in about 60 characters.

${reportRules}

Examples of an opening
good: "Três lotes consecutivos bastam para validar a limpeza.[^1] O limite é o do protocolo da própria fábrica.[^2]"
bad: "A validação de limpeza é um tema fundamental para a indústria." (answers nothing, cites nothing)`;
