/** Slack's entities as the words a person sees: nothing in the result mentions or links. Other marks stay letters. */
export function plainWords(text: string): string {
  let words = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  // Until nothing changes: `<!<!here>channel>` would leave a new entity behind.
  for (let before = ''; before !== words; ) {
    before = words;
    words = words
      .replaceAll(/<@([UW][A-Z0-9]+)(?:\|([^<>]*))?>/g, (_, id: string, name = '') => `@${name || id}`)
      .replaceAll(/<#([CG][A-Z0-9]+)(?:\|([^<>]*))?>/g, (_, id: string, name = '') => `#${name || id}`)
      .replaceAll(/<!subteam\^([A-Z0-9]+)(?:\|([^<>]*))?>/g, (_, id: string, name = '') => name || `@${id}`)
      .replaceAll(/<!date\^[^<>|]*(?:\|([^<>]*))?>/g, (_, fallback = '') => fallback)
      .replaceAll(/<!([a-z]+)(?:\|[^<>]*)?>/gi, (_, range: string) => range)
      .replaceAll(
        /<((?:https?:\/\/|mailto:|tel:)[^<>|\s]+)(?:\|([^<>]*))?>/gi,
        (_, url: string, label = '') =>
          label === '' || url.includes(label) ? url.replace(/^(?:mailto|tel):/i, '') : `${label} (${url})`,
      );
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed; Postgres refuses NUL.
  return words.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '').trim();
}

/** What was typed into a form, where Slack escapes nothing: only characters that nobody sees and Postgres refuses go. */
export function typedWords(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed; Postgres refuses NUL.
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '').trim();
}
