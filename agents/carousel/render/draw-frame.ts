import { motif, type Ornament } from './motif.ts';
import {
  CONTENT_WIDTH,
  FINE_FLOOR,
  FOOTER_Y,
  MARGIN,
  PAGE_HEIGHT,
  PAGE_WIDTH,
  SOURCE_HEIGHT,
  SOURCE_TOP,
} from './page.ts';
import type { Stage } from './stage.ts';
import { wording } from './wording.ts';

const WHOLE = { x: 0, y: 0, width: PAGE_WIDTH, height: PAGE_HEIGHT } as const;

export interface Place {
  /** 1-based. */
  number: number;
  total: number;
}

/** Drawn first: what lies under everything. */
export function drawGround(
  { canvas, theme, brand }: Stage,
  { number }: Place,
  ornament: Omit<Ornament, 'turn'> | null,
): void {
  if (ornament === null) canvas.fill(WHOLE, { background: theme.background });
  else canvas.picture(WHOLE, motif(brand.name, theme, { ...ornament, turn: number }));
}

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

/** One line; a list of sources that is longer ends in an ellipsis, since the card in Slack names them all. */
export async function drawSource(stage: Stage, source: string): Promise<void> {
  const { canvas, theme, scale, type, language } = stage;
  if (source.trim() === '') return;
  const prefix = `${wording[language].source}: `;
  // A writer may have put the word there already.
  const bare = source.trim().replace(/^(fonte|source)s?\s*:\s*/i, '');
  const request = {
    style: { ...scale.body, lineHeight: 1.25 },
    width: CONTENT_WIDTH,
    height: SOURCE_HEIGHT,
    max: 26,
    min: FINE_FLOOR,
  };
  let text = prefix + bare;
  let fitted = await type.fit(text, request);
  while (fitted.load > 1 && text.length > prefix.length + 8) {
    text = `${text
      .replace(/…$/, '')
      .slice(0, Math.floor(text.length * 0.92) - 1)
      .trimEnd()}…`;
    fitted = await type.fit(text, request);
  }
  canvas.text(
    'source',
    fitted,
    { x: MARGIN, y: SOURCE_TOP, width: CONTENT_WIDTH, height: SOURCE_HEIGHT },
    { color: theme.muted, on: theme.on },
  );
}
