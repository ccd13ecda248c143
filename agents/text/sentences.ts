import sbd from 'sbd';

// Intl.Segmenter ends a sentence after "Dr." and "Sra."; sbd does not, given the abbreviations.
const abbreviations =
  'Dr Dra Sr Sra Srs Prof Profa Eng Av Ltda Cia Art Inc Fig Tab Ex etc cf al vs jan fev mar abr mai jun jul ago set out nov dez Mr Mrs Ms St Co Ltd Corp approx e.g i.e a.C d.C p.ex nº No'.split(
    ' ',
  );

interface Sentence {
  text: string;
  start: number;
  end: number;
}

/** The sentences of a text, each a verbatim piece of it, with where it stands. Empty lines end a sentence. */
export function sentences(text: string): Sentence[] {
  const found: Sentence[] = [];
  for (const block of text.matchAll(/\S[\s\S]*?(?=\n\s*\n|$(?![\s\S]))/g)) {
    let from = block.index;
    for (const piece of sbd.sentences(block[0], { abbreviations, newline_boundaries: false })) {
      const start = locate(text, piece, from);
      // What the splitter rewrote cannot be located; it stays with the block's rest instead of getting lost.
      if (start === undefined) continue;
      found.push({ text: text.slice(start.at, start.end), start: start.at, end: start.end });
      from = start.end;
    }
  }
  return found;
}

/** The splitter folds blanks: the piece is looked up word by word. */
function locate(text: string, piece: string, from: number): { at: number; end: number } | undefined {
  const words = piece.trim().split(/\s+/).filter(Boolean);
  let at: number | undefined;
  let end = from;
  for (const word of words) {
    const next = text.indexOf(word, end);
    if (next < 0 || (at !== undefined && text.slice(end, next).trim() !== '')) return undefined;
    at ??= next;
    end = next + word.length;
  }
  return at === undefined ? undefined : { at, end };
}
