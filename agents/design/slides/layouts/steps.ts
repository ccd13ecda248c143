import type { Fitted } from '../../fit-text.ts';
import type { Box } from '../../page.ts';
import { type LayoutOf, type Stage, variantOf } from '../../stage.ts';
import { BODY, SUBHEAD } from '../../text-style.ts';
import { drawTitled, heaviest } from '../draw-titled.ts';
import { stackRows } from '../stack-rows.ts';

const BADGE = 88;
const BETWEEN = 8;

interface Look {
  /** Room before the text. */
  column: number;
  side: number;
  edge: number;
  gap: number;
  /** By which each step stands further to the right than the one before. */
  climb: number;
}

const looks: readonly [Look, Look] = [
  { column: 132, side: 38, edge: 26, gap: 22, climb: 0 },
  { column: 128, side: 0, edge: 24, gap: 0, climb: 40 },
];

interface Step {
  i: number;
  title: Fitted;
  body: Fitted;
}

/** Cards along a rail, or stairs of large numerals: either says that the order matters. */
export const drawSteps: LayoutOf<'steps'> = async (slide, stage) => {
  const { type, scale, theme, canvas } = stage;
  const stairs = variantOf(stage, 2) === 1;
  const look = looks[stairs ? 1 : 0];
  const { steps } = slide;
  const width = stage.area.width - look.column - 2 * look.side - look.climb * Math.max(0, steps.length - 1);
  await drawTitled(slide.title, stage, async (room) => {
    const titles = await type.fitTogether(
      steps.map((step) => step.title),
      {
        style: scale.strong,
        width,
        sizes: SUBHEAD,
        load: (heights) => heights.reduce((sum, height) => sum + height, 0) / (room.height * 0.45),
      },
    );
    const block = (i: number, body: number) => (titles[i]?.height ?? 0) + (body > 0 ? BETWEEN + body : 0);
    const row = (i: number, body: number) => Math.max(block(i, body), BADGE) + 2 * look.edge;
    const needed = (heights: readonly number[]) =>
      heights.reduce((sum, height, i) => sum + row(i, height) + look.gap, -look.gap);
    const bodies = await type.fitTogether(
      steps.map((step) => step.body),
      { style: scale.body, width, sizes: BODY, load: (heights) => needed(heights) / room.height },
    );
    const heights = bodies.map((body) => body.height);
    return {
      load: heaviest(titles, bodies),
      height: needed(heights),
      stretch: 1.35,
      async draw(area) {
        const rows = stackRows(
          area,
          heights.map((height, i) => row(i, height)),
          look.gap,
        );
        if (!stairs) drawRail(stage, rows);
        for (const [i, title] of titles.entries()) {
          const body = bodies[i];
          const box = rows[i] ?? area;
          if (body === undefined) continue;
          const on = stairs ? theme.on : [theme.card];
          if (stairs) await drawStair(stage, box, { i, title, body });
          else await drawCard(stage, box, i);
          const x = box.x + look.column + look.side + i * look.climb;
          const height = block(i, body.height);
          const text = { x, y: box.y + (box.height - height) / 2, width, height };
          const end = canvas.text(`steps ${i + 1} title`, title, text, { color: theme.text, on });
          canvas.text(`steps ${i + 1} body`, body, { ...text, y: end + BETWEEN }, { color: theme.soft, on });
        }
      },
    };
  });
};

function drawRail({ canvas, theme }: Stage, rows: readonly Box[]): void {
  const middles = rows.map((row) => row.y + row.height / 2);
  const [first = 0, last = 0] = [middles[0], middles.at(-1)];
  const x = (rows[0]?.x ?? 0) + BADGE / 2 - 3;
  canvas.fill({ x, y: first, width: 6, height: last - first }, { background: theme.hairline });
}

async function drawCard({ canvas, theme, scale, type }: Stage, row: Box, i: number): Promise<void> {
  const badge = { x: row.x, y: row.y + (row.height - BADGE) / 2, width: BADGE, height: BADGE };
  canvas.fill(badge, { background: theme.accent, borderRadius: BADGE / 2 });
  const number = await type.fit(String(i + 1), {
    style: scale.figure,
    width: BADGE,
    height: BADGE,
    sizes: [48],
  });
  canvas.text(`number ${i + 1}`, number, badge, {
    color: theme.onAccent,
    on: [theme.accent],
    align: 'center',
    valign: 'middle',
  });
  const { column } = looks[0];
  const card = { ...row, x: row.x + column, width: row.width - column };
  canvas.fill(card, { background: theme.card, borderRadius: 28, edge: { color: theme.cardEdge, width: 2 } });
}

async function drawStair({ canvas, theme, scale, type }: Stage, row: Box, { i }: Step): Promise<void> {
  const { climb, column } = looks[1];
  const x = row.x + i * climb;
  canvas.fill({ x, y: row.y, width: row.x + row.width - x, height: 3 }, { background: theme.hairline });
  canvas.fill({ x, y: row.y, width: column - 36, height: 3 }, { background: theme.accent });
  const style = scale.figure;
  const number = await type.fit(String(i + 1), { style, width: column, height: row.height, sizes: [104] });
  canvas.text(
    `number ${i + 1}`,
    number,
    { ...row, x, width: column },
    { color: theme.accentText, on: theme.on, valign: 'middle' },
  );
}
