import type { Fitted } from '../fit-text.ts';
import { fitTitle, heaviest } from '../fit-title.ts';
import type { Box } from '../page.ts';
import { stackRows } from '../stack-rows.ts';
import type { LayoutOf, SlideOf, Stage } from '../stage.ts';

const BADGE = 92;
const RAIL = 136;
const SIDE = 40;
const BETWEEN = 8;

/** Cards along a rail: the line between the numbers says that the order matters. */
export const drawSteps: LayoutOf<'steps'> = async (slide, stage) => {
  const { area, content, draw } = await fitTitle(slide.title, stage, (room) => fitSteps(slide, stage, room));
  draw();
  const { canvas, theme, scale, type } = stage;
  const count = slide.steps.length;
  const rows = stackRows(
    area,
    content.steps.map(({ title, body }) => cardHeight(count, title.height, body.height)),
    edge(count) - 4,
  );
  const middles = rows.map((row) => row.y + row.height / 2);
  const [first, last] = [middles[0] ?? 0, middles.at(-1) ?? 0];
  canvas.fill(
    { x: area.x + BADGE / 2 - 3, y: first, width: 6, height: last - first },
    { background: theme.hairline },
  );
  for (const [i, { title, body }] of content.steps.entries()) {
    const row = rows[i] ?? area;
    const badge = { x: area.x, y: row.y + (row.height - BADGE) / 2, width: BADGE, height: BADGE };
    canvas.fill(badge, { background: theme.accent, borderRadius: BADGE / 2 });
    const number = await type.fit(String(i + 1), {
      style: scale.figure,
      width: BADGE,
      height: BADGE,
      max: 48,
      min: 40,
    });
    canvas.text(`number ${i + 1}`, number, badge, {
      color: theme.onAccent,
      on: [theme.accent],
      align: 'center',
      valign: 'middle',
    });
    const card = { ...row, x: row.x + RAIL, width: row.width - RAIL };
    canvas.fill(card, { background: theme.card, borderRadius: 28, border: `2px solid ${theme.cardEdge}` });
    const block = cardHeight(count, title.height, body.height) - 2 * edge(count);
    const text = {
      x: card.x + SIDE,
      y: card.y + (card.height - block) / 2,
      width: title.width,
      height: block,
    };
    const end = canvas.text(`steps ${i + 1} title`, title, text, { color: theme.text, on: [theme.card] });
    canvas.text(
      `steps ${i + 1} body`,
      body,
      { ...text, y: end + BETWEEN },
      { color: theme.soft, on: [theme.card] },
    );
  }
};

async function fitSteps({ steps }: SlideOf<'steps'>, { type, scale }: Stage, room: Box) {
  const width = room.width - RAIL - 2 * SIDE;
  const count = steps.length;
  const few = count <= 2;
  const gap = edge(count) - 4;
  const titles = await type.fitTogether(
    steps.map((step) => step.title),
    {
      style: scale.strong,
      width,
      max: few ? 58 : count === 3 ? 50 : 42,
      min: 34,
      load: (heights) => heights.reduce((sum, height) => sum + height, 0) / (room.height * 0.4),
    },
  );
  const bodies = await type.fitTogether(
    steps.map((step) => step.body),
    {
      style: scale.body,
      width,
      max: few ? 46 : 40,
      min: 30,
      load: (heights) =>
        heights.reduce(
          (sum, height, i) => sum + cardHeight(count, titles[i]?.height ?? 0, height) + gap,
          -gap,
        ) / room.height,
    },
  );
  const pairs = titles.flatMap((title, i): { title: Fitted; body: Fitted }[] => {
    const body = bodies[i];
    return body === undefined ? [] : [{ title, body }];
  });
  return { steps: pairs, load: heaviest(titles, bodies) };
}

/** Room above and below the text of a card. */
function edge(count: number): number {
  return count <= 3 ? 28 : 20;
}

function cardHeight(count: number, title: number, body: number): number {
  return title + (body > 0 ? BETWEEN + body : 0) + 2 * edge(count);
}
