/**
 * A model's text as one plain line: without Markdown and Slack markup, invisible and control characters, doubled
 * blanks, and the sign of a list or heading it may start with. Pure.
 */
export function plainLine(text: string, dropListSign = true): string {
  const plain = text
    .normalize('NFC')
    // Slack's control sequences: <!channel>, <@U1|ana>, <https://x|label>.
    .replace(/<!(\w+)[^>]*>/g, '$1')
    .replace(/<[@#][^>|]*\|?([^>]*)>/g, '$1')
    .replace(/<(?:https?|mailto):[^>|]*\|?([^>]*)>/g, '$1')
    .replace(/\*\*|__|~~|`+/g, '')
    .replace(/(?<![\p{L}\p{N}])([*_~])(\S[^*_~]*\S|\S)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return dropListSign ? plain.replace(/^(?:[-•*▪◦]|#{1,6})\s+/u, '') : plain.replace(/^#{1,6}\s+/, '');
}
