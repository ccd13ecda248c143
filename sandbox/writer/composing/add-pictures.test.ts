import { describe, expect, it } from 'vitest';
import type { DeckMaterial, Slide } from '../../../ports/model-tasks.ts';
import { seededTask } from '../../../testing/writer/seeded-passages.ts';
import { withPictures } from './add-pictures.ts';

const bath = { id: 'bath', title: 'Banho de passivação', alt: 'Implantes na passivação' };
const office = { id: 'office', title: 'Fachada', alt: 'Fachada do escritório de vendas' };
const task: DeckMaterial = {
  ...seededTask('Passivação de implantes de titânio', 'pt'),
  pictures: [bath, office],
};
const statement = (title: string, body = 'Corpo.'): Slide => ({
  layout: 'statement',
  title,
  body,
  evidence: [],
});
const shown = (slides: readonly Slide[]) =>
  slides.map((s) => (s.layout === 'picture' ? s.picture : '-')).join(' ');

describe('withPictures()', () => {
  it('shows a picture where it shares the headline, once, and on no slide of something else', () => {
    const points = [
      statement('Rastreio'),
      statement('A passivação protege'),
      statement('Passivação de novo'),
    ];
    expect(shown(withPictures(points, task))).toBe('- bath -');
    expect(shown(withPictures(points, { ...task, pictures: [office] }))).toBe('- - -');
  });

  it('keeps of a long text the sentences that stand beside the picture', () => {
    const long = 'A passivação remove ferro livre da superfície do metal antes do uso.';
    const [, slide] = withPictures(
      [statement('Rastreio'), statement('A passivação', `${long} ${long} ${long}`), statement('Aço')],
      task,
    );
    expect(slide).toMatchObject({ layout: 'picture', body: `${long} ${long}` });
  });

  it('is bound: two in a deck, one in three', () => {
    const many = ['Aço', 'Titânio', 'Cobalto', 'Nióbio'].map((word) => ({
      id: word,
      title: word,
      alt: word,
    }));
    const points = many.flatMap(({ id }) => [statement(`${id} liso`), statement(`${id} fosco`)]);
    const deck = withPictures(points, { ...task, pictures: many });
    expect(deck.filter((s) => s.layout === 'picture')).toHaveLength(2);
    expect(shown(withPictures(points.slice(0, 2), { ...task, pictures: many }))).toBe('- -');
  });
});
