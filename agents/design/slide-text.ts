import type { Slide } from '../../ports/model-tasks.ts';
import type { Numbered, SlidePart } from './slide-part.ts';

/** Everything that the writer put on a slide to be read, by field. Fine print (a chart's source) is left out. */
export function slideText(slide: Slide): { part: SlidePart; text: string }[] {
  const kicker: ReturnType<typeof own> =
    slide.layout === 'cover' ? [{ part: 'kicker', text: slide.kicker }] : [];
  return [...kicker, { part: 'title' as const, text: slide.title }, ...own(slide)].filter(
    ({ text }) => text.trim() !== '',
  );
}

/** Everything that a slide shows, in reading order: a bar with its value. Quotes of its evidence are not shown. Pure. */
export function slideTexts(slide: Slide): string[] {
  if (slide.layout !== 'chart') return slideText(slide).map(({ text }) => text);
  const bars = slide.bars.flatMap((b) => [b.label, `${b.value}${slide.unit ? ` ${slide.unit}` : ''}`]);
  return [slide.title, ...bars, slide.source].filter((text) => text.trim() !== '');
}

/** As a reader counts: "0,2 µm" is two, a dash or an arrow alone is none. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function own(slide: Slide): { part: SlidePart; text: string }[] {
  switch (slide.layout) {
    case 'cover':
      return [{ part: 'subtitle', text: slide.subtitle }];
    case 'statement':
    case 'picture':
      return [{ part: 'body', text: slide.body }];
    case 'list':
    case 'checklist':
      return numbered('items', slide.items);
    case 'steps':
      return slide.steps.flatMap((step, i) => [
        { part: `steps ${i + 1} title`, text: step.title },
        { part: `steps ${i + 1} body`, text: step.body },
      ]);
    case 'numbers':
      return slide.numbers.flatMap((one, i) => [
        { part: `numbers ${i + 1} value`, text: one.value },
        { part: `numbers ${i + 1} label`, text: one.label },
      ]);
    case 'quote':
      return [
        { part: 'quote', text: slide.quote },
        { part: 'author', text: slide.author },
        { part: 'role', text: slide.role },
      ];
    case 'chart':
      return [
        ...numbered(
          'bars',
          slide.bars.map((bar) => bar.label),
        ),
        { part: 'unit', text: slide.unit },
      ];
    case 'comparison':
      return [
        { part: 'left heading', text: slide.left.heading },
        ...numbered('left items', slide.left.items),
        { part: 'right heading', text: slide.right.heading },
        ...numbered('right items', slide.right.items),
      ];
    case 'cta':
      return [
        { part: 'body', text: slide.body },
        { part: 'action', text: slide.action },
      ];
  }
}

function numbered(
  part: Exclude<Numbered, 'steps' | 'numbers'>,
  texts: readonly string[],
): { part: SlidePart; text: string }[] {
  return texts.map((text, i) => ({ part: `${part} ${i + 1}`, text }));
}
