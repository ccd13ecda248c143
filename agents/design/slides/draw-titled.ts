import type { Fitted } from '../fit-text.ts';
import { type Box, below } from '../page.ts';
import type { Stage } from '../stage.ts';
import { HEADLINE } from '../text-style.ts';

const GAP = 44;
const LABEL = 56;
const LABEL_GAP = 26;

interface Content {
  /** Share of its room that it takes; above 1 it asks for a smaller headline. */
  load: number;
  /** That it needs. */
  height: number;
  /** How many times that it may be drawn out where there is room. */
  stretch: number;
  draw(area: Box): Promise<void> | void;
}

/**
 * Draws headline and content of an inner page as one group, a little above the middle: what the page does not need is
 * left around the group, never inside of it.
 *
 * @param fitContent Fits the content into what the headline leaves.
 */
export async function drawTitled(
  title: string,
  stage: Stage,
  fitContent: (room: Box) => Promise<Content>,
  gap = GAP,
): Promise<void> {
  const { area } = stage;
  const { label, text } = splitLabel(title);
  const above = label === '' ? 0 : LABEL + LABEL_GAP;
  let best: { fitted: Fitted; content: Content; head: number } | undefined;
  for (const [i, size] of HEADLINE.entries()) {
    const last = i === HEADLINE.length - 1;
    const fitted = await fitTitle(text, stage, size, i === 0 ? 2 : 3);
    if (fitted.load > 1 && !last) continue;
    const head = text.trim() === '' ? 0 : above + fitted.height + gap;
    const content = await fitContent(below(area, area.y + head));
    if (best === undefined || content.load < best.content.load) best = { fitted, content, head };
    if (content.load <= 1) break;
  }
  if (best === undefined) throw new TypeError('Cannot fit a title as no size was tried');
  const { fitted, content, head } = best;
  const room = area.height - head;
  const height = Math.min(
    room,
    Math.max(content.height, Math.min(room * 0.9, content.height * content.stretch)),
  );
  const top = area.y + (room - height) * 0.4;
  if (label !== '') await drawLabel(stage, label, top);
  const { theme, canvas } = stage;
  canvas.text('title', fitted, { ...area, y: top + above }, { color: theme.text, on: theme.on });
  await content.draw({ ...area, y: top + head, height });
}

/** "Erro 2: aceitar o certificado" is a label and a headline. */
function splitLabel(title: string): { label: string; text: string } {
  const [, label = '', rest = ''] =
    /^(\p{L}[\p{L} ]{1,14} \d{1,2})\s*[:–—]\s+(\S.*)$/su.exec(title.trim()) ?? [];
  return label === ''
    ? { label, text: title }
    : { label, text: rest.charAt(0).toUpperCase() + rest.slice(1) };
}

async function drawLabel({ type, scale, canvas, theme, area }: Stage, label: string, y: number) {
  const fitted = await type.fit(label, { style: scale.label, width: 600, height: LABEL, sizes: [30] });
  const pill = { x: area.x, y, width: fitted.inked + 48, height: LABEL };
  canvas.fill(pill, { background: theme.accent, borderRadius: LABEL / 2 });
  const box = { ...pill, x: pill.x + 24, width: fitted.width };
  canvas.text('label', fitted, box, { color: theme.onAccent, on: [theme.accent], valign: 'middle' });
}

function fitTitle(text: string, { type, scale, area }: Stage, size: number, lines: number): Promise<Fitted> {
  const style = scale.title;
  const height = size * style.lineHeight * lines + 1;
  return type.fit(text, { style, width: area.width - 24, height, sizes: [size] });
}

/** The heaviest of the parts of a slide's content. */
export function heaviest(...parts: (readonly Fitted[])[]): number {
  return Math.max(0, ...parts.flat().map((one) => one.load));
}
