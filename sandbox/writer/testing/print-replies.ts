import { understandThread } from '../understanding/understand-thread.ts';
import type { Language } from '../wire.ts';
import type { UnderstandingTask } from '../wire-understanding.ts';
import { articleTask, writeArticle } from './print-article.ts';

/** A thread under an article (or its strategy) of the seeded knowledge, with messages to be understood. */
export function threadTask(
  topic: string,
  language: Language,
  waitsFor: UnderstandingTask['waits_for'],
  messages: string[],
): UnderstandingTask {
  const article = writeArticle(articleTask(topic, language));
  const fields = [
    { id: 'title', label: 'Title', text: topic },
    { id: 'meta_description', label: 'Meta description', text: '' },
    { id: 'keywords', label: 'Keywords', text: article.strategy.keywords.join(', ') },
  ];
  const outline = article.strategy.outline.map((o, i) => ({
    id: `s${i + 1}`,
    label: o.heading,
    text: o.point,
  }));
  const agreed = [
    { id: 'angle', label: 'Angle', text: article.strategy.angle },
    { id: 'audience', label: 'Audience', text: article.strategy.audience },
  ];
  const parts = article.parts.map((p) => ({ id: p.id, label: p.heading || p.id, text: p.markdown }));
  return {
    waits_for: waitsFor,
    kind: 'blog',
    language,
    title: topic,
    parts: waitsFor === 'review' ? [...parts, ...fields] : [...outline, ...agreed],
    passages: article.task.passages,
    memory: [],
    messages: messages.map((text) => ({ author: 'Marina', text })),
  };
}

// To be read by a person: `node sandbox/writer/testing/print-replies.ts pt review "encurte a introdução"`.
if (import.meta.main) {
  const [language = 'pt', waitsFor = 'review', ...messages] = process.argv.slice(2);
  const topic =
    language === 'pt'
      ? '5 erros ao escolher um fornecedor de implantes'
      : 'What ASTM F136 titanium means for implants';
  const task = threadTask(topic, language as Language, waitsFor as UnderstandingTask['waits_for'], messages);
  console.log(JSON.stringify(understandThread(task), null, 2));
}
