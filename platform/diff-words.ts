import { diffArrays } from 'diff';

/** A stretch of a difference; unchanged ones may be cut to `…`. */
interface Hunk {
  op: 'same' | 'removed' | 'added';
  text: string;
}

/** Characters of all hunks of one text together, about; a card in Slack has no room for more. */
const MOST = 2000;
/** Unchanged words kept on each side of a change, for context. */
const CONTEXT = 6;
/** A change of so many words is a new text: finding what is common to both costs the square of it and shows nothing. */
const MOST_EDITS = 1500;
/** Fewer unchanged words between two changes of one line than this are read as part of one change. */
const ISLAND = 3;
const CUT = '…';

/**
 * What was removed and added between two texts, word by word, in reading order.
 *
 * Unchanged stretches are cut to `…`. Text that differs in blanks alone answers no hunks.
 */
export function diffWords(before: string, after: string): Hunk[] {
  // The last word is followed by a blank like every other, so that it is the same word wherever it stands.
  const [from, to] = [`${before.trim()} `, `${after.trim()} `];
  return bounded(closed(clipped(merged(found(tokens(from), tokens(to))))));
}

/** Words with the blanks that follow them. */
function tokens(text: string): string[] {
  return text.match(/\S+\s*/g) ?? [];
}

function found(before: string[], after: string[]): Hunk[] {
  const changes = diffArrays(before, after, {
    maxEditLength: MOST_EDITS,
    comparator: (a, b) => a.trimEnd() === b.trimEnd(),
  });
  // Given up: none of it is in common.
  if (changes === undefined) return joined([hunk('removed', before), hunk('added', after)]);
  return joined(
    changes.map(({ value, added, removed }) => hunk(added ? 'added' : removed ? 'removed' : 'same', value)),
  );
}

function hunk(op: Hunk['op'], words: string[]): Hunk {
  return { op, text: words.join('') };
}

/** Short unchanged islands between changes are taken into them: a mosaic of single words cannot be read. */
function merged(hunks: Hunk[]): Hunk[] {
  const open = hunks.flatMap((one, i): Hunk[] => {
    const inside = i > 0 && i < hunks.length - 1;
    const short = tokens(one.text).length < ISLAND && !one.text.includes('\n');
    return one.op === 'same' && inside && short
      ? [
          { op: 'removed', text: one.text },
          { op: 'added', text: one.text },
        ]
      : [one];
  });
  return joined(open);
}

/** Between two unchanged stretches: all that was removed, then all that was added. */
function joined(hunks: Hunk[]): Hunk[] {
  const result: Hunk[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed !== '') result.push({ op: 'removed', text: removed });
    if (added !== '') result.push({ op: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const { op, text } of hunks) {
    if (op === 'removed') removed += text;
    else if (op === 'added') added += text;
    else {
      flush();
      if (text !== '') result.push({ op, text });
    }
  }
  flush();
  return result;
}

function clipped(hunks: Hunk[]): Hunk[] {
  if (hunks.every(({ op }) => op === 'same')) return [];
  return hunks.map((one, i) => {
    if (one.op !== 'same') return one;
    const words = tokens(one.text);
    const head = i === 0 ? 0 : CONTEXT;
    const tail = i === hunks.length - 1 ? 0 : CONTEXT;
    if (words.length <= head + tail + 1) return one;
    const [first, last] = [words.slice(0, head).join(''), words.slice(words.length - tail).join('')];
    return { op: 'same', text: `${first}${CUT}${tail === 0 ? '' : ` ${last}`}` };
  });
}

/** No blank ends the whole; what was removed keeps the one that parts it from what was added. */
function closed(hunks: Hunk[]): Hunk[] {
  return hunks.map(({ op, text }, i) => ({ op, text: i === hunks.length - 1 ? text.trimEnd() : text }));
}

/** A change that is longer than its share is cut in its middle; what comes after the last that has room is left out. */
function bounded(hunks: Hunk[]): Hunk[] {
  const total = hunks.reduce((sum, { text }) => sum + text.length, 0);
  if (total <= MOST) return hunks;
  const share = Math.max(200, Math.floor(MOST / hunks.length));
  const result: Hunk[] = [];
  let room: number = MOST;
  for (const { op, text } of hunks) {
    if (room < 40) {
      result.push({ op: 'same', text: CUT });
      break;
    }
    const short = shorten(text, Math.min(room, share));
    result.push({ op, text: short });
    room -= short.length;
  }
  return result;
}

/** Beginning and end of a text, whole words where they are not too long. */
function shorten(text: string, most: number): string {
  const letters = [...text];
  if (letters.length <= most) return text;
  const half = Math.floor((most - 3) / 2);
  const head = letters
    .slice(0, half)
    .join('')
    .replace(/\s\S{0,30}$/, '');
  const tail = letters
    .slice(-half)
    .join('')
    .replace(/^\S{0,30}\s/, '');
  return `${head} ${CUT} ${tail}`;
}
