import { clip } from '../reading/shorten.ts';
import { splitSentences } from '../reading/split-sentences.ts';
import { fold } from '../reading/words.ts';
import type { Deck, Slide } from '../wire.ts';
import { withoutPictures } from './edit-slide.ts';
import type { Change } from './read-note.ts';

/** Applies one change of a note to the post's text. */
export function changePost(post: Deck['post'], change: Change): Deck['post'] {
  if (change.do === 'hook') return { ...post, hook: change.text };
  if (change.do === 'body') return { ...post, body: change.text };
  if (change.do === 'title') return { ...post, hook: change.text };
  if (change.do === 'without' && change.phrase === 'emoji')
    return {
      ...post,
      hook: withoutPictures(post.hook),
      body: post.body.split('\n').map(withoutPictures).join('\n'),
    };
  const paragraphs = post.body.split('\n\n');
  if (change.do === 'without') {
    const hit = (t: string) => fold(t).includes(fold(change.phrase));
    return {
      ...post,
      body: paragraphs
        .map((p) =>
          splitSentences(p)
            .filter((s) => !hit(s))
            .join(' '),
        )
        .filter(Boolean)
        .join('\n\n'),
    };
  }
  if (paragraphs.length > 2) return { ...post, body: [paragraphs[0], ...paragraphs.slice(2)].join('\n\n') };
  return { ...post, hook: clip(post.hook, 14) };
}

export const titleAfter = (deck: Deck, slides: Slide[]): string => {
  const cover = slides[0]?.title ?? deck.title;
  return cover === deck.slides[0]?.title ? deck.title : cover;
};

/** The post lists the slides' titles: a title that changed changes there as well. */
export function retold(post: Deck['post'], before: Slide[], after: Slide[]): Deck['post'] {
  let body = post.body;
  const titles = new Set(after.map((s) => s.title));
  for (const [i, slide] of before.entries()) {
    if (before.length !== after.length && !titles.has(slide.title))
      body = body.replace(`→ ${slide.title}\n`, '');
    const title = before.length === after.length && !titles.has(slide.title) ? after[i]?.title : undefined;
    if (title && title !== slide.title) body = body.replace(`→ ${slide.title}`, `→ ${title}`);
  }
  const cover = after[0]?.title;
  const was = before[0]?.title;
  const hook =
    was && cover && cover !== was && post.hook.startsWith(was)
      ? `${cover}${post.hook.slice(was.length)}`.slice(0, 140)
      : post.hook;
  return { ...post, body, hook };
}
