import { arrowRight } from '../icons.ts';
import { below, bottomOf } from '../page.ts';
import type { LayoutOf } from '../stage.ts';

const PADDING = 52;

/** The last page: one thing to do, and who asks for it. */
export const drawCta: LayoutOf<'cta'> = async (slide, stage) => {
  const { canvas, theme, area, scale, type, brand } = stage;
  const handle = await type.fit(brand.handle, {
    style: scale.strong,
    width: area.width - 120,
    height: 60,
    max: 40,
    min: 30,
  });
  const card = 132;
  const foot = bottomOf(area) - card;

  const action = await type.fit(slide.action, {
    style: { ...scale.strong, wrap: 'balance' },
    width: area.width - 2 * PADDING - 90,
    height: 170,
    max: 48,
    min: 34,
  });
  const body = await type.fit(slide.body, {
    style: scale.body,
    width: area.width - 40,
    height: 250,
    max: 46,
    min: 32,
  });
  const button = action.height > 0 ? action.height + 64 : 0;
  const spaces = (body.height > 0 ? 40 : 0) + (button > 0 ? 56 : 0);
  const title = await type.fit(slide.title, {
    style: scale.display,
    width: area.width,
    height: foot - 72 - area.y - body.height - button - spaces,
    max: 116,
    min: 58,
  });

  // Between header and foot, a little above the middle: where the eye looks first.
  const block = title.height + body.height + button + spaces;
  const start = area.y + Math.max(0, (foot - 64 - area.y - block) * 0.55);
  stage.ornament(start);
  let y = canvas.text('title', title, below(area, start), { color: theme.text, on: theme.on });
  if (body.height > 0)
    y = canvas.text(
      'body',
      body,
      { ...below(area, y + 40), width: area.width - 40 },
      { color: theme.soft, on: theme.on },
    );
  if (button > 0) {
    const width = Math.min(area.width, action.inked + 2 * PADDING + 84);
    const pill = { x: area.x, y: y + 56, width, height: button };
    canvas.fill(pill, { background: theme.accent, borderRadius: Math.min(button / 2, 52) });
    canvas.text(
      'action',
      action,
      { ...pill, x: pill.x + PADDING, width: action.width },
      { color: theme.onAccent, on: [theme.accent], valign: 'middle' },
    );
    canvas.picture(
      { x: pill.x + width - PADDING - 44, y: pill.y + button / 2 - 22, width: 44, height: 44 },
      arrowRight(theme.onAccent),
    );
  }

  canvas.fill({ ...area, y: foot - 24, height: 2 }, { background: theme.hairline });
  canvas.picture({ x: area.x, y: foot + 22, width: 88, height: 88 }, brand.logo_svg);
  const name = await type.fit(brand.name, {
    style: scale.label,
    width: area.width - 120,
    height: 44,
    max: 32,
    min: 28,
  });
  const who = { ...area, x: area.x + 116, width: area.width - 120 };
  const end = canvas.text(
    'handle',
    handle,
    { ...who, y: foot + 66 - (handle.height + name.height) / 2 },
    { color: theme.accentText, on: theme.on },
  );
  canvas.text('brand name', name, { ...who, y: end }, { color: theme.soft, on: theme.on });
};
