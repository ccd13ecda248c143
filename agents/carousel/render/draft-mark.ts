import type { Node } from '@takumi-rs/core';
import type { Language } from '../../../ports/content.ts';
import { withAlpha } from './colour.ts';
import { fontStack } from './fonts.ts';
import { PAGE_HEIGHT, PAGE_WIDTH } from './page.ts';
import type { Theme } from './theme.ts';
import { wording } from './wording.ts';

/**
 * A ribbon over the corner and the word across the page, faint enough to read through.
 *
 * Over the content, not under it: a crop of the picture still carries the mark.
 */
export function draftMark(theme: Theme, language: Language): Node[] {
  const word = wording[language].draft;
  const band = { width: 420, height: 64 };
  const face = { fontFamily: fontStack('Inter'), fontWeight: 700 } as const;
  const across = { width: 1500, height: 240 };
  return [
    {
      type: 'container',
      style: {
        ...face,
        position: 'absolute',
        left: (PAGE_WIDTH - across.width) / 2,
        top: (PAGE_HEIGHT - across.height) / 2,
        ...across,
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'center',
        transform: 'rotate(-42deg)',
        fontSize: 190,
        letterSpacing: 20,
        color: withAlpha(theme.text, theme.tone === 'dark' ? 0.07 : 0.055),
      },
      children: [{ type: 'text', text: word }],
    },
    {
      type: 'container',
      style: {
        ...face,
        position: 'absolute',
        left: PAGE_WIDTH - 104 - band.width / 2,
        top: 104 - band.height / 2,
        ...band,
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'center',
        transform: 'rotate(45deg)',
        fontSize: 28,
        letterSpacing: 5,
        background: theme.accent,
        color: theme.onAccent,
      },
      children: [{ type: 'text', text: word }],
    },
  ];
}
