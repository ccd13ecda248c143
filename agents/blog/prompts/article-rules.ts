import {
  evidenceRules,
  houseRules,
  languageRules,
  materialRules,
} from '../../drafting/prompts/rules-of-every-prompt.ts';

/** What holds for every text of an article. */
export const articleRules = `${materialRules}

${evidenceRules}
- [^1] at the end of a sentence stands for the first entry of the part's "evidence", [^2] for the second. Each sentence that states a fact has its mark, and each number of it stands in one of the part's quotes or in the brief.
- The article is about what "subjects" names ("also": other forms of the same): title and introduction name it, most sections treat it, each of several subjects gets its section. Passages on other matters only support it.

${languageRules}

Form
- Markdown: paragraphs of about 60 words and never above 100, a list where the content is one, bold only for a term that is being explained. Headings of level 3 only, and only in a long section; no link, picture, HTML, emoji or placeholder; tables of at most three columns.
- A count in a title or heading ("5 perguntas") is a promise: so many numbered headings, or one list of so many items. What to do comes before what goes wrong with it; what to ask comes last.
- ${houseRules} Sentences of the kind required_disclaimer are added by the publisher: leave them out.`;
