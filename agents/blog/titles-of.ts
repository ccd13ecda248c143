import type { Titles } from './ask-titles.ts';
import type { Article } from './state.ts';

/** Pure. */
export function currentTitles({ title, title_variants, meta_description, keywords }: Article): Titles {
  return { title, title_variants, meta_description, keywords };
}

/** The old ones with those fields of the new ones that were asked for; the rest stays byte for byte. Pure. */
export function keepOnly(old: Titles, fresh: Titles, asked: readonly (keyof Titles)[]): Titles {
  return {
    title: asked.includes('title') ? fresh.title : old.title,
    title_variants: asked.includes('title_variants') ? fresh.title_variants : old.title_variants,
    meta_description: asked.includes('meta_description') ? fresh.meta_description : old.meta_description,
    keywords: asked.includes('keywords') ? fresh.keywords : old.keywords,
  };
}
