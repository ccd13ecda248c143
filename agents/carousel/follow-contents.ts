import type { Deck } from '../../ports/model-tasks.ts';
import { rootsIn } from '../drafting/topic/subject.ts';

/** The sign and the words of a line of a list. */
const LINE = /^(\s*(?:[→➜➔▶•●▪◦–—*-]|\d{1,2}[.)º]|[✔✓☑✅👉🔹])\s*)(\S.*)$/u;
const ALIKE = 0.6;

/**
 * The deck with a post whose list of contents names the slides as they are, in their order and all of them, not what was
 * renamed, moved, added or taken out. A post without such a list stays as it is. Pure.
 *
 * @param before The deck that the post was written for: its titles tell a list of contents from another one.
 */
export function followContents(deck: Deck, before: Deck = deck): Deck {
  const lines = deck.post.body.split('\n');
  const titles = [...contentTitles(before), ...contentTitles(deck)].map(rootsIn);
  for (let from = 0; from < lines.length; from += 1) {
    let to = from;
    while (to < lines.length && LINE.test(lines[to] ?? '')) to += 1;
    if (to - from < 2) continue;
    const listed = lines.slice(from, to).map((line) => rootsIn(LINE.exec(line)?.[2] ?? ''));
    const known = listed.filter((words) => titles.some((title) => alike(words, title))).length;
    if (known * 2 < listed.length || known < 2) {
      from = to;
      continue;
    }
    const sign = LINE.exec(lines[from] ?? '')?.[1] ?? '→ ';
    const now = contentTitles(deck).map((title, at) => sign.replace(/\d{1,2}/, String(at + 1)) + title);
    const body = [...lines.slice(0, from), ...now, ...lines.slice(to)].join('\n');
    return body === deck.post.body ? deck : { ...deck, post: { ...deck.post, body } };
  }
  return deck;
}

function contentTitles(deck: Deck): string[] {
  return deck.slides
    .filter((slide) => slide.layout !== 'cover' && slide.layout !== 'cta' && slide.title.trim() !== '')
    .map((slide) => slide.title);
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size === 0 || b.size === 0) return false;
  const common = [...a].filter((root) => b.has(root)).length;
  return common / Math.min(a.size, b.size) >= ALIKE && common / Math.max(a.size, b.size) >= ALIKE / 2;
}
