import { bottomOf } from '../page.ts';
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
  const inset = 44;
  const gap = 60;
  const body = await type.fit(slide.body, {
    style: scale.body,
    width: area.width - inset,
    height: area.height - 12 - title.height - gap,
    max: 56,
    min: 32,
  });
  const free = area.height - 12 - title.height - gap - body.height;
  // Far apart, the two would no longer be read together: then they stand as one block around the middle.
  const apart = free < area.height * 0.36;
  const titleTop = area.y + (apart ? 12 : 40 + free * 0.36);
  if (!apart)
    canvas.fill(
      { x: area.x, y: titleTop - 56, width: 120, height: 14 },
      { background: theme.accent, borderRadius: 7 },
    );
  const end = canvas.text('title', title, { ...area, y: titleTop }, { color: theme.text, on: theme.on });
  const top = apart ? bottomOf(area) - body.height : end + gap;
  canvas.fill(
    { x: area.x, y: top + 6, width: 10, height: body.height - 12 },
    { background: theme.accent, borderRadius: 5 },
  );
  const box = { x: area.x + inset, y: top, width: area.width - inset, height: body.height };
  canvas.text('body', body, box, { color: theme.soft, on: theme.on });
};
