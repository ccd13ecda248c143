import type { Fitted } from './fit-text.ts';
import { type Box, below } from './page.ts';
import type { Stage } from './stage.ts';

/** Two lines at a common size if it can be, three smaller ones if not, smaller still where the content needs room. */
const STEPS = [
  { max: 74, min: 60, lines: 2 },
  { max: 60, min: 48, lines: 3 },
  { max: 50, min: 44, lines: 3 },
] as const;
const BAR = 38;

interface Titled<T> {
  /** Below the title. */
  area: Box;
  content: T;
  /** Draws the title; content is drawn by its layout. */
  draw(): void;
}

/**
 * Fits title and content of an inner slide into the page together.
 *
 * @param fitContent Fits the content into what the title leaves. Its `load` above 1 asks for a smaller title.
 */
export async function fitTitle<T extends { load: number }>(
  title: string,
  stage: Stage,
  fitContent: (area: Box) => Promise<T>,
  gap = 48,
): Promise<Titled<T>> {
  const { area, canvas, theme } = stage;
  if (title.trim() === '') return { area, content: await fitContent(area), draw: () => {} };
  let best: Titled<T> | undefined;
  for (const step of STEPS) {
    const fitted = await fitStep(title, stage, step);
    const last = step === STEPS.at(-1);
    if (fitted.load > 1 && !last) continue;
    const top = area.y + BAR;
    const room = below(area, top + fitted.height + gap);
    const content = await fitContent(room);
    const draw = () => {
      canvas.fill(
        { x: area.x, y: area.y, width: 72, height: 10 },
        { background: theme.accent, borderRadius: 5 },
      );
      canvas.text('title', fitted, { ...area, y: top }, { color: theme.text, on: theme.on });
    };
    if (best === undefined || content.load < best.content.load) best = { area: room, content, draw };
    if (content.load <= 1) break;
  }
  if (best === undefined) throw new TypeError('Cannot fit a title as no size was tried');
  return best;
}

function fitStep(
  title: string,
  { type, scale, area }: Stage,
  { max, min, lines }: (typeof STEPS)[number],
): Promise<Fitted> {
  const style = scale.title;
  return type.fit(title, {
    style,
    width: area.width - 24,
    height: max * style.lineHeight * lines + 1,
    max,
    min,
  });
}

/** The heaviest of the parts of a slide's content. */
export function heaviest(...parts: (readonly Fitted[])[]): number {
  return Math.max(0, ...parts.flat().map((one) => one.load));
}
