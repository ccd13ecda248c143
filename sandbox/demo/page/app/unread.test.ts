import { describe, expect, it } from 'vitest';
import type { Message } from './types.ts';
import { countUnread, createReadMarks, mentions } from './unread.ts';

const message = (ts: string, user: string, more: Partial<Message> = {}): Message => ({
  ts,
  user,
  text: '',
  ...more,
});

describe('countUnread()', () => {
  it('counts what others said after the mark, and which of it calls the person', () => {
    const list = [
      message('1.000001', 'U2'),
      message('2.000001', 'U1'),
      message('3.000001', 'U2', { text: 'hello <@U1>' }),
      message('4.000001', 'U2', { text: 'only you', ephemeral: true }),
    ];
    expect(countUnread(list, '1.000001', 'U1')).toEqual({ messages: 1, mentions: 1 });
    expect(countUnread(list, null, 'U1')).toEqual({ messages: 2, mentions: 1 });
  });

  it('finds a mention in blocks, and not one that was escaped', () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: '<@U1> may approve' } }];
    expect(mentions(message('1.0', 'U2', { blocks }), 'U1')).toBe(true);
    expect(mentions(message('1.0', 'U2', { text: '&lt;@U1&gt;' }), 'U1')).toBe(false);
  });
});

describe('createReadMarks()', () => {
  it('never moves back, and keeps people apart', () => {
    const held = new Map<string, string>();
    const marks = createReadMarks({
      getItem: (key) => held.get(key) ?? null,
      setItem: (key, value) => void held.set(key, value),
    });
    marks.set('U1', 'C1', '5.000000');
    marks.set('U1', 'C1', '4.000000');
    expect(marks.get('U1', 'C1')).toBe('5.000000');
    expect(marks.get('U2', 'C1')).toBeNull();
  });
});
