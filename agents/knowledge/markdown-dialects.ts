/** A link of Obsidian, Logseq and wikis: `[[page#part|words]]`. */
const WIKI_LINK = /(!?)\[\[([^[\]|\n]{1,300})(?:\\?\|([^[\]\n]{1,300}))?\]\]/g;
const FENCE = /^\s{0,3}(`{3,}|~{3,})/;

/**
 * Marks of editors that CommonMark does not know, in words or left out: links of wikis, comments of Obsidian, highlights,
 * boxes of Docusaurus, MkDocs and GitHub. Code stays as it is.
 */
export function plainDialects(markdown: string): string {
  let fence: string | null = null;
  let inComment = false;
  let inBox = false;
  const lines: string[] = [];
  for (const line of markdown.split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    if (fence !== null || mark) {
      if (fence === null && !inComment) fence = mark ?? null;
      else if (mark && fence !== null && mark.startsWith(fence)) fence = null;
      if (!inComment) lines.push(line);
      continue;
    }
    const { kept, open } = withoutComments(line, inComment);
    inComment = open;
    if (kept === null) continue;
    const box = /^(?:!!!|\?\?\?\+?)\s+[\w-]+(?:\s+[\w-]+)*(?:\s+"([^"]*)")?\s*$/.exec(kept);
    if (box) {
      inBox = true;
      lines.push('', box[1] ?? '', '');
    } else if (inBox && /^(?: {4}|\t)/.test(kept)) lines.push(plainLine(kept.replace(/^(?: {4}|\t)/, '')));
    else {
      if (kept.trim() !== '') inBox = false;
      const term = lines.at(-1)?.trim() ?? '';
      const meaning = /^:\s+(\S.*)$/.exec(kept)?.[1];
      // A list of definitions: the term, and below it a colon with its meaning.
      if (meaning !== undefined && term !== '') lines[lines.length - 1] = `${term}: ${meaning}`;
      else lines.push(plainLine(meaning ?? kept));
    }
  }
  return lines.join('\n');
}

/** `%%…%%`, over several lines as well; a percentage has one sign. */
function withoutComments(line: string, open: boolean): { kept: string | null; open: boolean } {
  const parts = line.split('%%');
  if (parts.length === 1) return { kept: open ? null : line, open };
  const isText = (at: number) => (at % 2 === 0) !== open;
  const kept = parts.filter((_, at) => isText(at)).join('');
  const stays = isText(parts.length - 1);
  // One mark alone on a line that does not begin with it is no comment.
  if (!open && !stays && parts.length === 2 && parts[0]?.trim() !== '') return { kept: line, open: false };
  return { kept: kept.trim() === '' ? (open || !stays ? null : '') : kept, open: !stays };
}

function plainLine(line: string): string {
  const directive =
    /^\s*:{3,}\s*(?:\{[^}]*\}|[\w-]*)\s*(?:\[([^\]]*)\]|([^{[\n]*))\s*(?:\{[^}]*\})?\s*$/.exec(line);
  if (directive) return `\n${(directive[1] ?? directive[2] ?? '').trim()}\n`;
  return (
    line
      .replace(
        /^(\s*(?:>\s*)+)\[!([\w-]+)\][+-]?[ \t]*(.*)$/,
        (_, quote: string, kind: string, title: string) =>
          `${quote}${title === '' ? capital(kind) : title}\n${quote.trimEnd()}`,
      )
      .replace(WIKI_LINK, (whole, embed: string, page: string, words: string | undefined) =>
        /^\s*\d+\s*$/.test(page)
          ? whole
          : embed === '!'
            ? embedded(page)
            : (words ?? page.replace(/#\^?/g, ' ').trim()),
      )
      .replace(/(^|[^=])==(?![\s=])([^=\n]{1,500}?)(?<![\s=])==(?!=)/g, '$1$2')
      .replace(/[ \t]\^[a-z0-9-]{4,40}[ \t]*$/i, '')
      // Pandoc's own: what is raised, and names of headings.
      .replace(/\^([^\s^[\]`$]{1,20})\^/g, '<sup>$1</sup>')
      .replace(/^(#{1,6} .*?)[ \t]*\{[#.][^{}]{0,200}\}[ \t]*$/, '$1')
  );
}

/** A picture has no words; a note that is shown inside another is named. */
function embedded(page: string): string {
  return /\.(?:png|jpe?g|gif|svg|webp|bmp|avif|pdf|mp[34]|webm|m4a|wav)\s*$/i.test(page) ? '' : page;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
