import type { Issue, Post } from '../../design/slides/deck.ts';
import { contentStems } from '../../text/content-stems.ts';
import { foldText } from '../../text/fold-text.ts';

const MAX_POST = 3000;
/** What stays above "see more" on a phone. */
const MAX_HOOK = 140;
const HASHTAGS = { min: 3, max: 5 };

/** The text of the post, by LinkedIn's limits (facts: 3,000 characters; the fold is kept inside 140). Pure. */
export function checkPost(post: Post): Issue[] {
  const issues: Issue[] = [];
  const say = (code: string, message: string) => issues.push({ slide: null, code, message });
  const length = (text: string) => [...text].length;
  const hook = length(post.hook);
  const whole = length([post.hook, post.body, post.hashtags.join(' ')].join('\n\n'));
  if (post.hook.trim() === '') say('no_hook', 'The post has no hook.');
  if (post.body.trim() === '') say('no_body', 'The post has no body.');
  if (hook > MAX_HOOK) say('long_hook', `The hook has ${hook} characters; at most ${MAX_HOOK} show.`);
  if (whole > MAX_POST)
    say('long_post', `The post has ${whole} characters; at most ${MAX_POST} are accepted.`);
  if (post.hashtags.length < HASHTAGS.min || post.hashtags.length > HASHTAGS.max) {
    say(
      'hashtag_count',
      `The post has ${post.hashtags.length} hashtags; ${HASHTAGS.min} to ${HASHTAGS.max} are wanted.`,
    );
  }
  const bad = post.hashtags.filter((tag) => !/^#?[\p{L}\p{N}]{2,50}$/u.test(tag));
  if (bad.length > 0) {
    say('hashtag_form', `Hashtags are one word in CamelCase, letters and digits only: ${bad.join(', ')}`);
  }
  const folded = post.hashtags.map((tag) => foldText(tag, { accents: false }).text);
  const poor = post.hashtags.filter(
    (tag, at) => folded.indexOf(folded[at] ?? '') !== at || contentStems(tag).length === 0,
  );
  if (poor.length > 0)
    say('hashtag_poor', `Hashtags are terms of the subject, none of them twice: ${poor.join(', ')}`);
  return issues;
}
