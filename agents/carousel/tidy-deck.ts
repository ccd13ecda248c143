import type { Deck, Post, Slide } from '../../ports/model-tasks.ts';
import { plainLine, plainText } from '../text/plain-line.ts';
import { typographic } from '../text/typographic.ts';
import { namesWorkshop } from './checks/names-workshop.ts';

const tidy = (text: string) => typographic(plainLine(text));

/**
 * Removes from a model's texts what code can remove, so that no repair is paid for it: entities, tags, Markdown and Slack
 * markup, invisible characters, doubled blanks, list signs, powers written with a caret. Quotes stay as they are: they are
 * checked verbatim; the page sets their powers when it is drawn. Pure.
 */
export function tidyDeck(deck: Deck): Deck {
  return { title: tidy(deck.title), slides: deck.slides.map(tidySlide), post: tidyPost(deck.post) };
}

export function tidySlide(slide: Slide): Slide {
  const tidied = mapTexts(slide, tidy);
  if (tidied.layout !== 'quote' || slide.layout !== 'quote') return tidied;
  // "Knowledge base" is where we found the words, not who said them.
  const role = namesWorkshop(tidied.role) ? '' : tidied.role;
  return { ...tidied, quote: plainLine(slide.quote), role };
}

export function tidyPost(post: Post): Post {
  return {
    hook: tidy(post.hook),
    body: typographic(plainText(post.body)),
    hashtags: [...new Set(post.hashtags.map((tag) => `#${tidy(tag).replace(/[#\s]+/g, '')}`))].filter(
      (tag) => tag.length > 1,
    ),
  };
}

/** The slide with each text that it shows as `change` makes it; its evidence stays. Pure. */
export function mapTexts(slide: Slide, change: (text: string) => string): Slide {
  const { evidence, layout, ...shown } = slide;
  // SAFETY: every text is mapped to a text and nothing is added or removed, so the layout's shape stays.
  return { layout, ...(mapped(shown, change) as object), evidence } as Slide;
}

function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => mapped(one, change));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, mapped(v, change)]));
  }
  return value;
}
