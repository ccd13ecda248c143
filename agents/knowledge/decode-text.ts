/** As far into a page as browsers look for its own word on the charset. */
const META_BYTES = 1024;

/**
 * Bytes as text: by their byte order mark, else by what the server or the page itself says, else UTF-8; what is no UTF-8
 * is read as Windows-1252, which is what old Portuguese files are.
 */
export function decodeText(bytes: Uint8Array, charset: string | null): string {
  const mark = Buffer.from(bytes.subarray(0, 3)).toString('hex');
  if (mark === 'efbbbf') return decode(bytes, 'utf-8');
  if (mark.startsWith('fffe')) return decode(bytes, 'utf-16le');
  if (mark.startsWith('feff')) return decode(bytes, 'utf-16be');
  const named = charset ?? /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})/i.exec(startOf(bytes))?.[1];
  if (named !== undefined && !/^utf-?8$/i.test(named)) {
    try {
      return decode(bytes, named);
    } catch {
      // A charset that nobody knows: the bytes themselves tell.
    }
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decode(bytes, 'windows-1252');
  }
}

const decode = (bytes: Uint8Array, charset: string) => new TextDecoder(charset).decode(bytes);
const startOf = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, META_BYTES)).toString('latin1');
