import type {
  ArticleJudgementTask,
  DeckJudgement,
  DeckJudgementTask,
  PartsJudgement,
} from '../../../ports/model-tasks.ts';
import { namesAny } from '../reading/about-subjects.ts';
import { stemsOf } from '../reading/words.ts';

const own = {
  pt: (named: number, of: number) => `Contagem de palavras: ${named} de ${of} partes dizem o assunto.`,
  en: (named: number, of: number) => `A count of words: ${named} of ${of} parts say the subject.`,
};

// Both count which parts name the subject; they understand nothing, say so, and find nothing.

export function judgeDeck({ deck, subjects, language }: DeckJudgementTask): DeckJudgement {
  const content = deck.slides.filter(({ layout }) => layout !== 'cover' && layout !== 'cta');
  const named = content.filter(({ text }) => namesAny(new Set(stemsOf(text)), subjects)).length;
  return {
    about: own[language](named, content.length),
    // Titles of documents, which a slide may rest on, are not in the task: one slide that says it is enough.
    off_topic_slides: [],
    about_subject: content.length === 0 || named > 0,
    findings: [],
  };
}

export function judgeArticle({
  parts,
  subjects,
  language,
}: Pick<ArticleJudgementTask, 'parts' | 'subjects' | 'language'>): PartsJudgement {
  const named = parts.filter((p) =>
    namesAny(new Set(stemsOf(`${p.heading} ${p.markdown}`)), subjects),
  ).length;
  const isAbout = parts.length === 0 || named > 0;
  return {
    about: own[language](named, parts.length),
    about_subject: isAbout,
    off_topic_parts: isAbout ? [] : parts.map((p) => p.id),
    findings: [],
  };
}
