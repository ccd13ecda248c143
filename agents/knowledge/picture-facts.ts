/** What a picture says about itself, before any pixel of it is unfolded. */
interface PictureFacts {
  /** As stored: an orientation that turns it exchanges the two. */
  width: number;
  height: number;
  /** Of EXIF: 1 as stored, 2 to 8 mirrored or turned. */
  orientation: number;
}

export type PictureFault =
  /** It breaks off, or contradicts itself. */
  | 'damaged'
  | 'animated'
  /** Colours for a press: what a screen shows of them is a guess. */
  | 'cmyk';

type PictureKind = 'png' | 'jpeg' | 'webp';

/** By its first bytes, not by its name; null for what is none of the three. Pure. */
export function pictureKind(bytes: Uint8Array): PictureKind | null {
  const head = view(bytes);
  if (head.length < 16) return null;
  if (head.toString('hex', 0, 8) === '89504e470d0a1a0a') return 'png';
  if (head.toString('hex', 0, 3) === 'ffd8ff') return 'jpeg';
  return head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP'
    ? 'webp'
    : null;
}

/** Reads the frame of a picture, from piece to piece: size, orientation, and whether it is whole. Pure. */
export function pictureFacts(given: Uint8Array): PictureFacts | { fault: PictureFault } {
  const bytes = view(given);
  const kind = pictureKind(bytes);
  try {
    if (kind === 'png') return pngFacts(bytes);
    if (kind === 'jpeg') return jpegFacts(bytes);
    if (kind === 'webp') return webpFacts(bytes);
  } catch (error) {
    // A length that leads out of the file.
    if (!(error instanceof RangeError)) throw error;
  }
  return { fault: 'damaged' };
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Chunks of length, name, content and checksum, from IHDR to IEND. */
function pngFacts(bytes: Buffer): PictureFacts | { fault: PictureFault } {
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return { fault: 'damaged' };
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  let orientation = 1;
  for (let at = 8; ; ) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (name === 'acTL') return { fault: 'animated' };
    if (name === 'eXIf') orientation = orientationIn(bytes.subarray(at + 8, at + 8 + length));
    if (name === 'IEND') return { width, height, orientation };
    at += 12 + length;
  }
}

/** Segments up to the scan, and the mark of the end behind it. */
function jpegFacts(bytes: Buffer): PictureFacts | { fault: PictureFault } {
  let size: { width: number; height: number } | null = null;
  let orientation = 1;
  for (let at = 2; ; ) {
    if (bytes.readUInt8(at) !== 0xff) return { fault: 'damaged' };
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = bytes.readUInt16BE(at + 2);
    const content = bytes.subarray(at + 4, at + 2 + length);
    const isFrame = (marker & 0xf0) === 0xc0 && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      if (content.readUInt8(5) === 4) return { fault: 'cmyk' };
      size = { height: content.readUInt16BE(1), width: content.readUInt16BE(3) };
    }
    if (marker === 0xe1 && content.toString('latin1', 0, 6) === 'Exif\0\0')
      orientation = orientationIn(content.subarray(6));
    if (marker === 0xda) {
      // A preview inside of EXIF has an end of its own, before the scan.
      const isWhole = bytes.indexOf(Buffer.from([0xff, 0xd9]), at) !== -1;
      return size === null || !isWhole ? { fault: 'damaged' } : { ...size, orientation };
    }
    at += 2 + length;
  }
}

/** A RIFF of chunks; the first one tells the kind. */
function webpFacts(bytes: Buffer): PictureFacts | { fault: PictureFault } {
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) return { fault: 'damaged' };
  const first = bytes.toString('latin1', 12, 16);
  if (first === 'VP8 ') {
    const [width, height] = [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff];
    return { width, height, orientation: 1 };
  }
  if (first === 'VP8L') {
    const bits = bytes.readUInt32LE(21);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff), orientation: 1 };
  }
  if (first !== 'VP8X') return { fault: 'damaged' };
  let orientation = 1;
  for (let at = 12; at + 8 <= end; ) {
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    if (name === 'ANIM' || name === 'ANMF') return { fault: 'animated' };
    if (name === 'EXIF') {
      const content = bytes.subarray(at + 8, at + 8 + length);
      // Some programs write the head that only JPEG has.
      orientation = orientationIn(content.subarray(content.toString('latin1', 0, 4) === 'Exif' ? 6 : 0));
    }
    at += 8 + length + (length % 2);
  }
  return { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3), orientation };
}

/** Tag 0x0112 of the first directory of a TIFF; 1 where that says nothing. */
function orientationIn(tiff: Buffer): number {
  try {
    const little = tiff.toString('latin1', 0, 2) === 'II';
    const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
    const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
    const count = short(directory);
    for (let i = 0; i < count; i += 1) {
      const at = directory + 2 + 12 * i;
      if (short(at) !== 0x0112) continue;
      const value = short(at + 8);
      return value >= 1 && value <= 8 ? value : 1;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return 1;
}
