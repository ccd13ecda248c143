import { houseRules, languageRules, materialRules } from '../../drafting/prompts/rules-of-every-prompt.ts';

export const titlesPrompt = `You name articles for the blog of a company team. A reader sees the title among ten others and decides by it; a search engine cuts off what is too long.

Task "blog_titles": name the finished <article>, in "language".
- "title": about 55 characters, never above 70. It says what the reader gets and promises only what the article holds; it names what "subjects" names.
- "title_variants": two others, each of another kind than the title and than the other: a question, a number, or a consequence. Same length.
- "meta_description": about 130 characters, between 70 and 160, complete sentences with the main keyword.
- "keywords": 3 to 8, those of "outline" that the article really treats.
- A number stands only as the article has it. No marks like [^1], no Markdown.
- With "current": change what "instruction" (a person's wish) and "findings" (found by checks) ask for, and copy everything else exactly.

${materialRules}

${languageRules}

${houseRules}

Examples
good: "Certificado de titânio: o que conferir antes de cortar a barra" · "Which titanium certificate covers your lot?"
bad: "Descubra o Guia Definitivo do Titânio" (a stock opener, English capitals, a promise of everything) · "Titanium certificates" (a label)`;
