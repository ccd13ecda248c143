import { coverNumbers, slideWords, textsOf, wordBudget } from '../composing/slide-text.ts';
import { capital, shorten } from '../reading/shorten.ts';
import { splitSentences } from '../reading/split-sentences.ts';
import { countWords } from '../reading/words.ts';
import type { Evidence, Points, Slide } from '../wire.ts';

/** The slide with each of its texts passed through `change`. */
export function mapTexts(slide: Slide, change: (text: string) => string): Slide {
  const list = (items: string[]) => items.map(change);
  const points = (p: Points): Points => ({ heading: change(p.heading), items: list(p.items) });
  const title = change(slide.title);
  switch (slide.layout) {
    case 'cover':
      return { ...slide, title, kicker: change(slide.kicker), subtitle: change(slide.subtitle) };
    case 'statement':
    case 'picture':
      return { ...slide, title, body: change(slide.body) };
    case 'list':
    case 'checklist':
      return { ...slide, title, items: list(slide.items) };
    case 'steps':
      return {
        ...slide,
        title,
        steps: slide.steps.map((s) => ({ title: change(s.title), body: change(s.body) })),
      };
    case 'numbers':
      return {
        ...slide,
        title,
        numbers: slide.numbers.map((n) => ({ value: change(n.value), label: change(n.label) })),
      };
    case 'quote':
      return {
        ...slide,
        title,
        quote: change(slide.quote),
        author: change(slide.author),
        role: change(slide.role),
      };
    case 'chart':
      return {
        ...slide,
        title,
        source: change(slide.source),
        bars: slide.bars.map((b) => ({ ...b, label: change(b.label) })),
      };
    case 'comparison':
      return { ...slide, title, left: points(slide.left), right: points(slide.right) };
    case 'cta':
      return { ...slide, title, body: change(slide.body), action: change(slide.action) };
  }
}

/** Puts a person's own words in; they need no quote, the person answers for them. */
export function withBody(slide: Slide, text: string): Slide {
  switch (slide.layout) {
    case 'cover':
      return { ...slide, subtitle: text, evidence: [] };
    case 'quote':
      return { ...slide, quote: text };
    case 'cta':
      return { ...slide, body: text };
    case 'statement':
    case 'picture':
      return { ...slide, body: text };
    default:
      return { layout: 'statement', title: slide.title, body: text, evidence: slide.evidence };
  }
}

/** The slide without the sentences and items that `hit` finds; undefined when nothing worth showing is left. */
export function withoutTexts(slide: Slide, hit: (text: string) => boolean): Slide | undefined {
  if (!textsOf(slide).some(hit)) return slide;
  if (hit(slide.title)) return undefined;
  switch (slide.layout) {
    case 'cover':
      return hit(slide.kicker) ? undefined : { ...slide, subtitle: '', evidence: [] };
    case 'statement':
    case 'picture': {
      const body = splitSentences(slide.body)
        .filter((s) => !hit(s))
        .join(' ');
      return body === '' ? undefined : { ...slide, body };
    }
    case 'list':
    case 'checklist': {
      const items = slide.items.filter((i) => !hit(i));
      return items.length < 2 ? undefined : { ...slide, items };
    }
    case 'numbers': {
      const numbers = slide.numbers.filter((n) => !hit(n.label) && !hit(n.value));
      return numbers.length === 0 ? undefined : { ...slide, numbers };
    }
    case 'chart': {
      const bars = slide.bars.filter((b) => !hit(b.label));
      return bars.length < 2 ? undefined : { ...slide, bars, source: hit(slide.source) ? '' : slide.source };
    }
    case 'comparison': {
      const [left, right] = [
        slide.left.items.filter((i) => !hit(i)),
        slide.right.items.filter((i) => !hit(i)),
      ];
      if (left.length === 0 || right.length === 0 || hit(slide.left.heading) || hit(slide.right.heading))
        return undefined;
      return { ...slide, left: { ...slide.left, items: left }, right: { ...slide.right, items: right } };
    }
    case 'cta':
      return hit(slide.action) ? undefined : { ...slide, body: '' };
    // A sequence with a step left out, or half a quotation, would say something else.
    case 'steps':
    case 'quote':
      return undefined;
  }
}

/** Adds one quoted sentence where the layout has room for it; undefined when it has none. */
export function withSentence(slide: Slide, sentence: Evidence, brief: string): Slide | undefined {
  const text = shorten(sentence.quote, 14);
  const evidence = [...slide.evidence, sentence];
  const added = ((): Slide | undefined => {
    if (slide.layout === 'statement') return { ...slide, body: `${slide.body} ${capital(text)}`, evidence };
    if (slide.layout === 'list' && slide.items.length < 6)
      return { ...slide, items: [...slide.items, capital(text.replace(/\.$/, ''))], evidence };
    if (slide.layout === 'checklist' && slide.items.length < 6 && text.endsWith('?'))
      return { ...slide, items: [...slide.items, capital(text)], evidence };
    if (slide.layout === 'comparison' && slide.right.items.length < 3) {
      return { ...slide, right: { ...slide.right, items: [...slide.right.items, capital(text)] }, evidence };
    }
    return undefined;
  })();
  if (!added || slideWords(added) > wordBudget + 3) return undefined;
  return coverNumbers(added, brief, [sentence.quote], sentence.passage_id) ?? undefined;
}

/** Says the same with less around it: openings dropped, trailing clauses gone, the advice left standing alone. */
export function direct(slide: Slide): Slide {
  const plain = mapTexts(slide, (t) => (countWords(t) > 8 ? shorten(t, 8) : t));
  if (plain.layout === 'cover') return { ...plain, title: slide.title, subtitle: '', evidence: [] };
  if (plain.layout === 'statement' || plain.layout === 'picture')
    return { ...plain, body: splitSentences(plain.body).slice(0, 2).join(' ') };
  if (plain.layout === 'comparison')
    return { ...plain, left: { ...plain.left, items: plain.left.items.slice(0, 1) } };
  return plain;
}

const pictures = /\p{Extended_Pictographic}|\u{FE0F}|\u{200D}|\p{Emoji_Modifier}/gu;

export const withoutPictures = (text: string): string =>
  text.replace(pictures, '').replace(/ {2,}/g, ' ').trim();
