import { namesAny } from '../reading/about-subjects.ts';
import { stemsOf } from '../reading/words.ts';
import type { DeckJudgementTask } from '../wire.ts';

const own = {
  pt: (named: number, of: number) => `Contagem de palavras: ${named} de ${of} slides dizem o assunto.`,
  en: (named: number, of: number) => `A count of words: ${named} of ${of} slides say the subject.`,
};

/** Counts which slides name the subject in part; it understands nothing, and says so. */
export function judgeDeck({ deck, subjects, language }: DeckJudgementTask) {
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
