import { arrowRight } from '../icons.ts';
import { CONTENT_BOTTOM, MARGIN } from '../page.ts';
import type { LayoutOf } from '../stage.ts';
import { wording } from '../wording.ts';

const CUE = 84;

/** A poster: everything hangs from the bottom left, the ornament has the rest. */
export const drawCover: LayoutOf<'cover'> = async (slide, stage) => {
  const { canvas, theme, area, scale, type, brand, language } = stage;
  const cueTop = CONTENT_BOTTOM - CUE;

  const subtitle = await type.fit(slide.subtitle, {
    style: scale.body,
    width: area.width - 60,
    height: 160,
    max: 42,
    min: 32,
  });
  const kicker = await type.fit(slide.kicker, {
    style: scale.label,
    width: area.width - 100,
    height: 76,
    max: 34,
    min: 30,
  });
  const subtitleTop = cueTop - 56 - subtitle.height;
  const titleBottom = subtitleTop - (subtitle.height > 0 ? 36 : 0);
  const kickerRoom = kicker.height > 0 ? kicker.height + 36 : 0;
  const title = await type.fit(slide.title, {
    style: scale.display,
    width: area.width,
    height: Math.min(640, titleBottom - area.y - kickerRoom),
    max: 136,
    min: 66,
  });
  const titleTop = titleBottom - title.height;

  const kickerTop = titleTop - kickerRoom;
  stage.ornament(kickerTop);
  if (kicker.height > 0)
    canvas.fill(
      { x: area.x, y: kickerTop + kicker.height / 2 - 5, width: 64, height: 10 },
      { background: theme.accent, borderRadius: 5 },
    );
  canvas.text(
    'kicker',
    kicker,
    { x: area.x + 88, y: kickerTop, width: area.width - 88, height: kicker.height },
    { color: theme.accentText, on: theme.on },
  );
  const number = /\d[\d.,]*\s?%?/.exec(title.text);
  canvas.text(
    'title',
    title,
    { ...area, y: titleTop, height: title.height },
    {
      color: theme.text,
      on: theme.on,
      ...(number && {
        highlight: {
          start: number.index,
          end: number.index + number[0].trimEnd().length,
          color: theme.accentText,
        },
      }),
    },
  );
  canvas.text(
    'subtitle',
    subtitle,
    { ...area, y: subtitleTop, height: subtitle.height },
    { color: theme.soft, on: theme.on },
  );

  const cueLeft = MARGIN + area.width - CUE;
  const handle = await type.fit(brand.handle, {
    style: scale.label,
    width: 480,
    height: 40,
    max: 30,
    min: 26,
  });
  canvas.text(
    'handle',
    handle,
    { x: area.x, y: cueTop, width: 480, height: CUE },
    { color: theme.muted, on: theme.on, valign: 'middle' },
  );
  const swipe = await type.fit(wording[language].swipe, {
    style: scale.label,
    width: 260,
    height: 44,
    max: 32,
    min: 28,
  });
  canvas.text(
    'swipe cue',
    swipe,
    { x: cueLeft - 284, y: cueTop, width: 260, height: CUE },
    { color: theme.text, on: theme.on, align: 'right', valign: 'middle' },
  );
  canvas.fill(
    { x: cueLeft, y: cueTop, width: CUE, height: CUE },
    { background: theme.accent, borderRadius: CUE / 2 },
  );
  canvas.picture(
    { x: cueLeft + 22, y: cueTop + 22, width: CUE - 44, height: CUE - 44 },
    arrowRight(theme.onAccent),
  );
};
