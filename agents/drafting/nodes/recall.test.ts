import { describe, expect, it } from 'vitest';
import { turnOfReplies } from '../conversation/turn.ts';
import { recall } from './recall.ts';

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
    const turn = turnOfReplies({
      kind: 'reply',
      version: 1,
      question: null,
      messages: [8, 7].map((id) => ({ id, ts: `100.${9 - id}`, text: 'now', author_id: 'ana' })),
    });
    const state = { turn, team_id: 't', job_id: 'j', language: 'pt' as const };
    const { memory } = await recall(content, { id: 'j', fence: 1 })(state);
    expect(memory.map((m) => m.text)).toEqual(['line 5', 'line 6']);
  });
});
