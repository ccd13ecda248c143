import type { ArticlePart, BlogDraft, BrandKit, HouseRules } from '../../../ports/content.ts';

/** What a person reads and changes: two versions of it are compared. */
export type ArticleText = Pick<BlogDraft, 'title' | 'meta_description' | 'keywords' | 'parts'>;

/** A passage that a part cites, with the words quoted from it. */
export type Evidence = ArticlePart['evidence'][number];

export type ArticleSource = BlogDraft['sources'][number];

/** An article with all that its files say about it. Pure data: the same article makes the same bytes. */
export interface ArticleForPublishing
  extends ArticleText,
    Pick<
      BlogDraft,
      'slug' | 'language' | 'words' | 'reading_minutes' | 'disclaimers' | 'sources' | 'model' | 'offline'
    > {
  version: number;
  /** Who publishes: the brand's name. */
  author: string;
  /** Id of the document that each cited passage is of; a passage without one is quoted without a source. */
  documents: Readonly<Record<string, string>>;
  /** Text of each cited passage: where in the source a quote stands is read there. */
  texts: Readonly<Record<string, string>>;
  /** The team's, of every language: a source's headings are held to them before a footnote names one. */
  rules: HouseRules['rules'];
  /** How it looks. */
  brand: BrandKit;
}

export interface PublishOptions {
  /** Marks the file as a draft, visibly. */
  draft: boolean;
}

/** Name of the picture that a link to the article shows; it lies beside the HTML file. Pure. */
export const shareName = (
  { slug, version }: Pick<ArticleForPublishing, 'slug' | 'version'>,
  { draft }: PublishOptions,
): string => (draft ? `${slug}-v${version}-draft-share.png` : `${slug}-share-final.png`);
