import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleDeck } from '../../testing/design/sample-deck.ts';
import { seededBrandKit } from '../../testing/seed.ts';
import { bindWords } from './bind-words.ts';
import { contrast, lowestContrast, mix, readable } from './colour.ts';
import { countWords, slideText } from './slide-text.ts';
import { createTheme, toneAt } from './theme.ts';

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('contrast()', () => {
  it('is 21 for black on white and 1 for a colour on itself', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#F2A23A', '#f2a23a')).toBe(1);
  });
  it('refuses what is no #rrggbb colour', () => {
    expect(() => contrast('red', '#ffffff')).toThrow('Cannot read colour "red" as it must be #rrggbb');
  });
});

describe('readable()', () => {
  it('keeps a colour that can be read', () => {
    expect(readable('#0c1f28', ['#ffffff'])).toBe('#0c1f28');
  });
  it('reaches 4.5:1 on any one background', () => {
    fc.assert(
      fc.property(colour, colour, (preferred, background) => {
        expect(contrast(readable(preferred, [background]), background)).toBeGreaterThanOrEqual(4.5);
      }),
      { seed: 45 },
    );
  });
});

describe('createTheme()', () => {
  it('makes every text readable on the light page, for any brand', () => {
    fc.assert(
      fc.property(colour, colour, colour, colour, (paper, ink, accent, muted) => {
        const colors = {
          dark: '#101010',
          dark_alt: '#101010',
          paper,
          ink,
          accent,
          accent_alt: accent,
          muted,
        };
        const kit = {
          version: 1,
          name: 'x',
          handle: '@x',
          colors,
          fonts: { heading: 'Inter', body: 'Inter' },
          logo_svg: '',
        } as const;
        const theme = createTheme(kit, 'light');
        expect(lowestContrast(theme.onAccent, [theme.accent])).toBeGreaterThanOrEqual(4.5);
        // Card and ornament are shades of the paper: a mid grey paper may leave no colour for all three.
        const possible =
          Math.max(lowestContrast('#000000', theme.on), lowestContrast('#ffffff', theme.on)) >= 4.5;
        if (!possible) return;
        for (const text of [theme.text, theme.soft, theme.muted, theme.accentText, theme.accentAltText])
          expect(lowestContrast(text, theme.on)).toBeGreaterThanOrEqual(4.5);
      }),
      { seed: 7 },
    );
  });
});

describe('createTheme()', () => {
  it.each(['dark', 'light'] as const)(
    'takes a visible accent on %s pages where the kit’s own has their colour',
    (tone) => {
      const own = tone === 'dark' ? seededBrandKit.colors.dark : seededBrandKit.colors.paper;
      const theme = createTheme(
        { ...seededBrandKit, colors: { ...seededBrandKit.colors, accent: own } },
        tone,
      );
      expect(theme.accent).toBe(seededBrandKit.colors.accent_alt);
      const both = createTheme(
        { ...seededBrandKit, colors: { ...seededBrandKit.colors, accent: own, accent_alt: own } },
        tone,
      );
      for (const { accent, accentAlt, onAccent, on } of [theme, both]) {
        expect(lowestContrast(accent, on)).toBeGreaterThan(1.3);
        expect(lowestContrast(accentAlt, on)).toBeGreaterThan(1.3);
        expect(contrast(onAccent, accent)).toBeGreaterThanOrEqual(4.5);
      }
    },
  );
});

describe('toneAt()', () => {
  it.each(['dark', 'light'] as const)(
    'opens and closes %s, and never has three pages of one tone in a row',
    (outer) => {
      for (let total = 2; total <= 15; total += 1) {
        const tones = Array.from({ length: total }, (_, i) => toneAt(i + 1, total, outer));
        expect([tones[0], tones.at(-1)]).toEqual([outer, outer]);
        expect(tones.join(' ')).not.toMatch(/(dark dark dark|light light light)/);
      }
    },
  );
});

describe('bindWords()', () => {
  it('ties number and unit, standard and number, and the hyphens of alloys', () => {
    expect(bindWords('0,2 µm')).toBe('0,2\u00a0µm');
    expect(bindWords('3 x 10^6 UFC de 10^-6')).toBe('3\u00a0x\u00a010⁶\u00a0UFC de 10⁻⁶');
    expect(bindWords('ISO 13485 e ASTM F136')).toBe('ISO\u00a013485 e ASTM\u00a0F136');
    expect(bindWords('Ti-6Al-4V')).toBe('Ti\u2060-\u20606Al\u2060-\u20604V');
  });
  it('leaves sentences as they are', () => {
    expect(bindWords('5 metas em bem-estar')).toBe('5 metas em bem-estar');
  });
});

describe('slideText()', () => {
  it('finds every field of every layout, and countWords() no signs', () => {
    const parts = sampleDeck.slides.map((slide) => slideText(slide).length);
    expect(parts).toEqual([3, 2, 6, 9, 7, 6, 9, 4, 5, 3]);
    expect(countWords('0,2 µm → ✓ pronto')).toBe(3);
  });
});

it('mix() goes from one colour to the other', () => {
  expect([
    mix('#000000', '#ffffff', 0),
    mix('#000000', '#ffffff', 0.5),
    mix('#000000', '#ffffff', 1),
  ]).toEqual(['#000000', '#808080', '#ffffff']);
});
