import type { Element, ElementContent, Root } from 'hast';
import type { Blockquote, Root as MarkdownRoot, RootContent } from 'mdast';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { countedWords } from '../../drafting/parts/count-words.ts';
import { type ArticleForPublishing, type PublishOptions, shareName } from './article.ts';
import { articleCss } from './article-css.ts';
import { disclaimerBlocks, footnoteBlock, partBlocks } from './article-tree.ts';
import { brandCss, logoAddress } from './brand-css.ts';
import { type ReadArticle, readArticle } from './read-article.ts';
import { wording } from './wording.ts';

/**
 * The whole article as one HTML file that needs nothing else: no script, no request, styles inside.
 *
 * The text is sanitised; the frame around it is made here, of text nodes, so that no word of it is ever markup.
 */
export function toHtml(article: ArticleForPublishing, { draft }: PublishOptions): string {
  const read = readArticle(article);
  const words = wording[article.language];
  const head = element('head', {}, [
    element('meta', { charSet: 'utf-8' }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    // A second wall: a browser loads and runs nothing that slipped in.
    element('meta', {
      httpEquiv: 'Content-Security-Policy',
      // Logo and ornament lie in the file itself.
      content: "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    }),
    element('title', {}, [text(draft ? `[${words.draft}] ${read.title}` : read.title)]),
    element('meta', { name: 'description', content: read.description }),
    element('meta', { name: 'author', content: article.author }),
    ...(read.keywords.length > 0
      ? [element('meta', { name: 'keywords', content: read.keywords.join(', ') })]
      : []),
    ...linkPreview(article, read, draft),
    ...(draft ? [element('meta', { name: 'robots', content: 'noindex, nofollow' })] : []),
    element('style', {}, [text(`${brandCss(article.brand)}\n${articleCss}`)]),
  ]);
  const body = element('body', {}, [
    ...(draft ? [draftNotice(article)] : []),
    element('article', {}, [header(article, read), ...sanitised(article, read)]),
  ]);
  const html = element('html', { lang: words.locale }, [head, body]);
  const root: Root = { type: 'root', children: [{ type: 'doctype' }, text('\n'), html, text('\n')] };
  return unified().use(rehypeStringify).stringify(root);
}

/** Words of the brand, not of the article: `class` is all that it adds to what GitHub allows. */
const schema = {
  ...defaultSchema,
  // Ids come from the footnotes alone; a prefix would part the links from them.
  clobberPrefix: '',
  protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto'] },
  attributes: {
    ...defaultSchema.attributes,
    h2: [],
    section: ['dataFootnotes', ['className', 'footnotes', 'disclaimers']],
  },
} satisfies typeof defaultSchema;

function sanitised(article: ArticleForPublishing, read: ReadArticle): ElementContent[] {
  const words = wording[article.language];
  const sections = read.parts.map((part) => section(null, partBlocks(part)));
  if (read.disclaimers.length > 0) sections.push(section('disclaimers', disclaimerBlocks(read.disclaimers)));
  const notes = read.footnotes.map((note) => footnoteBlock(note, article.language));
  const tree: MarkdownRoot = { type: 'root', children: [...sections, ...notes] };
  const pipeline = unified()
    .use(remarkRehype, {
      clobberPrefix: '',
      footnoteLabel: words.sources,
      footnoteLabelProperties: {},
      footnoteBackLabel: (reference: number, again: number) =>
        words.backTo(again > 1 ? `${reference + 1}-${again}` : String(reference + 1)),
    })
    .use(rehypeSanitize, schema);
  // SAFETY: remark-rehype's root holds elements and the line ends between them.
  return pipeline.runSync(tree).children as ElementContent[];
}

/** Markdown has no sections: a block of blocks that HTML gives another name. */
function section(className: string | null, children: RootContent[]): Blockquote {
  return {
    type: 'blockquote',
    data: { hName: 'section', hProperties: className === null ? {} : { className: [className] } },
    // SAFETY: all of a part's nodes are blocks.
    children: children as Blockquote['children'],
  };
}

/** What networks show of a link. The picture lies beside the file: where it is published makes its address whole. */
function linkPreview(article: ArticleForPublishing, read: ReadArticle, draft: boolean): Element[] {
  const property = (name: string, content: string) => element('meta', { property: name, content });
  const picture = shareName(article, { draft });
  return [
    property('og:type', 'article'),
    property('og:locale', wording[article.language].locale.replace('-', '_')),
    property('og:site_name', article.author),
    property('og:title', read.title),
    property('og:description', read.description),
    property('og:image', picture),
    property('og:image:width', '1200'),
    property('og:image:height', '630'),
    property('og:image:alt', read.title),
    element('meta', { name: 'twitter:card', content: 'summary_large_image' }),
  ];
}

function header(article: ArticleForPublishing, read: ReadArticle): Element {
  const words = wording[article.language];
  const line = [countedWords(article.words, article.language), `${article.reading_minutes} ${words.minutes}`];
  const logo = logoAddress(article.brand);
  return element('header', { className: ['hero'] }, [
    element('p', { className: ['brand'] }, [
      ...(logo === null ? [] : [element('img', { src: logo, alt: '', width: 48, height: 48 })]),
      text(article.author),
    ]),
    element('h1', {}, [text(read.title)]),
    element('p', { className: ['about'] }, [text(line.filter((part) => part !== '').join(' · '))]),
  ]);
}

function draftNotice({ language, version, offline }: ArticleForPublishing): Element {
  const words = wording[language];
  return element('p', { className: ['draft'], role: 'note' }, [
    element('strong', {}, [text(`${words.draft.toUpperCase()} · ${words.version} ${version}.`)]),
    text(` ${words.draftLine}${offline ? ` ${words.offline}` : ''}`),
  ]);
}

function element(
  tagName: string,
  properties: Element['properties'],
  children: Element['children'] = [],
): Element {
  return { type: 'element', tagName, properties, children };
}

function text(value: string): { type: 'text'; value: string } {
  return { type: 'text', value };
}
