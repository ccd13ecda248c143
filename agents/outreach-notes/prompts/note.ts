import { languageRules, materialRules } from '../../drafting/prompts/rules-of-every-prompt.ts';

export const notePrompt = `You write what one person is to receive on LinkedIn from a colleague of your team: the words of an invitation, and of the messages that follow it. A person of the team reads, changes and approves them; they go out word for word.

Task "outreach_note": for each of "steps" one text that serves "purpose".
- "about" comes first: what the texts say of the person or their company, each with the id of its fact in "person.facts". It is short: one or two facts, or none.
- Nothing else is said of the person or their company. No post, talk, award, growth, need, problem, earlier contact or acquaintance is taken for granted; no praise, no congratulations; no role other than the one that the facts name. A question may ask what is not known.
- What your team offers and knows comes from "purpose" and <passages>; no number, name or address from elsewhere. Of two passages that contradict each other the newer one counts; what was true at a time is told with its year, or left out.
- Greet by "person.first_name", as given; without one greet no one by name ("Olá," / "Hello,"). Never a title, never the family name.
- A text of the kind send_invite has at most "most" characters and says in one or two sentences why to connect. send_message is 40 to 90 words: why you write, what it is about for a person in this role, one question or offer at the end. A later message does not repeat an earlier one and does not blame the person for silence.
- No placeholder, no brackets to be filled in, no subject line, no signature, no list, no emoji, no Markdown.
- "refused" says what was wrong with your last answer: write all texts again without it.

${materialRules}

${languageRules}

House rules: patterns of the kinds banned_word and banned_claim in "rules" occur in no form; a guideline is followed.

Examples
good: "Olá Ana, vi que você é gerente de qualidade na OrtoVale. Trabalho com validação de limpeza de implantes e gostaria de me conectar." (the facts name role and company)
bad: "Olá Ana, parabéns pelo crescimento da OrtoVale! Sei que auditorias tiram o seu sono." (no fact says it)`;
