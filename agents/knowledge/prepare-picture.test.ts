import { beforeAll, describe, expect, it } from 'vitest';
import {
  aBitmap,
  aPicture,
  aPng,
  chunk,
  decoded,
  edgesOf,
  exif,
  withExif,
} from '../../testing/knowledge/pictures.ts';
import { pictureFacts } from './picture-facts.ts';
import { preparePicture } from './prepare-picture.ts';
import { turned } from './turned.ts';

const pictures = {} as Record<'png' | 'jpeg' | 'webp', Buffer>;
beforeAll(async () => {
  for (const format of ['png', 'jpeg', 'webp'] as const) pictures[format] = await aPicture(format, 640, 480);
});
const refused = (bytes: Uint8Array) => preparePicture(bytes).catch((e: unknown) => e);
const withReason = (reason: string) =>
  expect.objectContaining({ code: 'bad_picture', params: expect.objectContaining({ reason }) });
/** A JPEG whose frame says four colours. */
const cmyk = () => {
  const bytes = Buffer.from(pictures.jpeg);
  const frame = bytes.findIndex((byte, at) => byte === 0xff && [0xc0, 0xc2].includes(bytes[at + 1] ?? 0));
  bytes[frame + 9] = 4;
  return bytes;
};

/** A PNG that says another height than it has. */
const withHeight = (png: Buffer, height: number) => {
  const head = Buffer.from(png.subarray(16, 29));
  head.writeUInt32BE(height, 4);
  return Buffer.concat([png.subarray(0, 8), chunk('IHDR', head), png.subarray(33)]);
};

describe('pictureFacts()', () => {
  it.each(['png', 'jpeg', 'webp'] as const)('reads the size of a %s', (format) => {
    expect(pictureFacts(pictures[format])).toEqual({ width: 640, height: 480, orientation: 1 });
  });

  it.each(['png', 'jpeg', 'webp'] as const)('a %s that breaks off anywhere is damaged', (format) => {
    const whole = pictures[format];
    for (let share = 0.02; share < 0.99; share += 0.07)
      expect(pictureFacts(whole.subarray(0, Math.floor(whole.length * share)))).toEqual({ fault: 'damaged' });
  });

  it('reads the orientation of a JPEG and of a PNG, and none from EXIF that leads out of itself', () => {
    expect(pictureFacts(withExif(pictures.jpeg, 6))).toMatchObject({ orientation: 6 });
    expect(pictureFacts(aPng(640, 480, [chunk('eXIf', exif(8))]))).toMatchObject({ orientation: 8 });
    expect(pictureFacts(withExif(pictures.jpeg, 77))).toMatchObject({ orientation: 1 });
    const astray = exif(6);
    astray.writeUInt32BE(4_000_000_000, 4);
    expect(pictureFacts(aPng(640, 480, [chunk('eXIf', astray)]))).toMatchObject({ orientation: 1 });
  });
});

describe('turned()', () => {
  // As a viewer shows `aBitmap` (red left, blue right, green below) that a camera stored in that orientation.
  it.each([
    [1, 'red blue', 'green below'],
    [2, 'blue red', 'green below'],
    [3, 'blue red', 'green above'],
    [4, 'red blue', 'green above'],
    [6, 'green left', 'red above'],
    [8, 'green right', 'blue above'],
  ])('%i shows %s, %s', (orientation, ...said) => {
    const [left, right, above, below] = edgesOf(turned(aBitmap(64, 48), orientation)).split(' ');
    expect(said).toEqual(
      orientation < 5
        ? [`${left} ${right}`, `green ${below === 'green' ? 'below' : above === 'green' ? 'above' : '?'}`]
        : [`green ${left === 'green' ? 'left' : right === 'green' ? 'right' : '?'}`, `${above} above`],
    );
  });

  it.each([2, 3, 4, 5, 7])('%i twice is the picture itself', (orientation) => {
    const bitmap = aBitmap(9, 4);
    expect(turned(turned(bitmap, orientation), orientation)).toEqual(bitmap);
  });

  it('a quarter to the right and one to the left is the picture itself', () => {
    expect(turned(turned(aBitmap(9, 4), 6), 8)).toEqual(aBitmap(9, 4));
  });
});

describe('preparePicture()', () => {
  it('draws a photograph anew, upright and without where it was taken', async () => {
    const taken = withExif(await aPicture('jpeg', 640, 480), 6);
    expect(taken.includes('GPS')).toBe(true);
    const { bytes, width, height } = await preparePicture(taken);
    expect([width, height]).toEqual([480, 640]);
    expect(bytes.includes('GPS')).toBe(false);
    expect(bytes.includes('Exif')).toBe(false);
    expect(edgesOf(await decoded(bytes, 480, 640))).toMatch(/^green \S+ red blue$/);
  });

  it('makes JPEG of each kind, with nothing of what hung on behind the picture, and the same each time', async () => {
    const polyglot = Buffer.concat([pictures.png, Buffer.from('<script>alert(1)</script>PK\x03\x04')]);
    const first = await preparePicture(polyglot);
    expect(first.bytes.toString('hex', 0, 3)).toBe('ffd8ff');
    expect(first.bytes.includes('script')).toBe(false);
    expect((await preparePicture(pictures.png)).bytes).toEqual(first.bytes);
    expect(await preparePicture(pictures.webp)).toMatchObject({ width: 640, height: 480 });
  });

  it('keeps a large picture small', async () => {
    const { bytes, width, height } = await preparePicture(await aPicture('jpeg', 3000, 2000));
    expect([width, height]).toEqual([2160, 1440]);
    expect(bytes.length).toBeLessThan(350_000);
  });

  it.each([
    ['cmyk', cmyk],
    ['animated', () => aPng(640, 480, [chunk('acTL', Buffer.alloc(8))])],
    ['too_small', () => aPng(1, 1)],
    ['too_small', () => aPng(2000, 479)],
    ['too_many_pixels', () => aPng(12_000, 700)],
    ['too_many_pixels', () => aPng(8_000, 8_000)],
    ['too_many_pixels', () => aPng(4_000_000_000, 4_000_000_000)],
    ['too_narrow', () => aPng(2000, 500)],
    ['blank', () => aPng(640, 480)],
    ['damaged', () => pictures.jpeg.subarray(0, 900)],
    // The frame is whole; of its rows there are too few.
    ['damaged', () => withHeight(aPng(640, 480), 1900)],
  ])('refuses one that is %s', async (reason, make) => {
    expect(await refused(make())).toEqual(withReason(reason));
  });

  it('refuses what is named a picture and is none', async () => {
    for (const text of ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a..................', ''])
      expect(await refused(Buffer.from(text))).toEqual(withReason('damaged'));
  });
});
