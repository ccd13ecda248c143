import { quoteMark } from '../icons.ts';
import { below, bottomOf } from '../page.ts';
import type { LayoutOf } from '../stage.ts';

const MARK = 116;
const MARK_GAP = 34;

/** Someone else's words, set as large as they allow; the name stands at the foot. */
export const drawQuote: LayoutOf<'quote'> = async (slide, stage) => {
  const { canvas, theme, area, scale, type } = stage;
  const half = area.width - 44;
  const author = await type.fit(slide.author, {
    style: scale.strong,
    width: half,
    height: 90,
    max: 42,
    min: 32,
  });
  const role = await type.fit(slide.role, { style: scale.body, width: half, height: 90, max: 34, min: 30 });
  const byline = author.height + (role.height > 0 ? 6 + role.height : 0);
  const kicker = await type.fit(slide.title, {
    style: scale.label,
    width: area.width,
    height: 84,
    max: 34,
    min: 30,
  });
  const end = canvas.text('title', kicker, area, { color: theme.accentText, on: theme.on });

  const rest = below(area, kicker.height > 0 ? end + 40 : area.y);
  const foot = bottomOf(area) - byline;
  const room = { ...rest, height: (byline > 0 ? foot - 56 : foot) - rest.y };
  const quote = await type.fit(slide.quote.replace(/^[“"«\s]+|[”"»\s]+$/g, ''), {
    style: { ...scale.title, lineHeight: 1.16 },
    width: room.width,
    height: room.height - MARK - MARK_GAP,
    max: 112,
    min: 44,
  });
  // A short quotation stands a little above the middle, a long one fills the page.
  const top = room.y + Math.max(0, (room.height - MARK - MARK_GAP - quote.height) * 0.42);
  canvas.picture({ x: room.x, y: top, width: MARK, height: MARK }, quoteMark(theme.accent));
  canvas.text('quote', quote, below(room, top + MARK + MARK_GAP), { color: theme.text, on: theme.on });
  if (byline === 0) return;
  canvas.fill(
    { x: area.x, y: foot + 2, width: 10, height: byline - 4 },
    { background: theme.accentAlt, borderRadius: 5 },
  );
  const named = canvas.text(
    'author',
    author,
    { ...area, x: area.x + 44, y: foot, width: half },
    { color: theme.text, on: theme.on },
  );
  canvas.text(
    'role',
    role,
    { ...area, x: area.x + 44, y: named + 6, width: half },
    { color: theme.soft, on: theme.on },
  );
};
