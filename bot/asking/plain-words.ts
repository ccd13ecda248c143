import { readable } from '../../platform/unseen-characters.ts';

/** Slack's entities as the words a person sees: nothing in the result mentions or links. Other marks stay letters. */
export function plainWords(text: string): string {
  let words = unescaped(text);
  // Until nothing changes: `<!<!here>channel>` would leave a new entity behind.
  for (let before = ''; before !== words; ) {
    before = words;
    words = withoutEntities(words);
  }
  return typedWords(words);
}

/**
 * What a person typed behind a command, letter by letter: Slack's entities become what the person saw, and what looks
 * like one because it was typed so stays as it is. Only for words that are shown where nothing is markup.
 */
export function exactWords(text: string): string {
  return typedWords(unescaped(withoutEntities(text)));
}

/**
 * What was typed into a form, where Slack escapes nothing, without invisible characters: words that are hidden or turned
 * around must not stand before an approver.
 */
export const typedWords = (text: string): string => readable(text).trim();

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function withoutEntities(text: string): string {
  return text
    .replaceAll(/<@([UW][A-Z0-9]+)(?:\|([^<>]*))?>/g, (_, id: string, name = '') => `@${name || id}`)
    .replaceAll(/<#([CG][A-Z0-9]+)(?:\|([^<>]*))?>/g, (_, id: string, name = '') => `#${name || id}`)
    .replaceAll(/<!subteam\^([A-Z0-9]+)(?:\|([^<>]*))?>/g, (_, id: string, name = '') => name || `@${id}`)
    .replaceAll(/<!date\^[^<>|]*(?:\|([^<>]*))?>/g, (_, fallback = '') => fallback)
    .replaceAll(/<!([a-z]+)(?:\|[^<>]*)?>/gi, (_, range: string) => `@${range}`)
    .replaceAll(/<((?:https?:\/\/|mailto:|tel:)[^<>|\s]+)(?:\|([^<>]*))?>/gi, (_, url: string, label = '') =>
      label === '' || url.includes(label) ? url.replace(/^(?:mailto|tel):/i, '') : `${label} (${url})`,
    );
}
