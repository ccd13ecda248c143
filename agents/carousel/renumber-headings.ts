import type { Deck } from '../../ports/model-tasks.ts';

/** "Erro 2: …", "Step 3. …": the word, the number, and what stands behind it. */
const NUMBERED = /^(\p{L}+\s+)(\d{1,2})(?=\s*[:.–—-]\s)/u;

/**
 * The deck with its numbered titles counted on, after slides were added, taken out or moved. Pure.
 *
 * Only a series that the deck before counted from 1 without a gap, so that "Grau 4: …" beside "Grau 5: …" stays a name.
 */
export function renumberHeadings(deck: Deck, before: Deck): Deck {
  const counted = new Set<string>();
  for (const [word, numbers] of series(before)) {
    if (numbers.length > 1 && numbers.every((n, at) => n === at + 1)) counted.add(word);
  }
  const next = new Map<string, number>();
  const slides = deck.slides.map((slide) => {
    const [, word = ''] = NUMBERED.exec(slide.title) ?? [];
    const key = word.trim().toLowerCase();
    if (!counted.has(key)) return slide;
    const n = (next.get(key) ?? 0) + 1;
    next.set(key, n);
    const title = slide.title.replace(NUMBERED, `${word}${n}`);
    return title === slide.title ? slide : { ...slide, title };
  });
  return { ...deck, slides };
}

function series(deck: Deck): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { title } of deck.slides) {
    const [, word = '', n] = NUMBERED.exec(title) ?? [];
    if (n === undefined) continue;
    const key = word.trim().toLowerCase();
    found.set(key, [...(found.get(key) ?? []), Number(n)]);
  }
  return found;
}
