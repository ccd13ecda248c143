import type { RootContent } from 'mdast';
import { markdownWriter } from '../../drafting/parts/markdown-writer.ts';
import type { ArticleForPublishing, PublishOptions } from './article.ts';
import { disclaimerBlocks, footnoteBlock, partBlocks } from './article-tree.ts';
import { frontMatter } from './front-matter.ts';
import { readArticle } from './read-article.ts';
import { wording } from './wording.ts';

/** The whole article as GitHub-flavoured Markdown with front matter. */
export function toMarkdown(article: ArticleForPublishing, options: PublishOptions): string {
  const read = readArticle(article);
  const disclaimers = disclaimerBlocks(read.disclaimers);
  const children: RootContent[] = [
    ...(options.draft ? [draftNotice(article)] : []),
    { type: 'heading', depth: 1, children: [{ type: 'text', value: read.title }] },
    ...read.parts.flatMap(partBlocks),
    ...(disclaimers.length > 0 ? [{ type: 'thematicBreak' } as const, ...disclaimers] : []),
    ...read.footnotes.map((note) => footnoteBlock(note, article.language)),
  ];
  return `${frontMatter(article, read, options)}\n${markdownWriter.stringify({ type: 'root', children })}`;
}

function draftNotice({ language, version, offline }: ArticleForPublishing): RootContent {
  const words = wording[language];
  const mark = `${words.draft.toUpperCase()} · ${words.version} ${version}.`;
  const rest = ` ${words.draftLine}${offline ? ` ${words.offline}` : ''}`;
  return {
    type: 'blockquote',
    children: [
      {
        type: 'paragraph',
        children: [
          { type: 'strong', children: [{ type: 'text', value: mark }] },
          { type: 'text', value: rest },
        ],
      },
    ],
  };
}
