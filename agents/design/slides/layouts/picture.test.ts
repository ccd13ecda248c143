import { beforeAll, describe, expect, it } from 'vitest';
import type { Deck, Slide } from '../../../../ports/model-tasks.ts';
import { sampleDeck } from '../../../../testing/design/sample-deck.ts';
import { aPicture } from '../../../../testing/knowledge/pictures.ts';
import { seededBrandKit } from '../../../../testing/seed.ts';
import { preparePicture } from '../../../knowledge/prepare-picture.ts';
import { contrast, lowestContrast, MIN_CONTRAST, mix } from '../../colour.ts';
import { type CarouselRenderer, createRenderer } from '../create-renderer.ts';
import { posterFamilies, posterFamily } from '../poster-family.ts';
import type { SlidePicture } from '../slide-picture.ts';
import { scrim } from './picture.ts';

const seedOf = (family: string) =>
  Array.from({ length: 99 }, (_, i) => `seed ${i}`).find((one) => posterFamily(one) === family) ?? '';
const aSlide = (picture: string, title = 'A lavadora se valida antes do primeiro lote'): Slide => ({
  layout: 'picture',
  title,
  body: 'Resíduo, água e temperatura são medidos em três pontos, e o laudo fica com o registro.',
  evidence: [],
  picture,
});
const [cover, , , , , , , , , last] = sampleDeck.slides as [Slide, ...Slide[]];
const deckOf = (...inner: Slide[]): Deck => ({ ...sampleDeck, slides: [cover, ...inner, last as Slide] });

describe('scrim()', () => {
  it.each([
    ['#ffffff', '#111111'],
    ['#0b1f2a', '#f4f4f4'],
    ['#777777', '#ffffff'],
    ['#f5c400', '#3a2f00'],
  ])('a panel of %s keeps text of %s legible over any picture', (panel, text) => {
    const { opacity, on } = scrim(panel, [text]);
    if (opacity < 1) expect(lowestContrast(text, on)).toBeGreaterThanOrEqual(MIN_CONTRAST);
    else expect(on).toEqual([panel, panel]);
    // Whatever the picture's pixel is, what lies behind the text lies between the two.
    for (const pixel of ['#ffffff', '#000000', '#808080', '#ff0000'])
      if (opacity < 1)
        expect(contrast(text, mix(pixel, panel, opacity))).toBeGreaterThanOrEqual(MIN_CONTRAST);
  });
});

describe('a slide with a picture', () => {
  let renderer: CarouselRenderer;
  const pictures: Record<string, SlidePicture> = {};
  beforeAll(async () => {
    renderer = await createRenderer();
    for (const [id, width, height] of [
      ['wide', 1000, 600],
      ['tall', 600, 1000],
    ] as const) {
      const { bytes } = await preparePicture(await aPicture('jpeg', width, height));
      pictures[id] = { bytes, width, height, alt: `What ${id} shows`, language: id === 'wide' ? 'pt' : 'en' };
    }
  });

  it.each(posterFamilies)(
    'is legible in family %s, dark and light, and falls back on its words',
    async (family) => {
      const look = { seed: seedOf(family), pictures };
      const deck = deckOf(aSlide('wide'), aSlide('tall'), aSlide('none'));
      expect(await renderer.check(deck, seededBrandKit, look)).toEqual([]);
      const long = aSlide('wide', 'Uma palavra longa '.repeat(12));
      // More than may stand on a slide, and it still fits.
      expect((await renderer.check(deckOf(long), seededBrandKit, look)).map((i) => i.code)).toEqual([
        'too_many_words',
      ]);
    },
  );

  it('is the picture itself in the PDF, once, with what it shows and in which language', async () => {
    const look = { seed: seedOf('poster'), pictures, draft: false, language: 'pt' as const };
    const deck = deckOf(aSlide('wide'), aSlide('tall'));
    const { pdf } = await renderer.render(deck, seededBrandKit, look);
    for (const { bytes } of Object.values(pictures)) {
      const at = pdf.indexOf(bytes);
      expect(at).toBeGreaterThan(0);
      expect(pdf.indexOf(bytes, at + 1)).toBe(-1);
    }
    const text = pdf.toString('latin1');
    expect(text.match(/\/S \/Figure/g)).toHaveLength(2);
    expect(text).toMatch(/\/Alt \(What wide shows\)/);
    expect(text).toMatch(/\/Lang \(en\)/);
    expect((await renderer.render(deck, seededBrandKit, look)).pdf.equals(pdf)).toBe(true);
  });
});
