/**
 * Sizes of an article's text, in pixels of a page 1080 wide: size, distance of lines, distance to what is above.
 *
 * 27 px gives about 68 letters a line; nothing is smaller than 22 px. A reviewer opens a page, so that fewer pages count
 * for more than a size that is read in a thumbnail.
 */
export const sizes = {
  body: { size: 27, line: 40, above: 20 },
  item: { size: 27, line: 40, above: 10 },
  section: { size: 38, line: 46, above: 46 },
  heading: { size: 31, line: 40, above: 34 },
  subheading: { size: 27, line: 38, above: 28 },
  code: { size: 24, line: 35, above: 28 },
  cell: { size: 24, line: 35, above: 0 },
  note: { size: 22, line: 31, above: 8 },
  disclaimer: { size: 24, line: 35, above: 14 },
} as const satisfies Record<string, TypeSize>;

export interface TypeSize {
  size: number;
  line: number;
  above: number;
}
