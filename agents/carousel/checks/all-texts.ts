import type { Deck, Post } from '../../../ports/model-tasks.ts';
import { slideTexts } from '../../design/slide-text.ts';

export function postTexts(post: Post): string[] {
  return [post.hook, post.body, ...post.hashtags];
}

/** Each text that people will read, with the slide it stands on; null: the post. */
export function allTexts(deck: Deck): { slide: number | null; text: string }[] {
  return [
    ...deck.slides.flatMap((slide, at) => slideTexts(slide).map((text) => ({ slide: at + 1, text }))),
    ...postTexts(deck.post).map((text) => ({ slide: null, text })),
  ];
}
