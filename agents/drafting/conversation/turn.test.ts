import { describe, expect, it } from 'vitest';
import type { NewMessage } from '../../../ports/content.ts';
import { readUpto, turnOfReplies, turnText } from './turn.ts';

const message = (id: number, ts: string, text: string) => ({ id, ts, text, author_id: 'ana' });
const reply = (...messages: NewMessage[]) => ({
  kind: 'reply' as const,
  version: 1,
  question: null,
  messages,
});

describe('turnOfReplies()', () => {
  it('reads messages as they were written, in any order of arrival', () => {
    const turn = turnOfReplies(reply(message(7, '100.2', 'second'), message(8, '100.1', 'first')));
    expect(turnText(turn)).toBe('first\nsecond');
    expect(readUpto(turn)).toBe(8);
    expect(turn.key).toBe('message-8');
  });

  it('knows what was written about an earlier outline or an earlier version', () => {
    const old = { ...message(7, '1', 'go on'), before_question: true, before_version: true };
    const about = (turn: ReturnType<typeof turnOfReplies>) => turn.messages.map((m) => m.about);
    const both = reply(old, { ...message(8, '2', 'yes'), before_question: false, before_version: false });
    expect(about(turnOfReplies({ ...both, version: null, question: 2 }))).toEqual([
      'an earlier outline',
      null,
    ]);
    expect(about(turnOfReplies(both))).toEqual(['an earlier version', null]);
    expect(about(turnOfReplies(reply(message(9, '3', 'as older databases hand it out'))))).toEqual([null]);
  });

  it('takes no turn without messages', () => {
    expect(() => turnOfReplies(reply())).toThrow(RangeError);
  });

  it('reads the beginning of a message without end', () => {
    const turn = turnOfReplies(reply(message(1, '1', 'á'.repeat(10_000))));
    expect(turnText(turn)).toHaveLength(4000);
  });
});
