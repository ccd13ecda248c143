import type { KnownBlock } from '@slack/types';
import type { CarouselDraft } from '../../ports/content.ts';
import { bulleted, clip, said, small, words } from '../slack/blocks.ts';
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
  return [
    ...(comparison ? [said(`*${t.beforeAndAfter}*`), comparison] : []),
    ...(picture ? [picture] : [said(`*${t.slideTitles}*`), words(slideTitles(content).join('\n'))]),
    // The offline writer names one only because its answer must have one.
    ...(content.structure && !content.offline ? [small(t.structures[content.structure])] : []),
    ...pictureLines(content, texts),
    said(`*${t.post}*`),
    words(
      { text: `${clip(content.post.hook, 300)}\n\n`, bold: true },
      `${clip(content.post.body, 3200)}\n\n`,
      hashtags(content.post.hashtags),
    ),
  ];
}

export function slideTitles({ slides }: CarouselDraft): string[] {
  return slides.slice(0, 12).map((slide, at) => `${at + 1}. ${clip(slide.title, 100)}`);
}

/** Whose picture stands on which slide: an approval lets it out with the text. */
function pictureLines({ slides, pictures = [] }: CarouselDraft, { card: t }: Texts): KnownBlock[] {
  const lines = slides.flatMap(({ picture }, at) => {
    const shown = pictures.find(({ document_id }) => document_id === picture);
    return shown ? [`${t.slide(at + 1)}: ${clip(shown.title, 150)}`] : [];
  });
  return lines.length === 0 ? [] : [said(`*${t.pictures}*`), bulleted(lines)];
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
