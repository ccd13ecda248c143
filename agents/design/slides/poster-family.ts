import { hash } from '../motif.ts';
import type { Tone } from '../theme.ts';

/** Four ways to compose the first and the last page of a deck. */
export const posterFamilies = ['poster', 'block', 'frame', 'disc'] as const;
export type PosterFamily = (typeof posterFamilies)[number];

export const posterTone: Record<PosterFamily, Tone> = {
  poster: 'dark',
  block: 'light',
  frame: 'light',
  disc: 'dark',
};

/**
 * The family of a deck.
 *
 * @param seed Of the job, never of its text: a changed title must not turn the cover into another one.
 */
export function posterFamily(seed: string): PosterFamily {
  return posterFamilies[hash(seed) % posterFamilies.length] ?? 'poster';
}
