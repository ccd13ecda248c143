import { describe, expect, it } from 'vitest';
import { recall } from './recall.ts';
import { readUpto, turnOfReplies, turnText } from './turn.ts';

const message = (id: number, ts: string, text: string) => ({ id, ts, text, author_id: 'ana' });
const reply = (...messages: ReturnType<typeof message>[]) => ({
  kind: 'reply' as const,
  version: 1,
  question: null,
  messages,
});

describe('turnOfReplies()', () => {
  it('reads messages as they were written, whatever order they arrived in', () => {
    const turn = turnOfReplies(reply(message(7, '100.2', 'second'), message(8, '100.1', 'first')));
    expect(turnText(turn)).toBe('first\nsecond');
    expect(readUpto(turn)).toBe(8);
    expect(turn.key).toBe('message-8');
  });

  it('takes no turn without messages', () => {
    expect(() => turnOfReplies(reply())).toThrow(RangeError);
  });

  it('reads the beginning of a message without end', () => {
    const turn = turnOfReplies(reply(message(1, '1', 'á'.repeat(10_000))));
    expect(turnText(turn)).toHaveLength(4000);
  });
});

describe('recall()', () => {
  it('remembers nothing of the turn itself and nothing later', async () => {
    const line = (id: number) => ({
      id,
      author_kind: 'person' as const,
      author_id: 'ana',
      kind: 'message' as const,
      text: `line ${id}`,
      created_at: '',
    });
    const content = { readThread: async () => [5, 6, 7, 8, 9].map(line) };
    const turn = turnOfReplies(reply(message(8, '100.1', 'first'), message(7, '100.2', 'second')));
    const memory = await recall(content, { id: 'j', fence: 1 }, turn);
    expect(memory.map((m) => m.text)).toEqual(['line 5', 'line 6']);
  });
});
