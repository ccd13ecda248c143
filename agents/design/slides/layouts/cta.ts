import { fitStack, type Piece } from '../../fit-stack.ts';
import type { LayoutOf } from '../../stage.ts';
import { BODY } from '../../text-style.ts';
import { drawPoster } from '../draw-poster.ts';
import { askIcon } from '../topic-icon.ts';

/** The last page: one thing to do, composed as the cover is, so that a deck ends as it began. */
export const drawCta: LayoutOf<'cta'> = async (slide, stage) => {
  const { scale, theme } = stage;
  const pieces = (tallest: number): Piece[] => [
    {
      part: 'title',
      text: slide.title,
      style: scale.display,
      sizes: { max: 108, min: 58 },
      height: tallest,
      before: 0,
    },
    { part: 'body', text: slide.body, style: scale.body, sizes: { sizes: BODY }, height: 260, before: 36 },
    {
      part: 'action',
      text: slide.action,
      style: { ...scale.strong, wrap: 'balance' },
      sizes: { sizes: [44, 38, 34] },
      height: 180,
      before: 52,
      padding: { x: 48, y: 30 },
    },
  ];
  await drawPoster(stage, {
    sign: askIcon(`${slide.title} ${slide.action}`),
    figure: null,
    fit: (box, tallest) => fitStack(stage, pieces(tallest), 'title', box),
    paint: ({ piece: { part } }) => ({ color: part === 'body' ? theme.soft : theme.text }),
  });
};
