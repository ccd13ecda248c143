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
  const maps = charactersByFont(pdf, raw);
  const contents = streams.filter((stream) => stream.startsWith('1 0 0 -1 0'));
  const text = contents.map((stream) => shown(stream, maps)).join('\n');
  return {
    pages: [...raw.matchAll(/\/Type \/Page\b/g)].length,
    boxes: [...raw.matchAll(/\/MediaBox \[([^\]]*)\]/g)].map((match) => match[1] ?? ''),
    contents,
    text,
    /** Stretches of text that are drawn, not only laid under a picture. */
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

/** Of each font by its name in the pages: glyph to character. */
function charactersByFont(pdf: Buffer, raw: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const objects = new Map([...raw.matchAll(/^(\d+) 0 obj/gm)].map((found) => [found[1] ?? '', found.index]));
  const dictionary = (id: string) => {
    const start = objects.get(id) ?? 0;
    return raw.slice(start, raw.indexOf('endobj', start));
  };
  const content = (id: string) => {
    const start = objects.get(id) ?? 0;
    const from = raw.indexOf('stream', start) + 'stream\n'.length;
    return inflateSync(pdf.subarray(from, raw.indexOf('endstream', from))).toString('latin1');
  };
  const named = [...raw.matchAll(/\/(F\d+) (\d+) 0 R/g)];
  return new Map(
    named.map(([, name = '', id = '']) => {
      const map = /\/ToUnicode (\d+) 0 R/.exec(dictionary(id))?.[1];
      return [name, new Map(map === undefined ? [] : toUnicode(content(map)))];
    }),
  );
}

/** One line for each `TJ`. */
function shown(stream: string, maps: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let font = '';
  const lines: string[] = [];
  for (const [, name, array = ''] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) {
      font = name;
      continue;
    }
    const glyphs = [...array.matchAll(/<([0-9a-f]*)>/gi)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
    lines.push(glyphs.map((glyph) => maps.get(font)?.get(glyph.toLowerCase()) ?? '\ufffd').join(''));
  }
  return lines.join('\n');
}
