import type { ArticlePart, Language } from '../../../ports/content.ts';
import { countWords as wordsOf } from '../../design/slide-text.ts';
import { partText } from './plain-text.ts';

/** Words of a part as a reader counts them: heading and text, without the marks of Markdown and citations. */
export function countWords(part: Pick<ArticlePart, 'heading' | 'markdown' | 'evidence'>): number {
  return wordsOf(part.heading) + wordsOf(partText(part));
}

/** Words of an article's parts together. */
export function countArticleWords(parts: readonly ArticlePart[]): number {
  return parts.reduce((sum, part) => sum + countWords(part), 0);
}

const counted = {
  pt: { locale: 'pt-BR', one: 'palavra', many: 'palavras' },
  en: { locale: 'en-US', one: 'word', many: 'words' },
} as const satisfies Record<Language, unknown>;

/** `912 palavras`. */
export function countedWords(words: number, language: Language): string {
  const { locale, one, many } = counted[language];
  return `${words.toLocaleString(locale)} ${words === 1 ? one : many}`;
}
