import { plainText, plainLine as tidy } from '../grounding/plain-line.ts';
import type { Deck, Post, Slide } from './deck.ts';

/**
 * Removes from a model's texts what code can remove, so that no repair is paid for it: entities, tags, Markdown and Slack
 * markup, invisible characters, doubled blanks, list signs. Quotes of the evidence stay as they are: they are checked verbatim.
 * Pure.
 */
export function tidyDeck(deck: Deck): Deck {
  return { title: tidy(deck.title), slides: deck.slides.map(tidySlide), post: tidyPost(deck.post) };
}

export function tidySlide(slide: Slide): Slide {
  const { evidence, layout, ...shown } = slide;
  // SAFETY: every text is mapped to a text and nothing is added or removed, so the layout's shape stays.
  return { layout, ...(mapTexts(shown) as object), evidence } as Slide;
}

export function tidyPost(post: Post): Post {
  return {
    hook: tidy(post.hook),
    body: plainText(post.body),
    hashtags: [...new Set(post.hashtags.map((tag) => `#${tidy(tag).replace(/[#\s]+/g, '')}`))].filter(
      (tag) => tag.length > 1,
    ),
  };
}

function mapTexts(value: unknown): unknown {
  if (typeof value === 'string') return tidy(value);
  if (Array.isArray(value)) return value.map(mapTexts);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, mapTexts(v)]));
  }
  return value;
}
