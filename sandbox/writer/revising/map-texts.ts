import type { Slide } from '../../../ports/model-tasks.ts';

/** The slide with each of its texts passed through `change`. */
export function mapTexts(slide: Slide, change: (text: string) => string): Slide {
  const list = (items: string[]) => items.map(change);
  const points = (p: { heading: string; items: string[] }) => ({
    heading: change(p.heading),
    items: list(p.items),
  });
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
