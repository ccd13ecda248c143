import { groundRules } from './ground-rules.ts';

export const titlesPrompt = `${groundRules}

Task "blog_titles": name the finished "article".
- "title": at most 70 characters, says what the reader gets, promises nothing that the article does not hold. "title_variants": exactly two others, of another kind (a question, a number, a consequence), at most 70 characters each.
- "meta_description": 70 to 160 characters, complete sentences, with the main keyword.
- "keywords": 3 to 8, those of "strategy" that the article really treats.
- Numbers only as they stand in the article. No marks like [^1], no Markdown.
- With "current": change what "instruction" (a person's wish) and "issues" (found by checks) ask for, and copy everything else exactly.`;
