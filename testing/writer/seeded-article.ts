import { planStrategy } from '../../sandbox/writer/articles/plan-strategy.ts';
import { writePart } from '../../sandbox/writer/articles/write-part.ts';
import type {
  Language,
  PartAnswer,
  PartTask,
  StrategyAnswer,
  StrategyTask,
  TitlesTask,
} from '../../sandbox/writer/wire.ts';
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
