import { expect, it } from 'vitest';
import { outreachEn } from '../texts/outreach-en.ts';
import { outreachPtBr } from '../texts/outreach-pt-br.ts';
import { PICTURE, statusNodes } from './status-picture.ts';
import { aStatus } from './test-outreach.ts';

it.each([
  ['en', outreachEn],
  ['pt-BR', outreachPtBr],
])('statusNodes() in %s has no letter below 22 px of 1080, and nothing beside the picture', (_, t) => {
  const placed = statusNodes(aStatus(), t).map((node) => node.style as Record<string, number>);
  const sizes = placed.map((style) => style.fontSize).filter((size) => size !== undefined);
  expect(PICTURE.width).toBe(1080);
  expect(sizes.length).toBeGreaterThan(20);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(22);
  for (const { left = 0, top = 0, width = 0, height = 0 } of placed) {
    expect(left + width).toBeLessThanOrEqual(PICTURE.width);
    expect(top + height).toBeLessThanOrEqual(PICTURE.height);
  }
});
