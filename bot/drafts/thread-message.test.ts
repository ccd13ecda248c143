import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import type { MessageOutcome } from '../../ports/content.ts';
import { testDesk } from '../../testing/bot/desk.ts';
import { en } from '../texts/texts.ts';
import { threadMessage } from './thread-message.ts';

const reply = { type: 'message', channel: 'C1', user: 'U1', ts: '2.1', thread_ts: '1.1', text: 'shorter' };
const outcome = (change: Partial<MessageOutcome>): MessageOutcome => ({
  outcome: 'taken',
  first: true,
  job_id: 'job-1',
  job_type: 'blog',
  job_status: 'queued',
  ...change,
});

async function write(t: ReturnType<typeof testDesk>, event: object = reply): Promise<void> {
  // SAFETY: the handler reads only these parts of an event.
  await threadMessage(t.desk)({
    message: event,
    body: { team_id: 'T1' },
    context: { botUserId: 'U0GREENLIGHT' },
  } as unknown as Parameters<ReturnType<typeof threadMessage>>[0]);
}
const answering = (change: Partial<MessageOutcome>) =>
  testDesk({ recordMessage: async () => outcome(change) });
const lines = (t: ReturnType<typeof testDesk>) => t.told.map((x) => x.message.text);

describe('threadMessage()', () => {
  it('keeps a reply and wakes the agent, without a word: the thread shows what follows', async () => {
    const kept: unknown[] = [];
    const t = testDesk({
      recordMessage: async (message) => {
        kept.push(message);
        return outcome({});
      },
    });
    await write(t);
    expect(kept).toEqual([
      {
        team_id: 'T1',
        channel_id: 'C1',
        thread_ts: '1.1',
        ts: '2.1',
        author_id: 'U1',
        text: 'shorter',
        aside: null,
        called: null,
      },
    ]);
    expect(t.woken).toEqual(['jobs', 'outbox']);
    expect(t.told).toEqual([]);
  });

  it.each([
    ['running', en.thread.heard],
    ['failed', en.thread.heardStopped],
  ])('tells the author of a reply that waits while the job is %s', async (job_status, line) => {
    const t = answering({ outcome: 'waiting', job_status });
    await write(t);
    expect(lines(t)).toEqual([line]);
    expect(t.told[0]?.to).toEqual({ user_id: 'U1', channel_id: 'C1', thread_ts: '1.1' });
    expect(t.woken).toContain('jobs');
  });

  it.each([
    ['completed', en.thread.approved],
    ['running', en.thread.approved],
    ['failed', en.thread.approved],
    ['rejected', en.thread.ended('article')],
    ['cancelled', en.thread.ended('article')],
  ])('says that a closed job which is %s takes no reply', async (job_status, line) => {
    const t = answering({ outcome: 'closed', job_status });
    await write(t);
    expect(lines(t)).toEqual([line]);
    expect(t.woken).toEqual([]);
  });

  it('says of an approved enrichment how it is taken back', async () => {
    const t = answering({ outcome: 'closed', job_type: 'lead_enrichment', job_status: 'completed' });
    await write(t);
    expect(lines(t)).toEqual([en.enrichment.approved]);
  });

  it('says once to a stranger who may steer', async () => {
    const first = answering({ outcome: 'not_yours', first: true, job_type: 'carousel' });
    await write(first);
    expect(lines(first)).toEqual([en.thread.notYours('carousel')]);
    const again = answering({ outcome: 'not_yours', first: false });
    await write(again);
    expect(again.told).toEqual([]);
  });

  it.each(['kept', 'known', 'no_job'] as const)('is silent about a message that is %s', async (kind) => {
    const t = answering({ outcome: kind, job_id: null });
    await write(t);
    expect(t.told).toEqual([]);
  });

  it.each([
    ['plan', en.plans.answer.useButtons],
    ['outreach_notes', en.notes.answer.useButtons],
    ['incoming_webhook', en.replies.useButtons],
    ['brand_kit', en.knowledge.brand.useButtons],
  ] as const)(
    'says at each remark in the thread of a %s what to do instead, and leaves talk alone',
    async (job_type, line) => {
      const waits = { outcome: 'kept', job_type, job_status: 'awaiting_review' } as const;
      for (const first of [true, false]) {
        const remark = answering({ ...waits, first });
        await write(remark);
        expect(lines(remark)).toEqual([line]);
      }
      const later = answering({ ...waits, first: false });
      await write(later, { ...reply, text: 'thanks!' });
      expect(lines(later)).toEqual([]);
      const over = answering({ ...waits, first: false, job_status: 'completed' });
      await write(over);
      expect(lines(over)).toEqual([]);
    },
  );

  it('says that files are not read', async () => {
    const files = { subtype: 'file_share', files: [{ id: 'F1' }] };
    const only = answering({ outcome: 'kept', first: false });
    await write(only, { ...reply, ...files, text: '' });
    expect(lines(only)).toEqual([en.thread.filesNotRead]);
    const withWords = answering({ outcome: 'taken' });
    await write(withWords, { ...reply, ...files });
    expect(lines(withWords)).toEqual([en.thread.filesNotRead]);
  });

  it('answers a call by name in a thread that is of no job', async () => {
    const t = answering({ outcome: 'no_job', job_id: null });
    await write(t, { ...reply, text: '<@U0GREENLIGHT> what can you do?' });
    expect(lines(t)).toEqual([`${en.mentionHelp} ${en.fromThread.offerAny}`]);
  });

  it.each([
    ['that the database knows', [true], ['outbox']],
    ['that is gone before the database heard of its post', [false, true], ['outbox']],
    ['that is none of ours, or needed no more', [false, false], []],
  ])('looks after a deleted message %s', async (_, known, woken) => {
    const asked: unknown[] = [];
    const t = testDesk({
      showAgain: async (message) => {
        asked.push(message);
        return known[asked.length - 1] ?? false;
      },
    });
    const gone = { subtype: 'message_deleted', deleted_ts: '3.1', previous_message: { bot_id: 'B1' } };
    await write(t, { type: 'message', channel: 'C1', ...gone });
    expect(asked).toEqual(known.map(() => ({ team_id: 'T1', channel_id: 'C1', ts: '3.1' })));
    expect(t.woken).toEqual(woken);
  });

  it('follows edits and deletions', async () => {
    const calls: unknown[] = [];
    const t = testDesk({
      editMessage: async (message) => {
        calls.push(message);
        return 'followed';
      },
      deleteMessage: async (message) => {
        calls.push(message);
        return true;
      },
    });
    await write(t, {
      type: 'message',
      subtype: 'message_changed',
      channel: 'C1',
      message: { ...reply, text: 'much shorter' },
      previous_message: reply,
    });
    await write(t, {
      type: 'message',
      subtype: 'message_deleted',
      channel: 'C1',
      deleted_ts: '2.1',
      previous_message: reply,
    });
    expect(calls).toEqual([
      { team_id: 'T1', channel_id: 'C1', ts: '2.1', text: 'much shorter' },
      { team_id: 'T1', channel_id: 'C1', ts: '2.1' },
    ]);
    expect(t.told).toEqual([]);
  });

  it('tells the author of an edit that came after the reading', async () => {
    const t = testDesk({ editMessage: async () => 'read' });
    await write(t, {
      type: 'message',
      subtype: 'message_changed',
      channel: 'C1',
      message: { ...reply, text: 'much shorter' },
      previous_message: reply,
    });
    expect(lines(t)).toEqual([en.thread.editedTooLate]);
  });

  it('notes whom Slack calls a guest by now before the database decides', async () => {
    const order: string[] = [];
    const t = testDesk({
      recordMessage: async () => {
        order.push('recorded');
        return outcome({});
      },
    });
    t.desk.knowPerson = async () => {
      order.push('known');
      return null;
    };
    await write(t, reply);
    expect(order).toEqual(['known', 'recorded']);
  });

  it('follows a deletion that comes while the reply is being kept, or before it', async () => {
    const order: string[] = [];
    let known = false;
    const t = testDesk({
      recordMessage: async () => {
        for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
        order.push('kept');
        known = true;
        return outcome({});
      },
      deleteMessage: async () => {
        order.push(`deleted: ${known}`);
        return known;
      },
    });
    const handler = threadMessage(t.desk);
    const send = (message: object) =>
      // SAFETY: the handler reads only these parts of an event.
      handler({ message, body: { team_id: 'T1' }, context: {} } as unknown as Parameters<typeof handler>[0]);
    const deletion = {
      subtype: 'message_deleted',
      channel: 'C1',
      deleted_ts: '2.1',
      previous_message: reply,
    };
    await Promise.all([send(reply), send(deletion)]);
    expect(order).toEqual(['kept', 'deleted: true']);
    known = false;
    order.length = 0;
    await send(deletion);
    expect(order).toEqual(['deleted: false', 'deleted: false']);
  });

  it('keeps a reply once the database is back: Slack does not send it again', async () => {
    let tries = 0;
    const t = testDesk({
      recordMessage: async () => {
        tries += 1;
        if (tries < 4) throw new ExpectedError('database_unavailable', 'No answer');
        return outcome({});
      },
    });
    await write(t);
    expect(tries).toBe(4);
    expect(t.told).toEqual([]);
    expect(t.woken).toContain('jobs');
  });

  it('says that a reply is not kept when the database stays away', async () => {
    const t = testDesk({
      recordMessage: () => Promise.reject(new ExpectedError('database_unavailable', 'No answer')),
    });
    await write(t);
    expect(lines(t)).toEqual([en.thread.notKept]);
  });

  it('offers a draft of the thread to who calls it there for one, as long as no job takes replies', async () => {
    const call = { ...reply, text: '<@U0GREENLIGHT> carousel about cleaning' };
    for (const change of [
      { outcome: 'no_job', job_id: null, job_status: null },
      { outcome: 'closed', job_status: 'completed' },
      { outcome: 'kept', job_status: 'cancelled' },
    ] as const) {
      const t = answering(change);
      await write(t, call);
      expect(lines(t)).toEqual([en.fromThread.offer('carousel')]);
      expect(JSON.stringify(t.told[0]?.message.blocks)).toContain('open_thread_form');
      expect(t.told[0]?.to).toEqual({ user_id: 'U1', channel_id: 'C1', thread_ts: '1.1' });
    }
    const open = answering({ outcome: 'taken' });
    await write(open, call);
    expect(open.told).toEqual([]);
  });

  it('answers who calls it about a draft that is done in a thread of people, and nobody else there', async () => {
    const called = answering({ outcome: 'kept', job_status: 'completed' });
    await write(called, { ...reply, text: '<@U0GREENLIGHT> shorter' });
    expect(lines(called)).toEqual([en.thread.approved]);
    const talk = answering({ outcome: 'kept', job_status: 'completed' });
    await write(talk);
    expect(talk.told).toEqual([]);
  });
});
