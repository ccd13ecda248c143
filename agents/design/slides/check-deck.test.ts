import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BrandKit } from '../../../ports/content.ts';
import type { Deck, Slide } from '../../../ports/model-tasks.ts';
import { sampleDeck } from '../../../testing/design/sample-deck.ts';
import { seededBrandKit } from '../../../testing/seed.ts';
import { type CarouselRenderer, createRenderer } from './create-renderer.ts';
import { posterFamily } from './poster-family.ts';

const lime: BrandKit = {
  ...seededBrandKit,
  name: 'Nordlicht Präzision',
  colors: {
    ...seededBrandKit.colors,
    dark: '#101010',
    dark_alt: '#1C1C1C',
    paper: '#FFFFFF',
    accent: '#D7FF3E',
  },
  fonts: { heading: 'Inter', body: 'Space Grotesk' },
};

let renderer: CarouselRenderer;
beforeAll(async () => {
  renderer = await createRenderer();
});

const [cover, , , , , , , , , cta] = sampleDeck.slides as [Slide, ...Slide[]];
const between = (slide: Slide): Deck => ({ ...sampleDeck, slides: [cover, slide, cta ?? cover] });
const codes = async (slide: Slide, brand = seededBrandKit) =>
  (await renderer.check(between(slide), brand))
    .filter((finding) => finding.place === 2)
    .map((finding) => finding.code);
const common = { title: 'Título', evidence: [] };
const many = (count: number, text: string) => Array.from({ length: count }, () => text);

describe('check()', () => {
  it.each([
    ['the seeded brand', seededBrandKit],
    ['a brand with a colour that cannot be read on white', lime],
  ])('accepts a good deck with every layout in %s', async (_, brand) => {
    expect(await renderer.check(sampleDeck, brand)).toEqual([]);
  });

  it('accepts accents, emoji, technical signs and one very long word', async () => {
    const body = 'Anticonstitucionalissimamente → ✓ ≥ 5 µm² a 20 °C 🚀 👩🏽‍🔬 🇧🇷 1️⃣';
    expect(await codes({ layout: 'statement', ...common, body })).toEqual([]);
  });

  it.each<[string, Slide, string]>([
    ['one item', { layout: 'list', ...common, items: ['Um'] }, 'part_count'],
    ['seven items', { layout: 'checklist', ...common, items: many(7, 'Um') }, 'part_count'],
    [
      'five steps',
      { layout: 'steps', ...common, steps: Array.from({ length: 5 }, () => ({ title: 'a', body: 'b' })) },
      'part_count',
    ],
    ['no numbers', { layout: 'numbers', ...common, numbers: [] }, 'part_count'],
    [
      'one bar',
      { layout: 'chart', ...common, bars: [{ label: 'a', value: 1 }], unit: '', source: '' },
      'part_count',
    ],
    [
      'a negative bar',
      {
        layout: 'chart',
        ...common,
        bars: [
          { label: 'a', value: 1 },
          { label: 'b', value: -1 },
        ],
        unit: '',
        source: '',
      },
      'bar_value',
    ],
    [
      'an infinite bar',
      {
        layout: 'chart',
        ...common,
        bars: [
          { label: 'a', value: 1 },
          { label: 'b', value: Number.POSITIVE_INFINITY },
        ],
        unit: '',
        source: '',
      },
      'bar_value',
    ],
    [
      'an empty column',
      {
        layout: 'comparison',
        kind: 'neutral',
        ...common,
        left: { heading: 'a', items: [] },
        right: { heading: 'b', items: ['c'] },
      },
      'part_count',
    ],
    ['51 words', { layout: 'statement', ...common, body: many(50, 'pé').join(' ') }, 'too_many_words'],
    ['an empty item', { layout: 'list', ...common, items: ['Um', ' '] }, 'empty_field'],
    ['an empty title', { layout: 'statement', title: '', evidence: [], body: 'Só isto.' }, 'empty_field'],
    ['text without end', { layout: 'list', ...common, items: many(6, 'palavra '.repeat(20)) }, 'overflow'],
    [
      'a title without end',
      { layout: 'list', ...common, title: 'palavra '.repeat(24), items: ['Um', 'Dois'] },
      'overflow',
    ],
    [
      'a field of 40,000 characters',
      { layout: 'statement', ...common, body: 'x'.repeat(40_000) },
      'long_field',
    ],
    ['a sign that no font has', { layout: 'statement', ...common, body: 'Olá 你好' }, 'missing_glyph'],
  ])('catches %s', async (_, slide, code) => {
    expect(await codes(slide)).toContain(code);
  });

  it('catches a cover title of 13 words', async () => {
    const slides = [{ ...cover, title: many(13, 'pé').join(' ') }, ...sampleDeck.slides.slice(1)];
    const findings = await renderer.check({ ...sampleDeck, slides }, seededBrandKit);
    expect(findings).toMatchObject([{ place: 1, code: 'long_cover_title' }]);
  });

  it('catches a deck of one slide', async () => {
    const findings = await renderer.check({ ...sampleDeck, slides: [cover] }, seededBrandKit);
    expect(findings).toMatchObject([{ place: null, code: 'slide_count' }]);
  });

  it('catches a gradient on which no text can be read, once a slide', async () => {
    const brand = {
      ...seededBrandKit,
      colors: { ...seededBrandKit.colors, dark: '#000000', dark_alt: '#FFFFFF' },
    };
    // Of the family whose cover is dark.
    const seed = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].find((one) => posterFamily(one) === 'poster') ?? '';
    const findings = await renderer.check(sampleDeck, brand, { seed });
    expect(new Set(findings.map((finding) => finding.code))).toEqual(new Set(['contrast']));
    expect(findings.filter((finding) => finding.place === 1)).toHaveLength(1);
  });

  it('tells the writer what is too long, by how much, and what is accepted', async () => {
    const findings = await renderer.check(
      between({ layout: 'list', ...common, items: many(6, 'palavra '.repeat(20)) }),
      seededBrandKit,
    );
    const overflow = findings.find((finding) => finding.code === 'overflow');
    expect(overflow?.params).toMatchObject({ field: 'items', each: true, load: expect.any(Number) });
    const accepted = overflow?.params.accepted ?? 0;
    expect(accepted).toBeGreaterThan(0);
    const shorter = many(6, 'palavra '.repeat(20).slice(0, accepted).trim());
    const after = await codes({ layout: 'list', ...common, items: shorter });
    expect(after).not.toContain('overflow');
  });

  it('finds no two texts on each other in 60 random slides, however bad they are', async () => {
    const words = fc.array(
      fc.constantFrom('ação', 'titânio', 'rastreabilidade', 'UDI', 'de', '0,2 µm', 'não', '✅'),
      {
        minLength: 1,
        maxLength: 9,
      },
    );
    const text = words.map((all) => all.join(' '));
    const texts = (min: number, max: number) => fc.array(text, { minLength: min, maxLength: max });
    const slide: fc.Arbitrary<Slide> = fc.oneof(
      texts(3, 3).map(
        ([title = '', kicker = '', subtitle = '']): Slide => ({
          layout: 'cover',
          title,
          evidence: [],
          kicker,
          subtitle,
        }),
      ),
      texts(2, 2).map(
        ([title = '', body = '']): Slide => ({ layout: 'statement', title, evidence: [], body }),
      ),
      fc
        .tuple(text, texts(2, 6))
        .map(([title, items]): Slide => ({ layout: 'list', title, evidence: [], items })),
      fc
        .tuple(text, texts(2, 6))
        .map(([title, items]): Slide => ({ layout: 'checklist', title, evidence: [], items })),
      fc.tuple(text, texts(2, 4)).map(
        ([title, all]): Slide => ({
          layout: 'steps',
          title,
          evidence: [],
          steps: all.map((body) => ({ title: body, body })),
        }),
      ),
      fc.tuple(text, texts(1, 4)).map(
        ([title, all]): Slide => ({
          layout: 'numbers',
          title,
          evidence: [],
          numbers: all.map((label) => ({ value: '1.234,5 µm', label })),
        }),
      ),
      fc.tuple(text, texts(2, 8)).map(
        ([title, all]): Slide => ({
          layout: 'chart',
          title,
          evidence: [],
          bars: all.map((label, i) => ({ label, value: i * 1234.5 })),
          unit: 'mg',
          source: 'Teste',
        }),
      ),
      fc.tuple(text, texts(1, 4), texts(1, 4)).map(
        ([title, left, right]): Slide => ({
          layout: 'comparison',
          kind: left.length > 2 ? 'wrong_right' : 'neutral',
          title,
          evidence: [],
          left: { heading: 'Antes', items: left },
          right: { heading: 'Depois', items: right },
        }),
      ),
      texts(3, 3).map(
        ([quote = '', author = '', role = '']): Slide => ({
          layout: 'quote',
          title: '',
          evidence: [],
          quote,
          author,
          role,
        }),
      ),
      texts(3, 3).map(
        ([title = '', body = '', action = '']): Slide => ({
          layout: 'cta',
          title,
          evidence: [],
          body,
          action,
        }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(slide, async (one) => {
        const found = await codes(one);
        expect(found.filter((code) => code === 'collision' || code === 'contrast')).toEqual([]);
      }),
      { seed: 20261122, numRuns: 60 },
    );
  });
});
