import { expect, test } from 'vitest';
import { aPassage } from '../../testing/carousel/deck.ts';
import { addPassages } from '../drafting/add-passages.ts';
import { fuseRanks } from './fuse-ranks.ts';

const list = (...ids: string[]) => ids.map((id) => ({ ...aPassage, id }));
const idsOf = (passages: { id: string }[]) => passages.map((p) => p.id);

test('fuseRanks() puts first what several searches found, each passage once', () => {
  expect(idsOf(fuseRanks([list('a', 'b', 'c'), list('b', 'd'), list('b', 'a')]))).toEqual([
    'b',
    'a',
    'd',
    'c',
  ]);
  expect(fuseRanks([])).toEqual([]);
});

test('addPassages() adds what is new up to the limit, and answers the same array when nothing is', () => {
  const known = list('a', 'b');
  expect(idsOf(addPassages(known, list('b', 'c', 'd'), 3))).toEqual(['a', 'b', 'c']);
  expect(addPassages(known, list('a'), 9)).toBe(known);
  expect(addPassages(known, list('c'), 2)).toBe(known);
});
