import { describe, expect, it } from 'vitest';
import { checkArticle } from '../../agents/blog/checks/check-article.ts';
import { tidyPart } from '../../agents/drafting/parts/tidy-part.ts';
import { someOf } from '../../testing/some-of.ts';
import { articleTask, titlesTask, writeArticle } from '../../testing/writer/seeded-article.ts';
import { writeTitles } from './articles/write-titles.ts';
import { judgeArticle } from './judging/judge-draft.ts';

// As with decks: the writer and the checks do not know each other's code.
describe('articles of the offline writer', () => {
  const topics = [
    { language: 'pt', text: '5 erros ao escolher um fornecedor de implantes' },
    { language: 'pt', text: 'Passivação de implantes' },
    { language: 'pt', text: 'Titânio ASTM F136: o que conferir no certificado' },
    { language: 'pt', text: 'UDI e rastreabilidade de implantes: o que perguntar ao fornecedor' },
    { language: 'pt', text: 'ISO 13485 para quem compra implantes' },
    { language: 'en', text: 'What ASTM F136 titanium means for implants' },
    { language: 'en', text: 'IQ, OQ and PQ: process validation of implants explained' },
    { language: 'en', text: 'Choosing an implant supplier' },
    { language: 'en', text: 'Gamma or ethylene oxide? How implants are sterilised' },
  ] as const;
  const cases = topics.flatMap((t) => [400, 900, 1500].map((words) => ({ ...t, words })));

  it.each(someOf(cases, 8))(
    'pass the checks without a repair: "$text", $words words',
    ({ text, language, words }) => {
      const task = articleTask(text, language, words);
      const article = writeArticle(task);
      const parts = article.parts.map(({ id, heading, markdown, evidence }) =>
        tidyPart(id, { heading, markdown, evidence }),
      );
      // What is tidied is what was written: nothing of it had to be cleaned away.
      expect(parts).toEqual(
        article.parts.map(({ id, heading, markdown, evidence }) => ({ id, heading, markdown, evidence })),
      );
      const { findings } = checkArticle(
        { ...writeTitles(titlesTask(article)), parts },
        {
          brief: task.brief,
          notes: [],
          publisher: 'Alba Implantes',
          language,
          passages: task.passages.map((p) => ({
            ...p,
            document_id: p.id.split('#')[0] ?? '',
            url: null,
            language,
            rank: 1,
          })),
          rules: [],
          quoteRules: [],
          scope: null,
        },
      );
      expect(findings).toEqual([]);
      expect(judgeArticle({ ...task, parts }).findings).toEqual([]);
    },
  );
});
