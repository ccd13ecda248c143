/**
 * Characters that are drawn as nothing, or that turn the order of others around: they hide a word from a person who looks
 * for it, or words from the reader. Neither Portuguese nor English needs one of them. Schema outreach has the same
 * list (`outreach.without_unseen`); a test compares the two.
 */
const RANGES =
  '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}';

const ANY = new RegExp(`[${RANGES}]`, 'gu');
const PICTURE = '[\\p{Extended_Pictographic}\\p{Emoji_Modifier}]';
// A joiner between two pictures, or a variant behind one, is a part of an emoji.
const OUTSIDE_EMOJI = new RegExp(
  `(?<!${PICTURE}\\ufe0f?)\\u200d|\\u200d(?!${PICTURE})|(?<!${PICTURE})\\ufe0f|(?![\\u200d\\ufe0f])[${RANGES}]`,
  'gu',
);

/** For texts that are compared: nothing unseen is left. */
export const withoutUnseen = (text: string): string => text.replace(ANY, '');

/** For texts that people read: emoji stay whole. */
export const readable = (text: string): string => text.replace(OUTSIDE_EMOJI, '');
