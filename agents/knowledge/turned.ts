export interface Bitmap {
  width: number;
  height: number;
  /** Four bytes a pixel. */
  rgba: Buffer;
}

/** Orientations whose pixels are read from the other end. */
const FROM_RIGHT = new Set([2, 3, 7, 8]);
const FROM_BOTTOM = new Set([3, 4, 6, 7]);

/**
 * The picture as it was meant to be seen. Pure.
 *
 * @param orientation Of EXIF, 1 to 8: 3 is upside down, 6 turned left by a quarter, 8 turned right, the others mirrored.
 */
export function turned({ width, height, rgba }: Bitmap, orientation: number): Bitmap {
  if (orientation === 1) return { width, height, rgba };
  const swaps = orientation >= 5;
  const [w, h] = swaps ? [height, width] : [width, height];
  const out = Buffer.alloc(rgba.length);
  for (let y = 0; y < h; y += 1)
    for (let x = 0; x < w; x += 1) {
      const [across, down] = swaps ? [y, x] : [x, y];
      const fromX = FROM_RIGHT.has(orientation) ? width - 1 - across : across;
      const fromY = FROM_BOTTOM.has(orientation) ? height - 1 - down : down;
      out.writeUInt32LE(rgba.readUInt32LE(4 * (fromY * width + fromX)), 4 * (y * w + x));
    }
  return { width: w, height: h, rgba: out };
}
