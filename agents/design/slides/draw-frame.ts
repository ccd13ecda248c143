import { icon } from '../icons.ts';
import { LINE, PAGE_HEIGHT, PAGE_WIDTH } from '../page.ts';
import type { SlideStage } from '../stage.ts';
import { wording } from './wording.ts';

const LOGO = 40;
const SIZES = [26, 24] as const;
const COUNT = 110;

/** Drawn first: what lies under everything. */
export function drawGround({ canvas, theme }: SlideStage): void {
  canvas.fill({ x: 0, y: 0, width: PAGE_WIDTH, height: PAGE_HEIGHT }, { background: theme.background });
}

/**
 * All that a page says of itself, in one quiet line: whose it is, what it rests on, where one is.
 *
 * @param source Empty: the brand's name stands there.
 */
export async function drawLine(stage: SlideStage, source: string): Promise<void> {
  const { canvas, theme, scale, type, brand, language, place } = stage;
  const style = { ...scale.label, weight: 400, lineHeight: 1.25 } as const;
  const paint = { color: theme.muted, on: theme.on, valign: 'middle' } as const;
  const first = place.number === 1;
  const hasLogo = brand.logo_svg.trim() !== '';
  if (hasLogo)
    canvas.picture(
      { ...LINE, y: LINE.y + (LINE.height - LOGO) / 2, width: LOGO, height: LOGO },
      brand.logo_svg,
    );

  const cue = first ? wording[language].swipe : `${place.number}/${place.total}`;
  const right = first ? 260 : COUNT;
  const x = LINE.x + (hasLogo ? LOGO + 18 : 0);
  const left = { ...LINE, x, width: LINE.x + LINE.width - right - 24 - x };
  const text = source.trim() === '' ? brand.name : sourceText(source, wording[language].source);
  const fitted = await oneLine(stage, text, { style, width: left.width });
  canvas.text(source.trim() === '' ? 'brand name' : 'source', fitted, left, paint);

  const arrow = first ? 40 : 0;
  const count = await type.fit(cue, { style, width: right, height: LINE.height, sizes: SIZES });
  const end = { ...LINE, x: LINE.x + LINE.width - right, width: right - arrow };
  canvas.text(first ? 'swipe cue' : 'page number', count, end, { ...paint, align: 'right' });
  if (first)
    canvas.vector(
      { x: LINE.x + LINE.width - 30, y: LINE.y + LINE.height / 2 - 15, width: 30, height: 30 },
      icon('next', theme.accentText, 2.4),
    );
}

function sourceText(source: string, word: string): string {
  // A writer may have put the word there already.
  return `${word}: ${source.trim().replace(/^(fonte|source)s?\s*:\s*/i, '')}`;
}

/** A list of sources that is longer than its line ends in an ellipsis, since the card in Slack names them all. */
async function oneLine(
  { type }: SlideStage,
  whole: string,
  { style, width }: { style: Parameters<SlideStage['type']['fit']>[1]['style']; width: number },
) {
  const request = { style, width, height: LINE.height - 4, sizes: SIZES };
  let text = whole;
  let fitted = await type.fit(text, request);
  while (fitted.load > 1 && text.length > 12) {
    text = `${text
      .replace(/…$/, '')
      .slice(0, Math.floor(text.length * 0.92) - 1)
      .trimEnd()}…`;
    fitted = await type.fit(text, request);
  }
  return fitted;
}
