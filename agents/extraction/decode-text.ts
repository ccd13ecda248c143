import iconv from 'iconv-lite';

/** As far into a page as its own word on the charset is looked for; browsers stop at 1 kB, some pages put it later. */
const META_BYTES = 64 * 1024;
/** Charsets whose bytes are those of ASCII and mean something else. */
const ESCAPED = /^(?:iso-2022-|hz-|utf-?7)/i;
/** One byte in as many sequences that is no UTF-8 is a slip; more are another charset. */
const SLIPS = 8;
/** Old files that say nothing of their charset: Windows, Mac, DOS, the likeliest first. */
const OLD = ['windows-1252', 'macintosh', 'cp850'] as const;
/** Letters and signs that Portuguese and English texts have. */
const USUAL = /[áàâãäéêèëíîïóôõöúûüçñÁÀÂÃÉÊÍÓÔÕÚÜÇº°ª“”‘’–—…•€£§±²³µ×÷·«»©®™½¼¾\u00a0]/gu;
const UNUSUAL = /[^\p{ASCII}áàâãäéêèëíîïóôõöúûüçñÁÀÂÃÉÊÍÓÔÕÚÜÇº°ª“”‘’–—…•€£§±²³µ×÷·«»©®™½¼¾\u00a0]/gu;

/**
 * Bytes as text: by their byte order mark; as UTF-8 where they are that, even if their sender names another one, as no other
 * charset looks like it by chance; else by what the server or the page itself says; else as the old charset that makes
 * the most of them.
 */
export function decodeText(bytes: Uint8Array, charset: string | null): string {
  const wide = wideCharset(bytes);
  if (wide !== null) return iconv.decode(Buffer.from(bytes), wide);
  const named = charset ?? namedInside(bytes);
  if (named !== null && ESCAPED.test(named) && iconv.encodingExists(named))
    return iconv.decode(Buffer.from(bytes), named);
  const { sequences, slips } = utf8In(bytes);
  if (slips === 0) return new TextDecoder('utf-8').decode(bytes);
  const saysUtf8 = named !== null && /^utf-?8$/i.test(named);
  if (sequences >= (saysUtf8 ? slips : slips * SLIPS)) return withSlips(bytes);
  const old = saysUtf8 ? null : oldCharset(named);
  return iconv.decode(Buffer.from(bytes), old ?? likeliest(bytes));
}

/** The charset of a text whose characters take two or four bytes each; null for all others. */
export function wideCharset(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be' | null {
  const mark = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (mark === 'fffe0000') return 'utf-32le';
  if (mark === '0000feff') return 'utf-32be';
  if (mark.startsWith('fffe')) return 'utf-16le';
  if (mark.startsWith('feff')) return 'utf-16be';
  // Without a mark: Latin text has a zero in each second or in three of four bytes.
  const sample = bytes.subarray(0, 1024 - (1024 % 4));
  if (sample.length < 8 || bytes.length % 2 !== 0) return null;
  const zeros = [0, 0, 0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 4] = (zeros[at % 4] ?? 0) + 1;
  const [a = 0, b = 0, c = 0, d = 0] = zeros.map((count) => count / (sample.length / 4));
  if (a < 0.1 && b > 0.9 && c > 0.9 && d > 0.9) return 'utf-32le';
  if (a > 0.9 && b > 0.9 && c > 0.9 && d < 0.1) return 'utf-32be';
  if (a < 0.1 && c < 0.1 && b > 0.7 && d > 0.7) return 'utf-16le';
  if (a > 0.7 && c > 0.7 && b < 0.1 && d < 0.1) return 'utf-16be';
  return null;
}

/** What a page says of itself: in a `meta`, or as XML. */
function namedInside(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, META_BYTES)).toString('latin1');
  const said =
    /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]{1,40})/i.exec(start) ??
    /<meta[^>]{0,300}charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(start);
  return said?.[1] ?? null;
}

/** Sequences of several bytes that are UTF-8, and bytes that are not. A sequence that the end cuts is neither. */
function utf8In(bytes: Uint8Array): { sequences: number; slips: number } {
  let sequences = 0;
  let slips = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    const length = sequenceAt(bytes, at);
    if (length > 0) {
      sequences += 1;
      at += length - 1;
    } else slips += 1;
  }
  return { sequences, slips };
}

/** Bytes of the UTF-8 sequence that begins here; 0: none does. */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const length =
    lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 0;
  for (let next = 1; next < length; next += 1) {
    if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}

/** UTF-8 into which bytes of Windows-1252 came, as "5–10" pasted from elsewhere: they keep their meaning. */
function withSlips(bytes: Uint8Array): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    const length = sequenceAt(bytes, at);
    if (length > 0) {
      at += length - 1;
      continue;
    }
    parts.push(Buffer.from(bytes.subarray(from, at)).toString('utf8'));
    // What the end of the file cuts was a letter once; which one is lost.
    const isCut = at >= bytes.length - 3 && (bytes[at] ?? 0) >= 0xc2;
    parts.push(isCut ? '\ufffd' : iconv.decode(Buffer.from([bytes[at] ?? 0]), 'windows-1252'));
    from = at + 1;
  }
  parts.push(Buffer.from(bytes.subarray(from)).toString('utf8'));
  return parts.join('').replace(/^\ufeff+/, '');
}

/** A charset that a sender names and that such bytes can be in; null for what is none or would take two bytes a letter. */
function oldCharset(named: string | null): string | null {
  if (named === null || /^(?:utf|ucs|unicode|x-user-defined|binary|us-ascii|ascii)/i.test(named)) return null;
  if (/^(?:iso-?8859-?1|latin-?1|l1|windows-?1252|cp-?1252)$/i.test(named)) return 'windows-1252';
  return iconv.encodingExists(named) ? named : null;
}

function likeliest(bytes: Uint8Array): string {
  const sample = Buffer.from(bytes.subarray(0, 64 * 1024));
  const scores = OLD.map((name) => {
    const text = iconv.decode(sample, name);
    // A capital inside a word, as "produÁ„o": letters of another charset.
    const odd = (text.match(/\p{Ll}[\p{Lu}\p{S}\p{P}]\p{Ll}/gu) ?? []).filter((found) =>
      /[^\p{ASCII}]/u.test(found),
    );
    const count = (what: RegExp) => text.match(what)?.length ?? 0;
    return count(USUAL) - 3 * count(UNUSUAL) - 3 * odd.length;
  });
  return OLD[scores.indexOf(Math.max(...scores))] ?? 'windows-1252';
}
