import { fitStack, type Piece } from '../../fit-stack.ts';
import { quoteMark } from '../../icons.ts';
import { type Box, inset } from '../../page.ts';
import type { SlidePart } from '../../slide-part.ts';
import { type LayoutOf, variantOf } from '../../stage.ts';

const MARK = 108;
const PAD = 60;

/** Someone else's words, large; who said them below. On the page itself, or on a card that the mark hangs over. */
export const drawQuote: LayoutOf<'quote'> = async (slide, stage) => {
  const { canvas, theme, area, scale } = stage;
  const onCard = variantOf(stage, 2) === 1;
  const inner: Box = onCard ? { ...inset(area, PAD), y: area.y } : area;
  const piece = (part: SlidePart, text: string, more: Omit<Piece, 'part' | 'text'>): Piece => ({
    part,
    text,
    ...more,
  });
  const pieces = [
    piece('title', slide.title, { style: scale.label, sizes: { sizes: [34, 30] }, height: 90, before: 0 }),
    piece('quote', slide.quote.replace(/^[“"«\s]+|[”"»\s]+$/g, ''), {
      style: { ...scale.title, lineHeight: 1.18 },
      sizes: { sizes: [76, 66, 58, 50, 44] },
      height: area.height,
      before: 36,
    }),
    piece('author', slide.author, {
      style: scale.strong,
      sizes: { sizes: [38, 32] },
      height: 100,
      before: 56,
    }),
    piece('role', slide.role, { style: scale.body, sizes: { sizes: [34, 30] }, height: 100, before: 6 }),
  ];
  const around = onCard ? MARK / 2 + 2 * PAD : MARK + 34;
  const stack = await fitStack(stage, pieces, 'quote', { ...inner, height: inner.height - around });
  const whole = stack.height + around;
  const top = area.y + (area.height - whole) * 0.42;
  const mark = { x: inner.x, y: top, width: MARK, height: MARK };
  if (onCard) {
    const card = { ...area, y: top + MARK / 2, height: whole - MARK / 2 };
    canvas.fill(card, {
      background: theme.card,
      borderRadius: 36,
      edge: { color: theme.cardEdge, width: 2 },
    });
  }
  canvas.vector(mark, quoteMark(theme.accent));
  const start = top + (onCard ? MARK / 2 + PAD + 24 : MARK + 34);
  const on = onCard ? [theme.card] : theme.on;
  const colors: Record<string, string> = { title: theme.accentText, role: theme.soft };
  for (const {
    piece: { part },
    fitted,
    y,
    height,
  } of stack.pieces)
    canvas.text(part, fitted, { ...inner, y: start + y, height }, { color: colors[part] ?? theme.text, on });
};
