import { expect, it } from 'vitest';
import { aStatus } from '../../testing/bot/outreach.ts';
import { outreachEn } from '../texts/en/outreach.ts';
import { outreachPtBr } from '../texts/pt-br/outreach.ts';
import { PICTURE, statusNodes } from './status-picture.ts';

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
