/**
 * Characters that are drawn as nothing, or that turn the order of others around: they hide a word from whoever looks
 * for it, or words from whoever reads. Neither Portuguese nor English needs one of them.
 */
const RANGES =
  '\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff9-\\ufffb\\u{e0000}-\\u{e0fff}';

const ANY = new RegExp(`[${RANGES}]`, 'gu');
// A joiner or a variant behind an emoji is a part of its picture.
const OUTSIDE_EMOJI = new RegExp(
  `(?<![\\p{Extended_Pictographic}\\p{Emoji_Modifier}]\\ufe0f?)[\\u200d\\ufe0f]|(?![\\u200d\\ufe0f])[${RANGES}]`,
  'gu',
);

/** For texts that are compared: nothing unseen is left. */
export const withoutUnseen = (text: string): string => text.replace(ANY, '');

/** For texts that are published: emoji stay whole. */
export const readable = (text: string): string => text.replace(OUTSIDE_EMOJI, '');
