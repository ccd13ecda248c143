import { below } from '../page.ts';
import type { LayoutOf } from '../stage.ts';

/** One sentence large at the top, its reason at the foot, and air between them. */
export const drawStatement: LayoutOf<'statement'> = async (slide, stage) => {
  const { canvas, theme, area, scale, type } = stage;
  const bare = slide.body.trim() === '';
  const title = await type.fit(slide.title, {
    style: scale.display,
    width: area.width,
    height: area.height * (bare ? 0.8 : 0.56),
    max: 124,
    min: 58,
  });
  if (bare) {
    const top = area.y + (area.height - title.height) / 2 - 30;
    canvas.fill(
      { x: area.x, y: top - 60, width: 120, height: 14 },
      { background: theme.accent, borderRadius: 7 },
    );
    canvas.text(
      'title',
      title,
      { ...area, y: top, height: title.height },
      { color: theme.text, on: theme.on },
    );
    return;
  }
  const end = canvas.text('title', title, { ...area, y: area.y + 12 }, { color: theme.text, on: theme.on });
  const rest = below(area, end + 56);
  const inset = 44;
  const body = await type.fit(slide.body, {
    style: scale.body,
    width: area.width - inset,
    height: rest.height,
    max: 56,
    min: 32,
  });
  const top = rest.y + rest.height - body.height;
  canvas.fill(
    { x: area.x, y: top + 6, width: 10, height: body.height - 12 },
    { background: theme.accent, borderRadius: 5 },
  );
  canvas.text(
    'body',
    body,
    { x: area.x + inset, y: top, width: area.width - inset, height: body.height },
    { color: theme.soft, on: theme.on },
  );
};
