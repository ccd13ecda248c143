import type { Stage } from '../../../design/stage.ts';
import { createTheme, type Theme } from '../../../design/theme.ts';
import type { ReadArticle } from '../read-article.ts';
import { wording } from '../wording.ts';
import { tieShortWords } from './headline.ts';
import { OVERVIEW, SPLIT } from './overview-size.ts';

const RIGHT = { x: SPLIT + 64, width: OVERVIEW.width - SPLIT - 64 - 76 } as const;
const TOP = 176;
const BOTTOM = OVERVIEW.height - 70;
const INDENT = 62;
const MOST_HEADINGS = 7;
const MOST_SOURCES = 3;
const GAP = 26;

/** What the article is made of: its headings, and what it rests on. */
export async function drawOverviewOutline(stage: Stage, read: ReadArticle): Promise<void> {
  const { canvas, brand } = stage;
  const theme = createTheme(brand, 'light');
  canvas.fill(
    { x: SPLIT, y: 0, width: OVERVIEW.width - SPLIT, height: OVERVIEW.height },
    { background: theme.background },
  );
  const bottom = await drawSources(stage, theme, read);
  await drawHeadings(stage, theme, read, bottom);
}

/** Stands at the foot; answers where the headings must end. */
async function drawSources(
  { canvas, type, scale, language }: Stage,
  theme: Theme,
  { footnotes }: ReadArticle,
): Promise<number> {
  const titles = [...new Set(footnotes.flatMap(({ source }) => source?.title || []))];
  if (titles.length === 0) return BOTTOM;
  const shown = titles.slice(0, titles.length > MOST_SOURCES ? MOST_SOURCES - 1 : MOST_SOURCES);
  const left = titles.length - shown.length;
  const lines = [
    ...shown.map((title) => clip(title, 44)),
    ...(left > 0 ? [wording[language].more(left)] : []),
  ];
  const line = 38;
  const top = BOTTOM - line * lines.length;
  await label({ canvas, type, scale }, theme, wording[language].sources, top - 46);
  for (const [i, text] of lines.entries()) {
    const request = { style: scale.body, width: RIGHT.width, height: line, max: 26, min: 22 };
    const fitted = await type.fit(text, request);
    canvas.text(
      'source',
      fitted,
      { ...RIGHT, y: top + i * line, height: line },
      { color: theme.soft, on: theme.on },
    );
  }
  return top - 46 - 34;
}

async function drawHeadings(
  { canvas, type, scale, language }: Stage,
  theme: Theme,
  { parts }: ReadArticle,
  bottom: number,
): Promise<void> {
  const headings = parts
    .filter((part) => part.id !== 'conclusion' && part.heading !== '')
    .map((part) => part.heading);
  if (headings.length === 0) return;
  const shown = headings.slice(0, headings.length > MOST_HEADINGS ? MOST_HEADINGS - 1 : MOST_HEADINGS);
  const left = headings.length - shown.length;
  const lines = [
    ...shown.map((heading) => clip(heading, 80)),
    ...(left > 0 ? [wording[language].more(left)] : []),
  ];
  await label({ canvas, type, scale }, theme, wording[language].contents, 92);
  const style = { ...scale.strong, lineHeight: 1.2 };
  const area = { x: RIGHT.x + INDENT, y: TOP, width: RIGHT.width - INDENT, height: bottom - TOP };
  const load = (heights: number[]) =>
    (heights.reduce((sum, one) => sum + one, 0) + GAP * (heights.length - 1)) / area.height;
  const fitted = await type.fitTogether(lines.map(tieShortWords), {
    style,
    width: area.width,
    max: 36,
    min: 25,
    load,
  });
  let y: number = area.y;
  for (const [i, line] of fitted.entries()) {
    const sign = i < shown.length ? String(i + 1) : '';
    const number = await type.fit(sign, { style, width: 50, height: 60, max: line.size, min: 20 });
    const place = { ...RIGHT, y, width: 50, height: number.height };
    canvas.text(`number ${i + 1}`, number, place, { color: theme.accentText, on: theme.on });
    y =
      canvas.text(
        `items ${i + 1}`,
        line,
        { ...area, y, height: line.height },
        { color: theme.text, on: theme.on },
      ) + GAP;
  }
}

async function label(
  { canvas, type, scale }: Pick<Stage, 'canvas' | 'type' | 'scale'>,
  theme: Theme,
  text: string,
  y: number,
): Promise<void> {
  const fitted = await type.fit(text, { style: scale.label, width: 360, height: 40, max: 28, min: 24 });
  canvas.text('label', fitted, { ...RIGHT, y, height: 40 }, { color: theme.accentText, on: theme.on });
}

function clip(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 2)
        .join('')
        .replace(/\s\S*$/, '')}…`;
}
