import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fragment, paginate, type Stack } from './paginate.ts';

const paragraph = (rows: number): Stack => ({ rows, rowHeight: 10, above: 5, keepNext: false });
const heading: Stack = { rows: 1, rowHeight: 20, above: 30, keepNext: true };
const shape = (pages: Fragment[][]) =>
  pages.map((page) => page.map(({ stack, from, to }) => [stack, from, to]));

describe('paginate()', () => {
  it('fills a page and goes on with the next line on the next', () => {
    expect(shape(paginate([paragraph(10)], [60]))).toEqual([[[0, 0, 6]], [[0, 6, 10]]]);
  });

  it('never leaves the first line of a paragraph alone at the foot of a page', () => {
    expect(shape(paginate([paragraph(4), paragraph(4)], [58]))).toEqual([[[0, 0, 4]], [[1, 0, 4]]]);
  });

  it('never leaves the last line of a paragraph alone at the head of a page', () => {
    expect(shape(paginate([paragraph(7)], [60]))).toEqual([[[0, 0, 5]], [[0, 5, 7]]]);
    expect(shape(paginate([paragraph(2), paragraph(3)], [47]))).toEqual([[[0, 0, 2]], [[1, 0, 3]]]);
  });

  it('takes a heading along with the first two lines of what it heads', () => {
    expect(shape(paginate([paragraph(2), heading, paragraph(5)], [84]))).toEqual([
      [[0, 0, 2]],
      [
        [1, 0, 1],
        [2, 0, 5],
      ],
    ]);
  });

  it('leaves out the distance above at the head of a page, and keeps it elsewhere', () => {
    const [first, second] = paginate([paragraph(4), heading, paragraph(4)], [45, 100]);
    expect(first?.map(({ y }) => y)).toEqual([0]);
    expect(second?.map(({ y }) => y)).toEqual([0, 25]);
  });

  it('gives a row that is higher than a page a page of its own', () => {
    const tall: Stack = { rows: 1, rowHeight: 500, above: 0, keepNext: false };
    expect(shape(paginate([paragraph(2), tall, paragraph(2)], [100]))).toEqual([
      [[0, 0, 2]],
      [[1, 0, 1]],
      [[2, 0, 2]],
    ]);
  });

  it('ends with headings alone, and with nothing at all', () => {
    expect(shape(paginate([heading, heading, heading], [50])).flat()).toHaveLength(3);
    expect(paginate([], [50])).toEqual([]);
  });

  it('places each row once, in order, within its page and without a heading or a lone line at its ends', () => {
    const stack = fc.oneof(
      fc.record({
        rows: fc.integer({ min: 1, max: 14 }),
        rowHeight: fc.constantFrom(20, 37, 46),
        above: fc.integer({ min: 0, max: 60 }),
        keepNext: fc.constant(false),
      }),
      fc.record({
        rows: fc.integer({ min: 1, max: 3 }),
        rowHeight: fc.constant(54),
        above: fc.constant(60),
        keepNext: fc.constant(true),
      }),
    );
    // Two headings of three lines with their first lines fit on a page: what must stay together can.
    const heights = fc.tuple(fc.integer({ min: 420, max: 700 }), fc.integer({ min: 700, max: 1100 }));
    fc.assert(
      fc.property(fc.array(stack, { maxLength: 30 }), heights, (stacks, rooms) => {
        const calm = stacks.filter((one, i) => !(one.keepNext && stacks[i + 1]?.keepNext));
        const pages = paginate(calm, rooms);
        const rows = pages
          .flat()
          .flatMap(({ stack, from, to }) => range(from, to).map((row) => `${stack}.${row}`));
        expect(rows).toEqual(calm.flatMap((one, i) => range(0, one.rows).map((row) => `${i}.${row}`)));
        for (const [i, page] of pages.entries()) {
          const last = page.at(-1);
          const end =
            last === undefined ? 0 : last.y + (last.to - last.from) * (calm[last.stack]?.rowHeight ?? 0);
          expect(end).toBeLessThanOrEqual(rooms[Math.min(i, 1)] ?? 0);
          if (i === pages.length - 1 || last === undefined) continue;
          const of = calm[last.stack] as Stack;
          expect(of.keepNext).toBe(false);
          if (last.to === of.rows) continue;
          expect(last.to).toBeGreaterThanOrEqual(2);
          expect(of.rows - last.to).toBeGreaterThanOrEqual(2);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
