import { stringify } from 'yaml';
import { oneLine } from '../../drafting/parts/clean-text.ts';
import { safeLink } from '../../drafting/parts/safe-link.ts';
import type { ArticleForPublishing, PublishOptions } from './article.ts';
import type { ReadArticle } from './read-article.ts';
import { wording } from './wording.ts';

/** What a publishing system reads about the article, as YAML between two lines of dashes. */
export function frontMatter(
  article: ArticleForPublishing,
  { title, description, keywords }: ReadArticle,
  { draft }: PublishOptions,
): string {
  const data = {
    title,
    slug: article.slug,
    description,
    keywords,
    lang: wording[article.language].locale,
    author: oneLine(article.author),
    reading_minutes: article.reading_minutes,
    words: article.words,
    draft,
    version: article.version,
    written_by: article.model,
    offline_writer: article.offline,
    sources: article.sources.map(({ title, url, fetched_at }) => ({
      title: oneLine(title),
      ...(safeLink(url ?? '') === null ? {} : { url: safeLink(url ?? '') }),
      ...(fetched_at === null ? {} : { read_at: fetched_at }),
    })),
  };
  // Quoted, since readers of YAML 1.1 take a bare `no` for false and `12:30` for a number.
  const yaml = stringify(data, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 });
  return `---\n${yaml}---\n`;
}
