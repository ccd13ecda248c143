import { inflateSync } from 'node:zlib';

/** What a test needs of a PDF, read from its objects: pages, their size, and their text through ToUnicode. */
export function readPdf(pdf: Buffer) {
  const raw = pdf.toString('latin1');
  const streams = [...raw.matchAll(/stream\r?\n/g)].map((match) => {
    const start = match.index + match[0].length;
    const bytes = pdf.subarray(start, raw.indexOf('endstream', start));
    try {
      return inflateSync(bytes).toString('latin1');
    } catch {
      return bytes.toString('latin1');
    }
  });
  const characters = new Map(streams.flatMap(toUnicode));
  const contents = streams.filter((stream) => stream.startsWith('1 0 0 -1 0'));
  const text = contents.map((stream) => shown(stream, characters)).join('\n');
  return {
    pages: [...raw.matchAll(/\/Type \/Page\b/g)].length,
    boxes: [...raw.matchAll(/\/MediaBox \[([^\]]*)\]/g)].map((match) => match[1] ?? ''),
    contents,
    text,
    /** Stretches of text that are drawn, not only laid under the picture. */
    visible: contents.reduce((sum, content) => sum + visibleTexts(content), 0),
    raw,
  };
}

function visibleTexts(content: string): number {
  const operators = [...content.matchAll(/\b([0-7]) Tr\b|\bTJ\b/g)];
  return operators.filter((one, i) => {
    const mode = operators.slice(0, i).findLast((earlier) => earlier[1] !== undefined)?.[1];
    return one[1] === undefined && mode !== '3';
  }).length;
}

function toUnicode(stream: string): [string, string][] {
  const entries: [string, string][] = [];
  for (const [, start = '', , list = ''] of stream.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi))
    for (const [i, [, code = '']] of [...list.matchAll(/<([0-9a-f]+)>/gi)].entries())
      entries.push([
        (Number.parseInt(start, 16) + i).toString(16).padStart(4, '0'),
        Buffer.from(code, 'hex').swap16().toString('utf16le'),
      ]);
  return entries;
}

/** One line for each `TJ`. */
function shown(stream: string, characters: ReadonlyMap<string, string>): string {
  return [...stream.matchAll(/\[([^\]]*)\] TJ/g)]
    .map(([, array = '']) =>
      [...array.matchAll(/<([0-9a-f]*)>/gi)]
        .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
        .map((glyph) => characters.get(glyph.toLowerCase()) ?? '\ufffd')
        .join(''),
    )
    .join('\n');
}
