import { describe, expect, it } from 'vitest';
import { notHandled } from './not-handled.ts';

describe('notHandled()', () => {
  it('warns once an hour of a foreign team, and of each team', async () => {
    const lines: string[] = [];
    const clock = { now: 0 };
    const write = (level: string) => (event: string) => void lines.push(`${level} ${event}`);
    const handle = notHandled(
      { now: () => clock.now, sleep: async () => {} },
      { info: write('info'), warn: write('warn'), error: write('error') },
    );
    const from = (team_id: string) => {
      const error = Object.assign(new Error('not ours'), { code: 'slack_bolt_authorization_error' });
      // SAFETY: it reads nothing else.
      return handle({ error, body: { team_id } } as unknown as Parameters<typeof handle>[0]);
    };
    await from('T1');
    await from('T1');
    await from('T2');
    expect(lines).toEqual(['warn slack_request_not_handled', 'warn slack_request_not_handled']);
    clock.now = 60 * 60_000 + 1;
    await from('T1');
    expect(lines).toHaveLength(3);
  });
});
