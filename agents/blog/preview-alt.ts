import type { Language } from '../../ports/content.ts';
import { clipped } from '../text/clip.ts';
import type { ArticleForPublishing } from './publish/article.ts';

/** Slack cuts alt texts at 2,000 characters; screen readers lose patience long before. The text itself is in the files. */
const MAX_ALT = 500;
const words = {
  pt: { page: 'Página', of: 'de', preview: 'Prévia do artigo' },
  en: { page: 'Page', of: 'of', preview: 'Preview of the article' },
} as const satisfies Record<Language, Record<string, string>>;

/** What a page shows, for people who do not see it. Pure. */
export function pageAlt(
  article: Pick<ArticleForPublishing, 'title' | 'language'>,
  at: number,
  pages: number,
): string {
  const { page, of } = words[article.language];
  return clipped(`${page} ${at + 1} ${of} ${pages}: ${article.title}`, MAX_ALT);
}

export function overviewAlt(article: Pick<ArticleForPublishing, 'title' | 'language' | 'parts'>): string {
  const headings = article.parts.map((part) => part.heading).filter((heading) => heading !== '');
  return clipped(`${words[article.language].preview}: ${article.title}. ${headings.join('; ')}`, MAX_ALT);
}
