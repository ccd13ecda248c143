import type { Slide } from '../../../ports/model-tasks.ts';
import { slideWords } from '../composing/slide-text.ts';
import { clip, shorten } from '../reading/shorten.ts';
import { splitSentences } from '../reading/split-sentences.ts';
import { countWords } from '../reading/words.ts';

/** The slide with at most `words` words, or as near to it as whole sentences and items allow. */
function shrinkTo(slide: Slide, words: number): Slide {
  let current = slide;
  while (slideWords(current) > words) {
    const next = shrinkOnce(current);
    if (!next || slideWords(next) >= slideWords(current)) break;
    current = next;
  }
  return current;
}

/** Visibly shorter: at least a quarter of the words gone where the layout allows it. */
export const shrink = (slide: Slide): Slide => shrinkTo(slide, Math.floor(slideWords(slide) * 0.72));

/** A title that says how many there are, or that they are steps: one less would break it. */
const counts =
  /\b(passos|steps)\b|^(\d+|duas|dois|três|quatro|cinco|seis|sete|oito|nove|dez|two|three|four|five|six|seven|eight|nine|ten)\s/i;

/** One sentence, item or clause less; undefined when nothing more may go. */
function shrinkOnce(slide: Slide): Slide | undefined {
  switch (slide.layout) {
    case 'cover':
      return slide.subtitle ? { ...slide, subtitle: '', evidence: [] } : undefined;
    case 'statement':
    case 'picture': {
      const sentences = splitSentences(slide.body);
      if (sentences.length > 1) return { ...slide, body: sentences.slice(0, -1).join(' ') };
      const body = shorten(slide.body, Math.max(6, countWords(slide.body) - 1));
      return body === slide.body ? undefined : { ...slide, body };
    }
    case 'list':
    case 'checklist': {
      if (counts.test(slide.title)) return undefined;
      const bare = slide.items.map((item) =>
        slide.layout === 'list' ? (/^([^:]{3,}):\s/.exec(item)?.[1] ?? item) : item,
      );
      if (slide.items.length > 3) return { ...slide, items: slide.items.slice(0, -1) };
      if (bare.some((item, i) => item !== slide.items[i])) return { ...slide, items: bare };
      return slide.items.length > 2 ? { ...slide, items: slide.items.slice(0, -1) } : undefined;
    }
    case 'steps': {
      const steps = slide.steps.map((s) => ({
        ...s,
        body: shorten(s.body, Math.max(5, countWords(s.body) - 3)),
      }));
      if (steps.some((s, i) => s.body !== slide.steps[i]?.body)) return { ...slide, steps };
      // Leaving out a step would make the sequence wrong: the bodies alone, in order, still tell it.
      const items = slide.steps.map((step) => step.body || step.title);
      return { layout: 'list', title: slide.title, items, evidence: slide.evidence };
    }
    case 'numbers': {
      const numbers =
        slide.numbers.length > 1
          ? slide.numbers.slice(0, -1)
          : slide.numbers.map((n) => ({ ...n, label: shorten(n.label, 10) }));
      return { ...slide, numbers };
    }
    case 'quote': {
      if (slide.role) return { ...slide, role: '' };
      return slide.author && countWords(slide.author) > 3
        ? { ...slide, author: clip(slide.author.split(/[:(]/)[0] ?? '', 6) }
        : undefined;
    }
    case 'chart':
      return slide.source ? { ...slide, source: '' } : undefined;
    case 'comparison': {
      const { left, right } = slide;
      const fewer = (p: typeof left) => ({ ...p, items: p.items.slice(0, -1) });
      if (right.items.length > 1 && right.items.length >= left.items.length)
        return { ...slide, right: fewer(right) };
      if (left.items.length > 1) return { ...slide, left: fewer(left) };
      const short = (p: typeof left) => ({
        ...p,
        items: p.items.map((i) => shorten(i, Math.max(6, countWords(i) - 2))),
      });
      return { ...slide, left: short(left), right: short(right) };
    }
    case 'cta':
      return slide.body ? { ...slide, body: '' } : undefined;
  }
}
