import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { TeamPicture } from '../../../ports/content.ts';
import type { Deck, Slide } from '../../../ports/model-tasks.ts';
import { aDeck, aSlide } from '../../../testing/carousel/deck.ts';
import { pageAlt } from '../alt-text.ts';
import { checkPictures } from '../checks/check-pictures.ts';
import { draftContent, hashOfState } from '../draft-content.ts';
import type { CarouselState } from '../state.ts';
import { loadPictures } from './load-pictures.ts';
import { offeredPictures, stillOffered } from './offered-pictures.ts';
import { pictureFits } from './picture-fits.ts';

const bytes = Buffer.from('jpeg');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const aPicture = (id: string, title: string, alt: string, more: Partial<TeamPicture> = {}): TeamPicture => ({
  id,
  title,
  alt,
  language: 'pt',
  sha256,
  width: 1600,
  height: 900,
  ...more,
});
const washer = aPicture('washer', 'Lavadora', 'Lavadora ultrassônica durante a limpeza de implantes');
const office = aPicture('office', 'Foto da equipe', 'Equipe de vendas em frente ao prédio');
const shows = (picture: string, title = 'A limpeza se valida em 3 lotes'): Slide => ({
  ...aSlide(title),
  layout: 'picture',
  body: 'Limpeza se valida.',
  picture,
});
const deckOf = (...slides: Slide[]): Deck => ({ ...aDeck(), slides });
const facts = { pictures: [washer, office], subjects: [], rules: [], asked: '', scope: null };
const codes = (deck: Deck, more: Partial<Parameters<typeof checkPictures>[1]> = {}) => {
  const { findings, warnings } = checkPictures(deck, { ...facts, ...more });
  return [
    ...findings.map((i) => `${i.place} ${i.code}`),
    ...warnings.map((w) => `${w.place} warns ${w.code}`),
  ];
};

describe('pictureFits()', () => {
  it('by a word of the headline, by two words at all, by a subject in two languages, and not by "photo"', () => {
    expect(pictureFits(washer, aSlide('Limpeza em três etapas'))).toBe(true);
    const evidence = [{ passage_id: 'p', quote: 'O implante sai da lavadora sem resíduo.' }];
    expect(pictureFits(washer, aSlide('Sem resíduo', { evidence }))).toBe(true);
    const subjects = [{ name: 'limpeza', also: ['cleaning'] }];
    const english = aSlide('What to ask', { body: 'Cleaning is validated.' } as Partial<Slide>);
    expect(pictureFits(washer, english, { subjects })).toBe(true);
    expect(pictureFits(washer, english)).toBe(false);
    expect(pictureFits(office, aSlide('A foto da peça'))).toBe(false);
  });
});

describe('offeredPictures()', () => {
  it('offers what shares words with the deck, the nearest first, a dozen at most', () => {
    const about = { text: 'limpeza de implantes na lavadora', subjects: [], rules: [] };
    const near = aPicture('near', 'Bancada', 'Bancada de limpeza');
    expect(offeredPictures([office, near, washer], about).map((p) => p.id)).toEqual(['washer', 'near']);
    const many = Array.from({ length: 30 }, (_, i) => aPicture(`${i}`, `Lavadora ${i}`, washer.alt));
    expect(offeredPictures(many, about)).toHaveLength(12);
  });

  it('offers none whose words the house rules forbid', () => {
    const rules = [
      { id: '1', kind: 'banned_word', pattern: 'ultrassônica', severity: 'block', reason: '' },
    ] as const;
    expect(offeredPictures([washer], { text: 'limpeza', subjects: [], rules: [...rules] })).toEqual([]);
  });
});

describe('stillOffered()', () => {
  const about = { text: 'limpeza', subjects: [], rules: [] };
  it('keeps what the deck shows, and says of a removed one that it is', () => {
    const deck = deckOf(shows('washer'));
    expect(stillOffered([washer, office], [], deck, about)).toEqual([{ ...washer, removed: true }]);
    expect(stillOffered([{ ...washer, removed: true }], [washer], deck, about)).toEqual([washer]);
  });

  it('offers what a person asks for, though the deck does not speak of it', () => {
    const asked = 'use a foto da equipe';
    expect(stillOffered([], [office], aDeck(), { ...about, asked })).toEqual([office]);
  });
});

describe('checkPictures()', () => {
  it('passes a picture that shows what the slide is about', () => {
    expect(codes(deckOf(shows('washer')))).toEqual([]);
  });

  it.each<[string, Deck, string[]]>([
    ['one that was not offered', deckOf(shows('p1')), ['1 unknown_picture']],
    ['one that stands twice', deckOf(shows('washer'), shows('washer')), ['2 picture_twice']],
    ['one of something else', deckOf(shows('office')), ['1 picture_off_topic']],
  ])('finds %s', (_, deck, found) => {
    expect(codes(deck)).toEqual(found);
  });

  it('takes a person by the word, on the slides that they speak of', () => {
    const deck = deckOf(shows('office'), shows('office'));
    const asked = 'slide 1: use a foto da equipe de vendas';
    expect(codes(deckOf(shows('office')), { asked, scope: [1] })).toEqual([]);
    expect(codes(deck, { asked, scope: [1] })).toEqual(['2 picture_twice']);
    expect(codes(deckOf(shows('washer'), shows('office')), { asked: 'mais curto', scope: [2] })).toEqual([
      '2 picture_off_topic',
    ]);
  });

  it('warns of one that was removed, and finds words that the house rules forbid in what goes out with it', () => {
    expect(codes(deckOf(shows('washer')), { pictures: [{ ...washer, removed: true }] })).toEqual([
      '1 warns picture_removed',
    ]);
    const rule = { id: '1', kind: 'banned_word', pattern: 'ultrassônica', reason: '' } as const;
    expect(codes(deckOf(shows('washer')), { rules: [{ ...rule, severity: 'block' }] })).toEqual([
      '1 banned_word',
    ]);
    expect(codes(deckOf(shows('washer')), { rules: [{ ...rule, severity: 'warn' }] })).toEqual([
      '1 warns banned_word',
    ]);
  });
});

describe('loadPictures()', () => {
  const state = { team_id: 't', pictures: [washer, office] };
  const base64 = bytes.toString('base64');
  it('brings what the decks show and nothing else', async () => {
    const asked: string[] = [];
    const content = {
      async getPicture(_: string, id: string) {
        asked.push(id);
        return { sha256, base64 };
      },
    };
    const loaded = await loadPictures(content, state, [deckOf(shows('washer')), null]);
    expect(asked).toEqual(['washer']);
    expect(loaded.washer).toEqual({ bytes, width: 1600, height: 900, alt: washer.alt, language: 'pt' });
  });

  it.each([
    ['other bytes', { sha256, base64: Buffer.from('other').toString('base64') }],
    ['none', null],
  ])('draws nothing where the database has %s than the draft is bound to', async (_, stored) => {
    const content = { getPicture: async () => stored };
    await expect(loadPictures(content, state, [deckOf(shows('washer'))])).rejects.toThrow(
      /Cannot draw picture/,
    );
  });
});

describe('draftContent()', () => {
  it('binds the pictures that the deck shows by their hashes, and no other', () => {
    const state = (deck: Deck) =>
      ({
        deck,
        pictures: [washer, office],
        language: 'pt',
        warnings: [],
        blocking: [],
        left_out: [],
        passages: [],
        brand: { version: 1 },
        model: 'm',
        files: [],
        finals: [],
        // SAFETY: draftContent() reads nothing else of the state.
      }) as unknown as CarouselState;
    const { title, alt } = washer;
    expect(draftContent(state(deckOf(shows('washer')))).pictures).toEqual([
      { document_id: 'washer', title, alt, sha256 },
    ]);
    expect(draftContent(state(aDeck()))).not.toHaveProperty('pictures');
    const replaced = { ...state(deckOf(shows('washer'))), pictures: [{ ...washer, sha256: 'other' }] };
    expect(hashOfState(replaced)).not.toBe(hashOfState(state(deckOf(shows('washer')))));
  });
});

describe('pageAlt()', () => {
  it('says what the picture of a slide shows', () => {
    expect(pageAlt(deckOf(shows('washer')), 0, 'pt', { washer })).toBe(
      'Slide 1 de 1: A limpeza se valida em 3 lotes. Limpeza se valida. Imagem: Lavadora ultrassônica durante a limpeza de implantes.',
    );
  });
});
