import { WebAPIPlatformError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import type { OutboxItem, Reminder } from '../../ports/content.ts';
import { testDesk } from '../../testing/bot/desk.ts';
import { aJob, anApproval, anItem } from '../../testing/bot/samples.ts';
import { en, ptBr, type Texts } from '../texts/texts.ts';
import { escalationMessage, reminderMessage } from './reminder-message.ts';
import { showReminder } from './show-reminder.ts';
import { watchWaiting } from './watch-waiting.ts';

const due: Reminder = {
  number: 1,
  kind: 'reminder',
  person_id: 'U0LUCIA',
  asked: [],
  status: 'awaiting_review',
  since: '2026-11-22T12:00:00Z',
  message_ts: '1700000001.000100',
  stands: true,
};
const anItemOf = (change: Partial<Reminder> = {}, more: Partial<OutboxItem> = {}) => ({
  ...anItem({ kind: 'reminder', draft: null, ts: null, job: aJob({ versions: 2 }), ...more }),
  reminder: { ...due, ...change },
});
const escalation: Partial<Reminder> = { kind: 'escalation', person_id: null, asked: ['U0RENATA'] };
const link = 'https://slack.example/p1';
const refused = (error: string) =>
  Promise.reject(new WebAPIPlatformError({ ok: false, error, response_metadata: {} }));

describe('reminderMessage()', () => {
  it.each([
    [en, 'Version 2 of the carousel that <@U0MARINA> asked for waits for your decision. <https'],
    [ptBr, 'A versão 2 do carrossel que <@U0MARINA> pediu espera a sua decisão. <https'],
  ] as [Texts, string][])('says what waits, since when, and where', (texts, words) => {
    const { blocks } = reminderMessage({ item: anItemOf(), link, calls: false }, texts);
    expect(JSON.stringify(blocks)).toContain(words);
    expect(JSON.stringify(blocks)).toContain('<!date^1795348800^');
    expect(JSON.stringify(blocks)).not.toContain('<@U0LUCIA>');
  });

  it('calls by name where others read it, and asks the requester for an answer', () => {
    const item = anItemOf({ status: 'awaiting_input' });
    expect(reminderMessage({ item, link: null, calls: true }, en).text).toBe(
      '<@U0LUCIA> The carousel that you asked for goes on once you answer its question.',
    );
  });
});

describe('escalationMessage()', () => {
  it('lets deputies decide, and has admins see to it where the rule names none', () => {
    const deputies = anApproval({ deputies: ['U0RENATA'] });
    const text = (approval: typeof deputies) =>
      escalationMessage({ item: anItemOf(escalation, { approval }), link }, en).text;
    expect(text(deputies)).toMatch(/^<@U0RENATA> version 2 .* please decide\.$/);
    expect(text(anApproval())).toContain('names no deputies');
  });
});

describe('showReminder()', () => {
  const slack = {
    'chat.getPermalink': async () => ({ ok: true, permalink: link }),
    'conversations.open': async () => ({ ok: true, channel: { id: 'D1' } }),
    'chat.postMessage': async () => ({ ok: true, ts: '5.5' }),
  };
  const posted = (t: ReturnType<typeof testDesk>) =>
    t.calls.filter(({ method }) => method === 'chat.postMessage').map(({ args }) => args);

  it('writes to the person alone', async () => {
    const t = testDesk({}, slack);
    expect(await showReminder(t.desk, anItemOf(), en)).toBe('5.5');
    expect(posted(t)).toMatchObject([{ channel: 'D1', text: expect.stringContaining('waits for your') }]);
    expect(posted(t)[0]).not.toHaveProperty('thread_ts');
  });

  it.each(['cannot_dm_bot', 'user_disabled', 'messages_tab_disabled'])(
    'calls the person in the thread where direct messages are refused with %s',
    async (code) => {
      const t = testDesk({}, { ...slack, 'conversations.open': () => refused(code) });
      expect(await showReminder(t.desk, anItemOf(), en)).toBe('5.5');
      expect(posted(t)).toMatchObject([
        {
          channel: 'C0MARKETING',
          thread_ts: '1700000000.000100',
          text: expect.stringMatching(/^<@U0LUCIA>/),
        },
      ]);
    },
  );

  it('asks deputies in the thread', async () => {
    const t = testDesk({}, slack);
    await showReminder(t.desk, anItemOf(escalation), en);
    expect(posted(t)).toMatchObject([
      { channel: 'C0MARKETING', text: expect.stringMatching(/^<@U0RENATA>/) },
    ]);
  });

  it('posts nothing that was overtaken, and nothing twice', async () => {
    const t = testDesk({}, slack);
    await expect(showReminder(t.desk, anItemOf({ stands: false }), en)).rejects.toThrow('overtaken');
    expect(await showReminder(t.desk, anItemOf({ stands: false }, { ts: '4.4' }), en)).toBe('4.4');
    expect(posted(t)).toEqual([]);
  });

  it('leaves what may pass to the next try', async () => {
    const t = testDesk({}, { ...slack, 'conversations.open': () => refused('internal_error') });
    await expect(showReminder(t.desk, anItemOf(), en)).rejects.toThrow();
    expect(posted(t)).toEqual([]);
  });
});

describe('watchWaiting()', () => {
  it('looks again at once while there is much to do, and goes on after an outage', async () => {
    const answers = [20, 3, 'away', 'away', 0];
    let looks = 0;
    const errors: unknown[] = [];
    const t = testDesk({
      remindDue: async () => {
        const answer = answers[looks] ?? 0;
        looks += 1;
        if (answer === 'away') throw new Error('away');
        return Number(answer);
      },
    });
    t.desk.log = { ...t.desk.log, error: (event: string) => void errors.push(event) } as typeof t.desk.log;
    const loop = watchWaiting(t.desk);
    await expect.poll(() => looks).toBeGreaterThan(5);
    await loop.stop(1000);
    expect(t.woken).toEqual(['outbox', 'outbox']);
    expect(errors).toEqual(['waiting_not_looked_at']);
  });
});
