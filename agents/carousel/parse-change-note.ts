import { numberedSlides } from './numbered-slides.ts';

/** What a person's note asks to change: single slides, each with its words, or the deck as a whole. */
type ChangeRequest =
  | { kind: 'slides'; changes: { slide: number; note: string }[] }
  /** `reshape`: it may change the number or the order of slides. */
  | { kind: 'deck'; note: string; reshape: boolean };

const SLIDE_WORD = '(?:slides?|pages?|p[áa]ginas?|l[âa]minas?|telas?)';
const NUMBER = String.raw`(?:n[ºo°.]?\s*)?#?(\d{1,2})(?:\s*(?:º|ª|st|nd|rd|th)\b)?`;
const NUMBERS = String.raw`${NUMBER}(?:\s*(?:,|;|&|\+|-|–|e|and|a|to|até|through)\s*(?:${SLIDE_WORD}\s*)?#?\d{1,2}(?!\d))*`;
const MENTION = new RegExp(String.raw`\b${SLIDE_WORD}\s*${NUMBERS}`, 'giu');
/** "slide 4:" opens a part of the note that is about these slides only. */
const HEADING = new RegExp(
  String.raw`(?:^|[\n;.]\s*|,\s+)(?:(?:on|in|for|the|no|na|nos|nas|o|a|os|as)\s+)*(${SLIDE_WORD}\s*${NUMBERS})\s*(?::|-\s|–|—)\s*`,
  'giu',
);
/** "like slide 2" points at a slide, it does not ask to change it. */
const REFERENCE =
  /(?:\b(?:like|as|from|than|after|before|same as|similar to|com[oa]|igual a[oà]?|do que|depois d[eoa]|antes d[eoa]|parecid[oa] com)\s+(?:(?:in|on|the|o|a|no|na|do|da)\s+)*)$/iu;
const RESHAPE =
  /\b(?:remove|delete|drop|cut out|move|swap|reorder|merge|split|insert|add (?:a|an|one|another|two|\d+)?\s*(?:new\s+)?(?:slides?|pages?)|(?:fewer|more|less) slides|\d+ slides|remov\w+|apag\w+|exclu\w+|delet\w+|tir(?:e|ar) (?:o|a|os|as) (?:slides?|p[áa]ginas?|l[âa]minas?)|mov(?:a|er)|invert\w+|reorden\w+|junt(?:e|ar)|divid\w+|insir\w+|inserir|(?:adicion\w+|acrescent\w+|inclu\w+) (?:um|uma|mais|outr[oa]|\d+)?\s*(?:nov[oa]\s+)?(?:slides?|p[áa]ginas?|l[âa]minas?)|(?:menos|mais) (?:slides|p[áa]ginas|l[âa]minas))/iu;
const WHOLE =
  /\b(?:all|every|each|whole|everything|everywhere|overall|throughout|entire|post|caption|hashtags?|hook|tod[oa]s?|tudo|inteir[oa]|geral|legenda|gancho)\b/iu;

/**
 * Reads a change note, so that "slide 4: …" changes slide 4 and nothing else. Pure; English and Portuguese.
 *
 * In doubt it answers `deck`: a note about everything that is applied to one slide loses what the person asked for.
 *
 * @param count Slides of the deck that the note is about.
 */
export function parseChangeNote(note: string, count: number): ChangeRequest {
  const said = note.trim();
  const text = numberedSlides(said, count);
  const named = byHeading(text, count);
  if (named) return { kind: 'slides', changes: named };

  const reshape = RESHAPE.test(text);
  if (!reshape && !WHOLE.test(text)) {
    const slides = targets(text, count);
    if (slides && slides.length > 0) {
      return { kind: 'slides', changes: slides.map((slide) => ({ slide, note: said })) };
    }
  }
  return { kind: 'deck', note: said, reshape };
}

/** The parts of "slide 2: … slide 5: …", if the note consists of such parts and each names slides that exist. */
function byHeading(text: string, count: number): { slide: number; note: string }[] | null {
  const heads = [...text.matchAll(HEADING)];
  const first = heads[0];
  if (!first || text.slice(0, first.index).trim() !== '') return null;
  const notes = new Map<number, string[]>();
  for (const [at, head] of heads.entries()) {
    const end = heads[at + 1]?.index ?? text.length;
    const words = text.slice(head.index + head[0].length, end).trim();
    const slides = numbers(head[1] ?? '');
    if (words === '' || slides.length === 0 || slides.some((n) => n < 1 || n > count)) return null;
    if (RESHAPE.test(words)) return null;
    for (const n of slides) notes.set(n, [...(notes.get(n) ?? []), words]);
  }
  return [...notes].sort(([a], [b]) => a - b).map(([slide, parts]) => ({ slide, note: parts.join('\n') }));
}

/** Slides that are mentioned as what to change; null when one of them does not exist. */
function targets(text: string, count: number): number[] | null {
  const found = new Set<number>();
  for (const mention of text.matchAll(MENTION)) {
    if (REFERENCE.test(text.slice(0, mention.index))) continue;
    for (const n of numbers(mention[0])) {
      if (n < 1 || n > count) return null;
      found.add(n);
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** The numbers of "2, 4 e 6" or "2-4". */
function numbers(mention: string): number[] {
  const all = new Set<number>();
  const parts = [...mention.matchAll(/(\d{1,2})(?:\s*(-|–|(?:to|a|até|through)(?!\p{L}))\s*(?=\D*\d))?/giu)];
  for (const [at, part] of parts.entries()) {
    const from = Number(part[1]);
    const to = part[2] ? Number(parts[at + 1]?.[1] ?? from) : from;
    for (let n = Math.min(from, to); n <= Math.max(from, to); n += 1) all.add(n);
  }
  return [...all];
}
