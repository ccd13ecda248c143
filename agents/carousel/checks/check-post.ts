import type { FindingCode, FindingParams, SlideFinding } from '../../../ports/content.ts';
import type { Post } from '../../../ports/model-tasks.ts';
import { findingAt } from '../../drafting/say-finding.ts';
import { contentStems } from '../../text/content-stems.ts';
import { foldText } from '../../text/fold-text.ts';

const MAX_POST = 3000;
/** What stays above "see more" on a phone. */
const MAX_HOOK = 140;
const HASHTAGS = { min: 3, max: 5 };

/** The text of the post, by LinkedIn's limits (facts: 3,000 characters; the fold is kept inside 140). Pure. */
export function checkPost(post: Post): SlideFinding[] {
  const findings: SlideFinding[] = [];
  const say = <C extends FindingCode>(code: C, params: FindingParams[C]) =>
    findings.push(findingAt(null, code, params));
  const length = (text: string) => [...text].length;
  const hook = length(post.hook);
  const whole = length([post.hook, post.body, post.hashtags.join(' ')].join('\n\n'));
  if (post.hook.trim() === '') say('no_hook', {});
  if (post.body.trim() === '') say('no_body', {});
  if (hook > MAX_HOOK) say('long_hook', { characters: hook, max: MAX_HOOK });
  if (whole > MAX_POST) say('long_post', { characters: whole, max: MAX_POST });
  const count = post.hashtags.length;
  if (count < HASHTAGS.min || count > HASHTAGS.max) say('hashtag_count', { count, ...HASHTAGS });
  const bad = post.hashtags.filter((tag) => !/^#?[\p{L}\p{N}]{2,50}$/u.test(tag));
  if (bad.length > 0) say('hashtag_form', { hashtags: bad });
  const folded = post.hashtags.map((tag) => foldText(tag, { accents: false }).text);
  const poor = post.hashtags.filter(
    (tag, at) => folded.indexOf(folded[at] ?? '') !== at || contentStems(tag).length === 0,
  );
  if (poor.length > 0) say('hashtag_poor', { hashtags: poor });
  return findings;
}
