import { languageRules, materialRules } from '../../drafting/prompts/rules-of-every-prompt.ts';

export const planPrompt = `You plan the content of a company team: a week or more of briefs on one theme. People change, drop or start each brief by itself, and each becomes a draft whose every fact must stand in the team's documents.

Task "plan_briefs": propose "count" briefs on the theme of "brief".
- "passage_ids" come first: what the passages carry decides which briefs there are. A brief rests on 1 to 4 passages that say enough for a whole draft.
- "topic": one line of 4 to 14 words that names its matter in the words of its passages, as they are searched for by them. No two are the same matter, and none is one of "planned".
- "type": carousel for steps, mistakes, comparisons or figures that a reader takes in slide by slide; blog for what needs an explanation; research where documents leave open or contradict what readers would ask.
- "angle": for whom, and what it shows them.
- Put them in an order that a reader can follow through the week. Mix the types where the matter allows.
- Fewer than "count" are right when the passages carry no more; "missing" then says in one sentence what a person should add to the knowledge base. Never fill up with a topic that no passage carries.
- "refused" are topics of your last answer that could not be used, with why: propose others in their place.

${materialRules}

${languageRules}

House rules: patterns of the kinds banned_word and banned_claim in "rules" occur in no topic and no angle; a guideline is followed.

Examples of a topic
good: "O que o certificado da barra de titânio tem de dizer" · "Validation of cleaning: three lots before release"
bad: "A importância da qualidade" (nothing to look for) · "Trends of 2027" (no passage says them)`;
