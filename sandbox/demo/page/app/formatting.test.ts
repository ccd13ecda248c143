import { describe, expect, it } from 'vitest';
import { applyFormat, breakLine, type Format, formatOfKey, insertLink, type Typed } from './formatting.ts';

/** `[` and `]` stand for the ends of the selection, `|` for a caret. */
function typed(marked: string): Typed {
  const start = marked.search(/[[|]/);
  const text = marked.replace(/[[|\]]/g, '');
  return { text, start, end: marked.includes(']') ? marked.indexOf(']') - 1 : start };
}
function shown({ text, start, end }: Typed): string {
  const [before, chosen, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
  return start === end ? `${before}|${after}` : `${before}[${chosen}]${after}`;
}
const formatted = (format: Format, marked: string) => shown(applyFormat(format, typed(marked)));

describe('applyFormat()', () => {
  it('puts markers around words and takes them away again', () => {
    expect(formatted('bold', 'a [word] more')).toBe('a *[word]* more');
    expect(formatted('bold', 'a *[word]* more')).toBe('a [word] more');
    expect(formatted('italic', '|')).toBe('_|_');
    expect(formatted('strike', '[x]')).toBe('~[x]~');
    expect(formatted('code', '[x]')).toBe('`[x]`');
    expect(formatted('block', '[a\nb]')).toBe('```\n[a\nb]\n```');
  });

  it('leaves spaces outside, beside which Slack reads no marker', () => {
    expect(formatted('bold', 'a[ word ]b')).toBe('a *[word]* b');
  });

  it('makes lines a quote or a list, changes one into the other, and back', () => {
    expect(formatted('bullets', 'x\n[one\ntwo]')).toBe('x\n• [one\n• two]');
    expect(formatted('ordered', '[• one\n• two]').replace(/[[\]]/g, '')).toBe('1. one\n2. two');
    expect(formatted('quote', 'wo|rds')).toBe('> wo|rds');
    expect(formatted('quote', '> wo|rds')).toBe('wo|rds');
    expect(formatted('bullets', '|')).toBe('• |');
  });
});

describe('breakLine()', () => {
  it('goes on with the list, and ends it on an empty entry', () => {
    const next = (marked: string) => {
      const found = breakLine(typed(marked));
      return found && shown(found);
    };
    expect(next('• one|')).toBe('• one\n• |');
    expect(next('9. nine|')).toBe('9. nine\n10. |');
    expect(next('> said|')).toBe('> said\n> |');
    expect(next('• one\n• |')).toBe('• one\n|');
    expect(next('words|')).toBeNull();
  });
});

describe('insertLink()', () => {
  it('writes words with their address, and an address alone without words', () => {
    expect(shown(insertLink(typed('see [x]'), 'the norm', 'https://a.example'))).toBe(
      'see [the norm](https://a.example)|',
    );
    expect(shown(insertLink(typed('|'), ' ', 'https://a.example'))).toBe('https://a.example|');
  });

  it('keeps words on one line, and signs that would end the link out of the address', () => {
    expect(insertLink(typed('|'), 'one\n two', 'https://a.example/x_(y)').text).toBe(
      '[one two](https://a.example/x_%28y%29)',
    );
  });
});

describe('formatOfKey()', () => {
  it('knows Slack’s keys, whatever the keyboard writes on them', () => {
    expect(formatOfKey({ code: 'KeyB', shiftKey: false })).toBe('bold');
    expect(formatOfKey({ code: 'KeyX', shiftKey: true })).toBe('strike');
    expect(formatOfKey({ code: 'KeyX', shiftKey: false })).toBeNull();
  });
});
