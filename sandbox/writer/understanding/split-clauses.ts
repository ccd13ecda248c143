import { even, masked } from '../reading/even-text.ts';
import { wantsChange } from './read-wish.ts';

/** A message cut into what can be understood alone: sentences, and within them one wish each. */
export function splitClauses(message: string): string[] {
  return message
    .normalize('NFC')
    .split(/\n+/)
    .flatMap((line) => cutAt(line.replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/, ''), sentenceEnd))
    .flatMap((sentence) => wishesIn(sentence))
    .map((c) => c.trim())
    .filter((c) => /[\p{L}\p{N}]|\p{Extended_Pictographic}/u.test(c));
}

const sentenceEnd = /;\s*|(?<!\b(?:e\.g|ex|i\.e|p\.ex|vs)\.)(?<=[.!?])\s+/g;
const joint =
  /,\s*(?:e\s+|and\s+|mas\s+|but\s+|tambem\s+|also\s+|then\s+|depois\s+)?|\s+(?:e|and|mas|but|then)\s+(?:tambem\s+|also\s+)?/g;

function cutAt(line: string, pattern: RegExp): string[] {
  const hidden = masked(even(line));
  const parts: string[] = [];
  let from = 0;
  for (const cut of hidden.matchAll(pattern)) {
    parts.push(line.slice(from, cut.index));
    from = cut.index + cut[0].length;
  }
  parts.push(line.slice(from));
  return parts;
}

/** "A, B e C" is one wish unless what follows the joint is a wish of its own. */
function wishesIn(sentence: string): string[] {
  const hidden = masked(even(sentence));
  const parts: string[] = [];
  let from = 0;
  for (const cut of hidden.matchAll(joint)) {
    const head = sentence.slice(from, cut.index);
    const tail = sentence.slice(cut.index + cut[0].length);
    if (!startsWish(even(tail)) || head.trim() === '') continue;
    parts.push(head);
    from = cut.index + cut[0].length;
  }
  parts.push(sentence.slice(from));
  return parts;
}

// A wish says its verb or its comparison early; "ISO 13485, ISO 14971" does not.
function startsWish(tail: string): boolean {
  const words = tail.split(/\s+/).slice(0, 7).join(' ');
  return wantsChange(words) || wantsChange(`${words} x`);
}
