import { planStrategy } from '../articles/plan-strategy.ts';
import { writePart } from '../articles/write-part.ts';
import { countWords } from '../reading/words.ts';
import type { Language, PartAnswer, PartTask, StrategyAnswer, StrategyTask, TitlesTask } from '../wire.ts';
import { seededTask } from './seeded-passages.ts';

export interface WrittenArticle {
  task: StrategyTask;
  strategy: StrategyAnswer;
  parts: (PartAnswer & { id: string })[];
}

export const articleTask = (topic: string, language: Language, words = 900, limit = 32): StrategyTask => {
  const { brief, passages, brand, rules } = seededTask(topic, language, 8, limit);
  return {
    brief: { ...brief, words, keywords: null },
    language,
    subjects: [],
    passages,
    brand,
    rules: { voice: '', rules: rules.rules },
    sections: Math.min(7, Math.max(3, Math.round(words / 200))),
    previous: null,
    notes: [],
  };
};

/** An article as the graph makes it: strategy, sections side by side, then what frames them. */
export function writeArticle(task: StrategyTask): WrittenArticle {
  const strategy = planStrategy(task);
  const words = task.brief.words ?? 900;
  const outline = strategy.outline.map((o, i) => ({ ...o, id: `s${i + 1}` }));
  const frame = Math.min(110, Math.round(words * 0.1));
  const ask = (
    part: PartTask['part'],
    section: PartTask['section'],
    sections: PartTask['sections'],
    n: number,
  ) =>
    writePart({
      ...task,
      part,
      words: n,
      strategy: { ...strategy, outline },
      section,
      sections,
      current: null,
      instruction: null,
      issues: [],
    });
  const each = Math.round((words - 2 * frame) / Math.max(1, outline.length));
  const sections = outline.map((o) => ({ ...ask('section', o, [], each), id: o.id }));
  const told = sections.map(({ heading, markdown }) => ({ heading, markdown }));
  const introduction = { ...ask('introduction', null, told, frame), id: 'introduction' };
  const conclusion = {
    ...ask('conclusion', null, [{ heading: '', markdown: introduction.markdown }, ...told], frame),
    id: 'conclusion',
  };
  return { task, strategy, parts: strategy.enough ? [introduction, ...sections, conclusion] : [] };
}

export const titlesTask = ({ task, strategy, parts }: WrittenArticle): TitlesTask => ({
  ...task,
  strategy: { ...strategy, outline: strategy.outline.map((o, i) => ({ ...o, id: `s${i + 1}` })) },
  article: parts.map(({ heading, markdown }) => ({ heading, markdown })),
  current: null,
  instruction: null,
  issues: [],
});

export const printArticle = ({ strategy, parts }: WrittenArticle): string =>
  [
    strategy.enough
      ? `ANGLE ${strategy.angle}\nFOR ${strategy.audience}\nKEYWORDS ${strategy.keywords.join(', ')}`
      : `NOT ENOUGH: ${strategy.missing}`,
    ...strategy.outline.map((o, i) => `${i + 1}. ${o.heading} <- ${o.point}`),
    ...parts.map(
      (p) =>
        `${p.heading ? `## ${p.heading}   (${countWords(p.markdown)}w)\n` : `--- ${p.id} (${countWords(p.markdown)}w)\n`}${p.markdown}`,
    ),
    `TOTAL ${parts.reduce((n, p) => n + countWords(p.markdown), 0)} words, ${parts.reduce((n, p) => n + p.evidence.length, 0)} quotes`,
  ].join('\n\n');

if (import.meta.main) {
  const [language, words, topic] = process.argv.slice(2);
  console.log(
    printArticle(
      writeArticle(articleTask(topic ?? '', (language ?? 'pt') as Language, Number(words ?? 900))),
    ),
  );
}
