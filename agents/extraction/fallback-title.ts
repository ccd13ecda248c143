import { oneLine } from './tidy-text.ts';

const MAX_CHARACTERS = 80;
/** Names that programs give: a scan, a download, a file without a name of its own. */
const NO_NAME =
  /^(?:tmp[\w ]*|temp|untitled|sem t[ií]tulo|unbenannt|document[oe]?|docs?|file|arquivo|download|scan(?:ned)?|img|image|imagem|novo(?: documento)?|new(?: document)?|index|readme|[0-9a-f]{12,})(?: ?\(?\d+\)?)*$/i;

/** What a document without a title of its own is called: its file, the end of its address, else its first words. */
export function fallbackTitle(of: { url: string | null; name: string | null; text: string }): string {
  if (of.url !== null) {
    const { hostname, pathname } = new URL(of.url);
    const last = readable(pathname.split('/').findLast((step) => step !== '') ?? '');
    return last === '' ? hostname : `${last} (${hostname})`;
  }
  const name = readable(of.name ?? '');
  return name === '' || NO_NAME.test(name)
    ? clipped((of.text.split('\n')[0] ?? '').replace(/^#+ /, '')) || name
    : name;
}

/** The last step of an address, as the name of a file: a server may call Markdown plain text. Null without one. */
export function nameOfAddress(url: string | null): string | null {
  const last = url === null ? '' : (URL.parse(url)?.pathname.split('/').at(-1) ?? '');
  return last === '' ? null : last;
}

function readable(fileName: string): string {
  const decoded = URL.canParse(`http://x/${fileName}`) ? safeDecode(fileName) : fileName;
  // Only now is everything there that must not be: %00 is what Postgres refuses, %E2%80%AE turns words around.
  return clipped(
    oneLine(decoded)
      .replace(/\.[a-z0-9]{2,5}$/i, '')
      // Notion's exports carry an id, browsers count downloads.
      .replace(/\s[0-9a-f]{32}$/i, '')
      .replace(/\s?\(\d{1,2}\)$/, '')
      .replace(/[_-]+/g, ' ')
      .trim(),
  );
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function clipped(text: string): string {
  const characters = [...text];
  return characters.length <= MAX_CHARACTERS
    ? text
    : `${characters
        .slice(0, MAX_CHARACTERS - 1)
        .join('')
        .trimEnd()}…`;
}
