import type { ArticlePart, BlogDraft, Passage } from '../../ports/content.ts';
import { clip } from '../text/clip.ts';
import { numbersIn, sameNumber } from '../text/numbers-in.ts';
import { partText } from './checks/part-text.ts';

/** Numbers that a draft proves on its card; more are a page of their own. */
const MOST = 40;
const AROUND = 110;

/**
 * The words of the source behind each number of an article, for the people who review it: published footnotes tell the
 * place alone. A number is proven once. Pure.
 */
export function numberProofs(
  parts: readonly ArticlePart[],
  passages: readonly Pick<Passage, 'id' | 'title'>[],
): NonNullable<BlogDraft['proofs']> {
  const titles = new Map(passages.map((p) => [p.id, p.title]));
  const proofs = new Map<string, NonNullable<BlogDraft['proofs']>[number]>();
  for (const part of parts) {
    for (const number of numbersIn(`${part.heading}\n${partText(part)}`)) {
      if (proofs.has(number.text)) continue;
      const proof = part.evidence
        .map(({ passage_id, quote }) => ({
          source: titles.get(passage_id) ?? '',
          quote,
          found: numbersIn(quote).find((n) => sameNumber(n, number)),
        }))
        .find(({ found }) => found !== undefined);
      if (!proof?.found) continue;
      const { quote, source } = proof;
      proofs.set(number.text, {
        number: number.text.trim(),
        part: part.id,
        quote: around(quote, proof.found),
        source,
      });
    }
  }
  return [...proofs.values()].slice(0, MOST);
}

/** The words around a number, from a whole word to a whole word. */
function around(quote: string, { start, end }: { start: number; end: number }): string {
  const head = quote.slice(Math.max(0, start - AROUND), start);
  const tail = clip(quote.slice(end), AROUND);
  const before = start > AROUND ? `…${head.replace(/^\S*\s/, '')}` : head;
  const after = quote.length - end > AROUND ? `${tail.replace(/\s\S*$/, '')}…` : tail;
  return `${before}${quote.slice(start, end)}${after}`.replace(/\s+/g, ' ').trim();
}
