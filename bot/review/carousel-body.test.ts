import { expect, it } from 'vitest';
import { aDraft } from '../../testing/bot/samples.ts';
import { textsOf } from '../texts/texts.ts';
import { carouselBody } from './carousel-body.ts';

const texts = textsOf('en');
const none = { picture: null, comparison: null };
const { content } = aDraft(2);
const shown = (change: object) => JSON.stringify(carouselBody({ ...content, ...change }, none, texts));

it('carouselBody() names the pictures of the knowledge base that slides show, and each slide', () => {
  const [first, second] = content.slides as [(typeof content.slides)[0], (typeof content.slides)[0]];
  const pictures = [
    { document_id: 'p1', title: 'Clean room', alt: 'People in gowns', sha256: 'a'.repeat(64) },
  ];
  const body = shown({ slides: [first, { ...second, layout: 'picture', picture: 'p1' }], pictures });
  expect(body).toContain('Slide 2: Clean room');
  expect(body).not.toContain('Slide 1:');
  expect(shown({})).not.toContain(texts.card.pictures);
});

it('carouselBody() names the structure that a model chose, and none that the offline writer had to name', () => {
  expect(shown({ structure: 'mistakes', offline: false })).toContain(texts.card.structures.mistakes);
  expect(shown({ structure: 'mistakes', offline: true })).not.toContain(texts.card.structures.mistakes);
});
