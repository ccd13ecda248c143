import { fitStack, type Piece } from '../../fit-stack.ts';
import { icon } from '../../icons.ts';
import { centred } from '../../page.ts';
import { type LayoutOf, variantOf } from '../../stage.ts';
import { BODY } from '../../text-style.ts';
import { numberIn } from '../highlight.ts';
import { topicIcon } from '../topic-icon.ts';

const SIZES = [104, 92, 80, 70, 62] as const;
const DISC = 168;
const PANEL = 60;
const INDENT = 44;

/** One sentence large and its reason below: on its own, under an icon, or on a panel in the brand's colour. */
export const drawStatement: LayoutOf<'statement'> = async (slide, stage) => {
  const { canvas, theme, area, scale } = stage;
  const variant = variantOf(stage, 3);
  const onPanel = variant === 2;
  const above = variant === 1 ? DISC + 48 : 0;
  const title: Piece = {
    part: 'title',
    text: slide.title,
    style: scale.display,
    sizes: { sizes: SIZES },
    height: area.height * 0.6,
    before: 0,
    ...(onPanel && { padding: { x: PANEL, y: PANEL } }),
  };
  const body: Piece = {
    part: 'body',
    text: slide.body,
    style: scale.body,
    sizes: { sizes: BODY },
    height: area.height * 0.5,
    width: area.width - (onPanel ? 0 : INDENT),
    before: onPanel ? 52 : 48,
  };
  const box = { ...area, height: area.height - above };
  const { pieces, height } = await fitStack(stage, [title, body], 'title', box);
  const top = area.y + (area.height - height - above) * 0.42;
  if (above > 0) {
    const disc = { x: area.x, y: top, width: DISC, height: DISC };
    canvas.fill(disc, { background: theme.accent, borderRadius: DISC / 2 });
    canvas.vector(centred(disc, 92), icon(topicIcon(`${slide.title} ${slide.body}`), theme.onAccent, 1.8));
  }
  for (const { piece, fitted, y, height: taken } of pieces) {
    const at = { ...area, y: top + above + y, height: taken };
    if (piece.part === 'title') {
      if (onPanel) canvas.fill(at, { background: theme.accent, borderRadius: 36 });
      const lit = onPanel ? null : numberIn(fitted.text);
      canvas.text(
        'title',
        fitted,
        onPanel ? { ...at, x: at.x + PANEL, width: fitted.width } : at,
        onPanel
          ? { color: theme.onAccent, on: [theme.accent], valign: 'middle' }
          : {
              color: theme.text,
              on: theme.on,
              highlight: lit ? { ...lit, color: theme.accentText } : undefined,
            },
      );
      continue;
    }
    const indent = onPanel ? 0 : INDENT;
    if (indent > 0)
      canvas.fill(
        { ...at, y: at.y + 8, width: 8, height: taken - 16 },
        { background: theme.accent, borderRadius: 4 },
      );
    canvas.text(
      'body',
      fitted,
      { ...at, x: at.x + indent, width: fitted.width },
      { color: theme.soft, on: theme.on },
    );
  }
};
