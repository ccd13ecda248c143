import type { BlogDraft, BrandKit, HouseRules } from '../../../ports/content.ts';

export type ArticleSource = BlogDraft['sources'][number];

/** An article with all that its files say about it. Pure data: the same article makes the same bytes. */
export interface ArticleForPublishing
  extends Pick<
    BlogDraft,
    | 'title'
    | 'meta_description'
    | 'keywords'
    | 'parts'
    | 'slug'
    | 'language'
    | 'words'
    | 'reading_minutes'
    | 'disclaimers'
    | 'sources'
    | 'model'
    | 'offline'
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
