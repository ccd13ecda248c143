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
 * like one because somebody typed it so stays as it is. Only for words that are shown where nothing is markup.
 */
export function exactWords(text: string): string {
  return typedWords(unescaped(withoutEntities(text)));
}

/** What was typed into a form, where Slack escapes nothing: only characters that nobody sees and Postgres refuses go. */
export function typedWords(text: string): string {
  return (
    text
      // What hides words or turns them around must not stand before whoever approves; a joiner inside an emoji stays.
      .replaceAll(/[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed; Postgres refuses NUL.
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
      .trim()
  );
}

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
