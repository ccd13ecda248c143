import type { Language } from '../../ports/content.ts';
import type {
  OutlineAnswer,
  OutlineTask,
  PartAnswer,
  PartTask,
  TitlesTask,
} from '../../ports/model-tasks.ts';
import { proposeOutline } from '../../sandbox/writer/articles/propose-outline.ts';
import { writePart } from '../../sandbox/writer/articles/write-part.ts';
import { seededTask } from './seeded-passages.ts';

export interface WrittenArticle {
  task: OutlineTask;
  outline: OutlineAnswer;
  parts: (PartAnswer & { id: string })[];
}

export const articleTask = (topic: string, language: Language, words = 900, limit = 32): OutlineTask => {
  const { brief, ...material } = seededTask(topic, language, 8, limit);
  return {
    task: 'blog_outline',
    brief: { ...brief, words, keywords: null, urls: [] },
    ...material,
    reply_language: language,
    section_count: Math.min(7, Math.max(3, Math.round(words / 200))),
    previous: null,
    notes: [],
  };
};

/** An article as the graph makes it: outline, sections side by side, then what frames them. */
export function writeArticle(task: OutlineTask): WrittenArticle {
  const outline = proposeOutline(task);
  const words = task.brief.words ?? 900;
  const entries = outline.sections.map((o, i) => ({ ...o, id: `s${i + 1}` }));
  const frame = Math.min(110, Math.round(words * 0.1));
  const ask = (
    part: PartTask['part'],
    section: PartTask['section'],
    sections: PartTask['sections'],
    n: number,
  ) =>
    writePart({
      ...task,
      task: 'blog_part',
      part,
      words: n,
      outline: { ...outline, sections: entries },
      section,
      sections,
      current: null,
      instruction: null,
      findings: [],
    });
  const each = Math.round((words - 2 * frame) / Math.max(1, entries.length));
  const sections = entries.map((o) => ({ ...ask('section', o, [], each), id: o.id }));
  const told = sections.map(({ heading, markdown }) => ({ heading, markdown }));
  const introduction = { ...ask('introduction', null, told, frame), id: 'introduction' };
  const conclusion = {
    ...ask('conclusion', null, [{ heading: '', markdown: introduction.markdown }, ...told], frame),
    id: 'conclusion',
  };
  return { task, outline, parts: outline.enough ? [introduction, ...sections, conclusion] : [] };
}

export const titlesTask = ({ task, outline, parts }: WrittenArticle): TitlesTask => ({
  ...task,
  task: 'blog_titles',
  outline: { ...outline, sections: outline.sections.map((o, i) => ({ ...o, id: `s${i + 1}` })) },
  article: parts.map(({ heading, markdown }) => ({ heading, markdown })),
  current: null,
  instruction: null,
  findings: [],
});
