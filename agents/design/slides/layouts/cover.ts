import { fitStack, type Piece } from '../../fit-stack.ts';
import type { LayoutOf } from '../../stage.ts';
import { BODY } from '../../text-style.ts';
import { drawPoster } from '../draw-poster.ts';
import { numberIn } from '../highlight.ts';
import { topicIcon } from '../topic-icon.ts';

/** The first page: a claim that stops the thumb, in the way that this deck's family composes it. */
export const drawCover: LayoutOf<'cover'> = async (slide, stage) => {
  const { scale, theme } = stage;
  const pieces = (tallest: number): Piece[] => [
    {
      part: 'kicker',
      text: slide.kicker,
      style: scale.label,
      sizes: { sizes: [34, 30] },
      height: 90,
      before: 0,
    },
    {
      part: 'title',
      text: slide.title,
      style: scale.display,
      sizes: { max: 128, min: 62 },
      height: tallest,
      before: 30,
    },
    {
      part: 'subtitle',
      text: slide.subtitle,
      style: scale.body,
      sizes: { sizes: BODY },
      height: 170,
      before: 34,
    },
  ];
  await drawPoster(stage, {
    sign: topicIcon(`${slide.title} ${slide.kicker}`),
    figure: /^\d{1,2}(?=\s)/.exec(slide.title.trim())?.[0] ?? null,
    fit: (box, tallest) => fitStack(stage, pieces(tallest), 'title', box),
    paint: ({ piece: { part }, fitted }) => {
      if (part === 'kicker') return { color: theme.accentText };
      if (part === 'subtitle') return { color: theme.soft };
      const lit = numberIn(fitted.text);
      return { color: theme.text, highlight: lit ? { ...lit, color: theme.accentText } : undefined };
    },
  });
};
