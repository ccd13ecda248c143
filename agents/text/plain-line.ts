import { readable } from '../../platform/unseen-characters.ts';
import { asMeant } from './as-meant.ts';

/**
 * A model's text as one plain line: without entities, tags, Markdown and Slack markup, invisible and control characters,
 * doubled blanks, and the sign of a list or heading it may start with. Pure.
 */
export function plainLine(text: string, dropListSign = true): string {
  const plain = readable(asMeant(text).normalize('NFC'))
    // Slack's control sequences: <!channel>, <@U1|ana>, <https://x|label>.
    .replace(/<!(\w+)[^>]*>/g, '$1')
    .replace(/<[@#][^>|]*\|?([^>]*)>/g, '$1')
    .replace(/<(?:https?|mailto):[^>|]*\|?([^>]*)>/g, '$1')
    .replace(/\*\*|__|~~|`+/g, '')
    .replace(/(?<![\p{L}\p{N}])([*_~])(\S[^*_~]*\S|\S)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return dropListSign ? plain.replace(/^(?:[-•*▪◦]|#{1,6})\s+/u, '') : plain.replace(/^#{1,6}\s+/, '');
}

/** A model's text of several paragraphs, each line plain; signs of a list stay. Pure. */
export function plainText(text: string): string {
  return asMeant(text)
    .split('\n')
    .map((line) => plainLine(line, false))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
