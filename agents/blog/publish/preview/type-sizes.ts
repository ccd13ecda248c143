/**
 * Sizes of an article's text, in pixels of a page 1080 wide: size, distance of lines, distance to what is above.
 *
 * 30 px gives about 60 letters a line, and 11 px on a phone that shows the page whole.
 */
export const sizes = {
  body: { size: 30, line: 46, above: 26 },
  item: { size: 30, line: 46, above: 12 },
  section: { size: 44, line: 54, above: 60 },
  heading: { size: 35, line: 46, above: 44 },
  subheading: { size: 30, line: 44, above: 34 },
  code: { size: 25, line: 38, above: 34 },
  cell: { size: 26, line: 38, above: 0 },
  note: { size: 24, line: 35, above: 16 },
  disclaimer: { size: 26, line: 40, above: 16 },
} as const satisfies Record<string, TypeSize>;

export interface TypeSize {
  size: number;
  line: number;
  above: number;
}
