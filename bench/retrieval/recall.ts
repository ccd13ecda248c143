import { readFileSync } from 'node:fs';
import { z } from 'zod';

const labelled = z.object({
  language: z.enum(['pt', 'en']),
  /** `as written`: words as the document has them; `inflected`; `no accents`; `mistyped`; `other words`: synonyms. */
  class: z.string(),
  question: z.string(),
  /** Words of the passages that answer it, any of which will do; each stands once in its file of sandbox/demo/seed/knowledge. */
  answers: z.array(z.object({ file: z.string(), quote: z.string() })).min(1),
});
type Question = z.infer<typeof labelled>;

/** Labelled from the documents, before any search was tried on them. */
export const questions: Question[] = z
  .array(labelled)
  .parse(JSON.parse(readFileSync(new URL('./questions.json', import.meta.url), 'utf8')));

/** The texts of the passages that a search answers with, best first. */
export type Search = (question: Question) => Promise<string[]>;

interface Recall {
  /** Share of the questions with an answering passage among the first five. */
  all: number;
  [language_and_class: string]: number;
}

const AT = 5;

/** Asks every question once. @returns Shares with two decimals, over all and by language and class, and what was missed. */
export async function measureRecall(search: Search): Promise<{ recall: Recall; missed: Question[] }> {
  const missed: Question[] = [];
  for (const question of questions) {
    const texts = (await search(question)).slice(0, AT);
    if (!question.answers.some(({ quote }) => texts.some((text) => text.includes(quote))))
      missed.push(question);
  }
  const share = (of: Question[]) =>
    Math.round((1 - of.filter((q) => missed.includes(q)).length / of.length) * 100) / 100;
  const groups = Object.groupBy(questions, (q) => `${q.language}, ${q.class}`);
  const byGroup = Object.entries(groups).map(([name, of]) => [name, share(of ?? [])]);
  return { recall: { all: share(questions), ...Object.fromEntries(byGroup) }, missed };
}
