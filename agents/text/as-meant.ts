import { decodeHTMLStrict } from 'entities';

/** Models escape text that is drawn as it stands, now and then twice: "&amp;amp;" is "&". */
const MAX_ROUNDS = 3;

/**
 * Elements whose marks a model leaves in a text. By name, so that "5 < 7" and "<10 µm" stay; what else stands between
 * angle brackets is for the checks to find.
 */
const BLOCK = 'br|p|div|li|ul|ol|tr|td|th|table|tbody|thead|h[1-6]|hr|blockquote|section|article|pre';
const INLINE =
  'b|i|u|s|a|em|strong|span|small|mark|sub|sup|code|font|del|ins|center|script|style|html|body|head|title|img|svg|iframe';
const block = new RegExp(`<\\/?(?:${BLOCK})(?:\\s[^<>]*)?\\/?>`, 'gi');
const inline = new RegExp(`<\\/?(?:${INLINE})(?:\\s[^<>]*)?\\/?>`, 'gi');
/** A power must not lose its place: 10<sup>-6</sup> is not 10-6. */
const POWER = /(?<=[\p{L}\p{N})])<sup(?:\s[^<>]*)?>\s*([-−–+]?\d{1,3})\s*<\/sup>/giu;
const comment = /<!--[\s\S]*?-->/g;

/** A line break or tab that was escaped once too often. Not `C:\novo`, and not `\nu` or `\times` of a formula. */
const WRITTEN_BREAK =
  /(?<!\\|\b[A-Za-z]:\S*)(?:\\r)?\\n(?!(?:u|eq|ot|abla|i|mid)\b)|(?<!\\|\b[A-Za-z]:\S*)\\r(?![a-z])/g;
const WRITTEN_TAB = /(?<!\\|\b[A-Za-z]:\S*)\\t(?=[\s\p{Lu}\d•-])/gu;

/**
 * A model's text as it was meant: entities decoded, written line breaks as line breaks, tags taken out.
 *
 * @param options.tags False where the text is Markdown, whose parser finds them better.
 */
export function asMeant(text: string, options: { tags?: boolean } = {}): string {
  let meant = decoded(text).replace(WRITTEN_BREAK, '\n').replace(WRITTEN_TAB, ' ');
  if (options.tags ?? true)
    meant = meant
      .replace(comment, ' ')
      .replace(POWER, '^$1')
      .replace(block, '\n')
      .replace(inline, '')
      .replace(/[ \t]+\n/g, '\n');
  return meant;
}

function decoded(text: string): string {
  let before = text;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const after = decodeHTMLStrict(before);
    if (after === before) break;
    before = after;
  }
  return before.replaceAll('\u00a0', ' ');
}
