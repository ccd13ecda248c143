import type { KnownBlock } from '@slack/types';
import type { CarouselDraft } from '../../ports/content.ts';
import { clip, said, small, words } from '../blocks.ts';
import type { Texts } from '../texts/texts.ts';

interface Pictures {
  /** Of all slides. */
  picture: KnownBlock | null;
  /** Of the slides that a change made anew, beside what they were. */
  comparison: KnownBlock | null;
}

/** What a card shows of a carousel: what changed, its slides, as pictures where there are any, and the post. */
export function carouselBody(
  content: CarouselDraft,
  { picture, comparison }: Pictures,
  texts: Texts,
): KnownBlock[] {
  const t = texts.card;
  const titles = content.slides.slice(0, 12).map((s, i) => `${i + 1}. ${clip(s.title, 100)}`);
  return [
    ...(comparison ? [said(`*${t.beforeAndAfter}*`), comparison] : []),
    ...(picture ? [picture] : [said(`*${t.slideTitles}*`), words(titles.join('\n'))]),
    ...(content.structure ? [small(t.structures[content.structure])] : []),
    said(`*${t.post}*`),
    words(
      { text: `${clip(content.post.hook, 300)}\n\n`, bold: true },
      `${clip(content.post.body, 3200)}\n\n`,
      hashtags(content.post.hashtags),
    ),
  ];
}

/** The post as it is pasted into LinkedIn. */
export function postText(post: CarouselDraft['post']): string {
  return [post.hook, post.body, hashtags(post.hashtags)].filter((part) => part.trim() !== '').join('\n\n');
}

function hashtags(tags: string[]): string {
  return tags
    .slice(0, 10)
    .map((tag) => (tag.startsWith('#') ? clip(tag, 60) : `#${clip(tag, 60)}`))
    .join(' ');
}
