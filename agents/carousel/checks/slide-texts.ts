import type { Deck, Post, Slide } from '../../../ports/model-tasks.ts';

/** Everything that a slide shows, in reading order. Quotes of its evidence are not shown. Pure. */
export function slideTexts(slide: Slide): string[] {
  return [...around(slide).before, slide.title, ...around(slide).after].filter((text) => text.trim() !== '');
}

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

function around(slide: Slide): { before: string[]; after: string[] } {
  switch (slide.layout) {
    case 'cover':
      return { before: [slide.kicker], after: [slide.subtitle] };
    case 'statement':
    case 'picture':
      return { before: [], after: [slide.body] };
    case 'list':
    case 'checklist':
      return { before: [], after: slide.items };
    case 'steps':
      return { before: [], after: slide.steps.flatMap((s) => [s.title, s.body]) };
    case 'numbers':
      return { before: [], after: slide.numbers.flatMap((n) => [n.value, n.label]) };
    case 'quote':
      return { before: [], after: [slide.quote, slide.author, slide.role] };
    case 'chart':
      return {
        before: [],
        after: [
          ...slide.bars.flatMap((b) => [b.label, `${b.value}${slide.unit ? ` ${slide.unit}` : ''}`]),
          slide.source,
        ],
      };
    case 'comparison':
      return {
        before: [],
        after: [slide.left.heading, ...slide.left.items, slide.right.heading, ...slide.right.items],
      };
    case 'cta':
      return { before: [], after: [slide.body, slide.action] };
  }
}
