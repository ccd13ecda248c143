import { describe, expect, it } from 'vitest';
import { articleTexts } from '../../agents/blog/checks/article-texts.ts';
import { deckTexts } from '../../agents/carousel/checks/deck-texts.ts';
import { aiSounding } from '../../agents/text/ai-sounding.ts';
import { articleTask, titlesTask, writeArticle } from '../../testing/writer/seeded-article.ts';
import { seededTask } from '../../testing/writer/seeded-passages.ts';
import { suggestedArticles, suggestedBriefs } from '../demo/seed/briefs.ts';
import { writeTitles } from './articles/write-titles.ts';
import { composeDeck } from './composing/compose-deck.ts';

describe('texts of the offline writer', () => {
  it.each([...suggestedBriefs, ...suggestedArticles])(
    'hears nothing in what the offline writer makes of "$text"',
    ({ text, language }) => {
      const { deck } = composeDeck(seededTask(text, language, 8));
      expect(aiSounding(deckTexts(deck), language)).toEqual([]);
      const article = writeArticle(articleTask(text, language));
      const titles = writeTitles(titlesTask(article));
      expect(aiSounding(articleTexts({ ...titles, parts: article.parts }), language)).toEqual([]);
    },
  );
});
