import type { Node } from '@takumi-rs/core';
import type { Language } from '../../ports/content.ts';
import { withAlpha } from './colour.ts';
import { fontStack } from './fonts.ts';
import { PAGE_HEIGHT, PAGE_WIDTH } from './page.ts';
import { wording } from './slides/wording.ts';
import type { Theme } from './theme.ts';

/** A word that is turned around the middle of its box; the PDF sets it from the same numbers. */
export interface MarkWord {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
  angle: number;
  size: number;
  spacing: number;
  color: string;
  opacity: number;
  ground: string | null;
}

/**
 * A ribbon over the corner and the word across the page, faint enough to read through.
 *
 * Over the content, not under it: a crop of the picture still carries the mark.
 */
export function draftWords(theme: Theme, language: Language): MarkWord[] {
  const text = wording[language].draft;
  const across = { width: 1500, height: 240 };
  const band = { width: 420, height: 64 };
  return [
    {
      text,
      ...across,
      x: (PAGE_WIDTH - across.width) / 2,
      y: (PAGE_HEIGHT - across.height) / 2,
      angle: -42,
      size: 190,
      spacing: 20,
      color: theme.text,
      opacity: theme.tone === 'dark' ? 0.07 : 0.055,
      ground: null,
    },
    {
      text,
      ...band,
      x: PAGE_WIDTH - 104 - band.width / 2,
      y: 104 - band.height / 2,
      angle: 45,
      size: 28,
      spacing: 5,
      color: theme.onAccent,
      opacity: 1,
      ground: theme.accent,
    },
  ];
}

export function draftMark(theme: Theme, language: Language): Node[] {
  return draftNodes(draftWords(theme, language));
}

/** The ribbon alone, in the corner of a picture of another width: the word across would lie over its title. */
export function draftRibbon(theme: Theme, language: Language, width: number): Node {
  return {
    type: 'container',
    style: { position: 'absolute', left: width - PAGE_WIDTH, top: 0, width: PAGE_WIDTH, height: PAGE_HEIGHT },
    children: draftMark(theme, language).slice(-1),
  };
}

export function draftNodes(words: readonly MarkWord[]): Node[] {
  return words.map((word) => ({
    type: 'container',
    style: {
      fontFamily: fontStack('Inter'),
      fontWeight: 700,
      position: 'absolute',
      left: word.x,
      top: word.y,
      width: word.width,
      height: word.height,
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'center',
      transform: `rotate(${word.angle}deg)`,
      fontSize: word.size,
      letterSpacing: word.spacing,
      color: withAlpha(word.color, word.opacity),
      ...(word.ground !== null && { background: word.ground }),
    },
    children: [{ type: 'text', text: word.text }],
  }));
}
