import { withoutPicture } from '../composing/add-pictures.ts';
import { breaksRules } from '../composing/breaks-rules.ts';
import { looseNumbers, slideWords } from '../composing/slide-text.ts';
import { capital, clip } from '../reading/shorten.ts';
import { splitSentences } from '../reading/split-sentences.ts';
import { countWords, digitRuns } from '../reading/words.ts';
import type { Post, Slide, WireIssue, WriterTask } from '../wire.ts';
import { applyRules } from './apply-rules.ts';
import { mapTexts, withoutPictures, withoutTexts } from './edit-slide.ts';
import type { Offers } from './find-replacement.ts';
import { shrink } from './shrink-slide.ts';

/** Answers what a check found on one slide: less text, other words, or another point. */
export function repairSlide(
  slide: Slide,
  issue: WireIssue,
  task: WriterTask,
  slides: Slide[],
  offers: Offers,
): Slide {
  const other = () =>
    slide.layout === 'cover' || slide.layout === 'cta'
      ? shrink(slide)
      : (offers.slide(slides, '') ?? shrink(slide));
  // Unknown, on another slide too, or of something else: the words stand without it.
  if (/picture/.test(issue.code)) return withoutPicture(slide) ?? slide;
  if (/glyph|emoji/.test(issue.code))
    return mapTexts(slide, (t) => withoutPictures(t).replace(/[^\p{L}\p{N}\p{P}\p{Zs}°%+=<>±×µ²³→]/gu, ''));
  if (/banned|rule|claim/.test(issue.code)) {
    const clean = applyRules(slide, task, slides, offers);
    return clean === slide ? other() : clean;
  }
  if (/number/.test(issue.code)) {
    const loose = looseNumbers(slide, task.brief.topic);
    const kept = withoutTexts(slide, (t) => digitRuns(t).some((run) => loose.includes(run)));
    return loose.length > 0 && kept ? kept : other();
  }
  if (/quote|evidence|source/.test(issue.code)) return other();
  if (/title/.test(issue.code)) return { ...slide, title: shortTitle(slide.title) };
  const shorter = shrink(slide);
  if (slideWords(shorter) < slideWords(slide)) return shorter;
  const titled = { ...slide, title: shortTitle(slide.title) };
  return titled.title !== slide.title ? titled : other();
}

function shortTitle(title: string): string {
  const tail = title.split(/:\s/).at(-1) ?? title;
  const short =
    tail !== title && countWords(tail) >= 2 ? tail : clip(title, Math.max(3, countWords(title) - 2));
  return capital(short);
}

const BODY_CHARS = 1200;

export function repairPost(post: Post, issue: WireIssue, task: WriterTask, again: () => Post): Post {
  if (/banned|rule|claim/.test(issue.code)) {
    const clean = (text: string) =>
      splitSentences(text)
        .filter((s) => !breaksRules(s, task))
        .join(' ');
    const hook = breaksRules(post.hook, task) ? again().hook : post.hook;
    return {
      ...post,
      hook,
      body: post.body
        .split('\n\n')
        .map((p) => (breaksRules(p, task) ? clean(p) : p))
        .filter(Boolean)
        .join('\n\n'),
    };
  }
  if (/hook/.test(issue.code))
    return { ...post, hook: clip(splitSentences(post.hook)[0] ?? post.hook, 16).slice(0, 140) };
  if (/hashtag/.test(issue.code)) return { ...post, hashtags: again().hashtags };
  if (/number|quote|evidence/.test(issue.code))
    return { ...again(), hook: post.hook.match(/\d/) ? again().hook : post.hook };
  const paragraphs = post.body.split('\n\n');
  while (paragraphs.length > 2 && paragraphs.join('\n\n').length > Math.min(BODY_CHARS, post.body.length - 1))
    paragraphs.splice(-2, 1);
  const body = paragraphs.join('\n\n');
  return body === post.body ? again() : { ...post, body };
}
