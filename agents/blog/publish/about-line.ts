import { countedWords } from '../../drafting/parts/count-words.ts';
import type { ArticleForPublishing } from './article.ts';
import { wording } from './wording.ts';

/** `6 min de leitura · 912 palavras`, and who wrote it where no model did. */
export function aboutLine(article: ArticleForPublishing): string {
  const { words, reading_minutes, language, offline } = article;
  const say = wording[language];
  const line = [`${reading_minutes} ${say.minutes}`, countedWords(words, language)];
  return [...line, ...(offline ? [say.offlineShort] : [])].join(' · ');
}
