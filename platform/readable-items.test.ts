import { expect, test } from 'vitest';
import { z } from 'zod';
import { readableItems } from './readable-items.ts';

const item = z.object({ id: z.number(), fence: z.number(), kind: z.enum(['card', 'reply']) });

test('readableItems() keeps what can be read, and names what cannot with the reason', () => {
  const rows = [
    { id: 1, fence: 1, kind: 'card' },
    { id: 2, fence: 7, kind: 'poster' },
    { id: 3, fence: 2, kind: 'reply' },
  ];
  const { items, unreadable } = readableItems(rows, item);
  expect(items.map((i) => i.id)).toEqual([1, 3]);
  expect(unreadable).toEqual([{ id: 2, fence: 7, problem: expect.stringContaining('kind') }]);
});
