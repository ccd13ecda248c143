import { barredTables } from './markdown-tables.ts';

/** A link of Obsidian, Logseq and wikis: `[[page#part|words]]`. */
const WIKI_LINK = /(!?)\[\[([^[\]|\n]{1,300})(?:\\?\|([^[\]\n]{1,300}))?\]\]/g;
const FENCE = /^\s{0,3}(`{3,}|~{3,})/;
/** Code and formulas, whose signs mean something else. */
const LITERAL = /(`+)(?!`).*?(?<!`)\1(?!`)|\$\$.+?\$\$|\$[^$\s](?:[^$]*[^$\s])?\$(?!\d)/g;
const CLAUSE = /^\s{0,3}\d{1,2}(?:\.\d{1,3})+(?:\.?[a-z][).]?|[.)])?\s+\p{L}/u;
const LETTERED = /^\s{0,3}\(?(?:[a-z]|[ivx]{1,4})\)\s+\S/;

/**
 * Marks of editors that CommonMark does not know, in words or left out: links of wikis, comments of Obsidian, highlights,
 * boxes of Docusaurus, MkDocs and GitHub. Code stays as it is.
 */
export function plainDialects(markdown: string): string {
  let fence: string | null = null;
  let raw: string | null = null;
  let inComment = false;
  let inBox = false;
  let inFormula = false;
  const defined = new Set<number>();
  const lines: string[] = [];
  for (const given of barredTables(markdown.split('\n'))) {
    const line: string = fence === null ? given.replace(/^\s*\\[[\]]\s*$/, '$$$$') : given;
    if (fence === null && !inComment && line.split('$$').length % 2 === 0) {
      inFormula = !inFormula;
      lines.push(line);
      continue;
    }
    if (inFormula) {
      lines.push(line);
      continue;
    }
    const mark: string | undefined = FENCE.exec(line)?.[1];
    if (fence !== null || mark) {
      const isMark: boolean = mark !== undefined && (fence === null || mark.startsWith(fence));
      if (fence === null) raw = /^[`~\s]+\{=(\w+)\}/.exec(line)?.[1] ?? null;
      // Pandoc's code of another format: HTML is read as such, the others have no words.
      if (!inComment && (raw === null || (raw === 'html' && !isMark))) lines.push(line);
      if (fence === null && !inComment) fence = mark ?? null;
      else if (isMark) fence = null;
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
      const meaning = /^ {0,3}:\s+(\S.*)$/.exec(kept)?.[1];
      if (meaning === undefined) addLine(lines, plainLine(kept));
      else addMeaning(lines, plainLine(meaning), defined);
    }
  }
  return lines.join('\n');
}

/** Clauses and lettered items that stand on lines of their own stay apart, where Markdown would make one line of them. */
function addLine(lines: string[], line: string): void {
  const before = lines.at(-1) ?? '';
  const isOpen = /\S/.test(before) && !/^\s*(?:[#|>]|[-*+]\s)/.test(before);
  if (isOpen && CLAUSE.test(line) && (CLAUSE.test(before) || /[.:;!?)]$/.test(before.trimEnd())))
    lines.push('');
  else if (isOpen && LETTERED.test(line)) lines[lines.length - 1] = `${before.trimEnd()}\\`;
  lines.push(line);
}

/** A list of definitions: the term, and below it a colon with its meaning, or several. */
function addMeaning(lines: string[], meaning: string, defined: Set<number>): void {
  const at = lines.findLastIndex((line) => line.trim() !== '');
  const term = lines[at]?.trim() ?? '';
  const isTerm = term !== '' && term.length < 100 && !/^(?:[|#>+]|[-*]\s)/.test(term);
  if (at < lines.length - 2 || (!isTerm && !defined.has(at))) {
    lines.push('', meaning);
    return;
  }
  const between = !defined.has(at) ? ': ' : /[.!?;]$/.test(term) ? ' ' : '; ';
  lines.splice(at, lines.length - at, `${term}${between}${meaning}`);
  defined.add(at);
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
  // Other programs write formulas between these; brackets alone may be escaped ones.
  const formulas = outside(line, (words) =>
    words.replace(/\\\((.{0,500}?[\\^_=].{0,500}?)\\\)/g, (_, tex: string) => `$${tex.trim()}$`),
  );
  return outside(formulas, plainWords);
}

function outside(line: string, change: (words: string) => string): string {
  let out = '';
  let from = 0;
  for (const found of line.matchAll(LITERAL)) {
    out += change(line.slice(from, found.index)) + found[0];
    from = found.index + found[0].length;
  }
  return out + change(line.slice(from));
}

function plainWords(line: string): string {
  return (
    line
      // A price is no beginning of a formula.
      .replace(/(?<![\w$\\])((?:R|US|CA?|AU?|HK|NZ)?)\$(?=\s?\d)/g, (_, country: string) => `${country}\\$`)
      .replace(/\^\[([^[\]\n]{1,500})\]/g, ' ($1)')
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
