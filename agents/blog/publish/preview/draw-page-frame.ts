import { CONTENT_WIDTH, FINE_FLOOR, MARGIN } from '../../../design/page.ts';
import type { Place, Stage } from '../../../design/stage.ts';

const FOOTER_Y = 1262;

/** Who speaks. */
export async function drawHeader({ canvas, theme, brand, scale, type }: Stage): Promise<void> {
  canvas.picture({ x: MARGIN, y: 76, width: 56, height: 56 }, brand.logo_svg);
  const style = { ...scale.strong, lineHeight: 1.2 };
  const name = await type.fit(brand.name, { style, width: 560, height: 40, max: 32, min: FINE_FLOOR });
  const box = { x: MARGIN + 76, y: 76, width: 560, height: 56 };
  canvas.text('brand name', name, box, { color: theme.text, on: theme.on, valign: 'middle' });
}

/** Progress and page number. The viewer may cover them, and has its own. */
export async function drawFooter(stage: Stage, { number, total }: Place): Promise<void> {
  const { canvas, theme, scale, type } = stage;
  const numberWidth = 110;
  const gap = 8;
  const track = CONTENT_WIDTH - numberWidth;
  const step = (track - gap * (total - 1)) / total;
  for (let i = 0; i < total; i += 1)
    canvas.fill(
      { x: MARGIN + i * (step + gap), y: FOOTER_Y, width: step, height: 8 },
      { background: i < number ? theme.accent : theme.hairline, borderRadius: 4 },
    );
  const count = await type.fit(`${number}/${total}`, {
    style: scale.label,
    width: numberWidth,
    height: 40,
    max: 26,
    min: FINE_FLOOR,
  });
  canvas.text(
    'page number',
    count,
    { x: MARGIN + track, y: FOOTER_Y - 16, width: numberWidth, height: 40 },
    { color: theme.muted, on: theme.on, align: 'right', valign: 'middle' },
  );
}
