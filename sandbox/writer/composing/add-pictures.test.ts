import { describe, expect, it } from 'vitest';
import { reviseDeck } from '../revising/revise-deck.ts';
import { seededTask } from '../testing/seeded-passages.ts';
import type { Slide, WriterTask } from '../wire.ts';
import { withPictures } from './add-pictures.ts';
import { composeDeck } from './compose-deck.ts';

const bath = { id: 'bath', title: 'Banho de passivação', alt: 'Implantes na passivação' };
const office = { id: 'office', title: 'Fachada', alt: 'Fachada do escritório de vendas' };
const task: WriterTask = {
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

describe('reviseDeck(), asked about pictures', () => {
  const { deck } = composeDeck({ ...task, pictures: [] });
  const revise = (note: string, from = deck) =>
    reviseDeck({ ...task, slides: deck.slides.length }, from, { note, issues: [], only: undefined });

  it('puts the picture that a note names on that slide, takes it away again, and touches no other', () => {
    const given = revise('slide 3: use a foto da fachada');
    expect(given.slides[2]).toMatchObject({
      layout: 'picture',
      picture: 'office',
      title: deck.slides[2]?.title,
    });
    expect(given.slides.toSpliced(2, 1)).toEqual(deck.slides.toSpliced(2, 1));
    const without = revise('tire a foto do slide 3', given);
    expect(without.slides[2]).toMatchObject({ layout: 'statement', title: deck.slides[2]?.title });
  });

  it('leaves a slide as it is where no picture fits the wish, and the cover', () => {
    expect(revise('slide 3: use the picture of the submarine').slides).toEqual(deck.slides);
    expect(revise('slide 1: use a foto da fachada').slides[0]?.layout).toBe('cover');
  });
});
