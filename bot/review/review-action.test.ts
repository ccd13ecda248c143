import type { BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import type { ReviewOutcome } from '../../ports/content.ts';
import { type TestDesk, testDesk } from '../../testing/bot/desk.ts';
import { anApproval, aReview } from '../../testing/bot/samples.ts';
import { en } from '../texts/texts.ts';
import { approveAction, rejectAction, requestChangesAction } from './review-action.ts';

const ref = { job: 'job-1', version: 1, hash: 'a'.repeat(64) };
const outcome = (change: Partial<ReviewOutcome>): ReviewOutcome => ({
  outcome: 'decided',
  reason: null,
  approvers: ['U0LUCIA', 'U0THOMAS'],
  approval: anApproval(),
  user_groups: [],
  job_status: 'queued',
  current_version: 1,
  current_card_ts: '1700000001.000100',
  channel_id: 'C0MARKETING',
  standing: null,
  approvals: 1,
  quorum: 1,
  ...change,
});

type Handler = (args: SlackActionMiddlewareArgs<BlockButtonAction>) => Promise<void>;

async function press(
  handler: Handler,
  value = JSON.stringify(ref),
  onAck: () => void = () => {},
): Promise<{ acks: number }> {
  let acks = 0;
  // SAFETY: the handlers read only these parts of a click.
  await handler({
    ack: async () => {
      acks += 1;
      onAck();
    },
    body: {
      type: 'block_actions',
      team: { id: 'T0GREENLIGHT' },
      user: { id: 'U0LUCIA', team_id: 'T0GREENLIGHT' },
      channel: { id: 'C0MARKETING' },
      message: { ts: '1700000000.000300', thread_ts: '1700000000.000100' },
      trigger_id: 'trigger-1',
      actions: [{ type: 'button', action_id: 'review_approve', value }],
    },
  } as unknown as SlackActionMiddlewareArgs<BlockButtonAction>);
  return { acks };
}

const permalink = {
  'chat.getPermalink': async () => ({
    ok: true,
    permalink: 'https://slack.example/archives/C1/p1700000001000100',
  }),
};
const line = (t: TestDesk) => t.told.map((x) => x.message.text);

describe('approveAction()', () => {
  it('decides on what the button carried, and leaves the card to the outbox', async () => {
    const clicks: unknown[] = [];
    const t = testDesk({
      recordReview: async (click) => {
        clicks.push(click);
        return outcome({});
      },
    });
    expect(await press(approveAction(t.desk))).toEqual({ acks: 1 });
    expect(clicks).toEqual([
      {
        job_id: 'job-1',
        version: 1,
        hash: ref.hash,
        reviewer_id: 'U0LUCIA',
        decision: 'approve',
        note: null,
      },
    ]);
    expect(t.told).toEqual([]);
    expect(t.woken).toEqual(['outbox', 'jobs']);
  });

  it('is acknowledged only once the decision is stored: a crash in between loses no press', async () => {
    const order: string[] = [];
    const t = testDesk({
      recordReview: async () => {
        order.push('stored');
        return outcome({});
      },
    });
    await press(approveAction(t.desk), undefined, () => order.push('acknowledged'));
    expect(order).toEqual(['stored', 'acknowledged']);
  });

  it('redraws the card when an approval is counted towards a quorum', async () => {
    const t = testDesk({ recordReview: async () => outcome({ outcome: 'quorum_pending', quorum: 2 }) });
    await press(approveAction(t.desk));
    expect(t.told).toEqual([]);
    expect(t.woken).toContain('outbox');
  });

  it('says that the card is superseded and links to the current one', async () => {
    const t = testDesk(
      { recordReview: async () => outcome({ outcome: 'superseded', current_version: 2 }) },
      permalink,
    );
    await press(approveAction(t.desk));
    expect(line(t)[0]).toContain('Version 1 is superseded by version 2');
    expect(line(t)[0]).toContain(
      '<https://slack.example/archives/C1/p1700000001000100|Open the current version>',
    );
    expect(t.told[0]?.to).toMatchObject({ user_id: 'U0LUCIA', thread_ts: '1700000000.000100' });
  });

  it('says it also when Slack gives no link', async () => {
    const t = testDesk({ recordReview: async () => outcome({ outcome: 'superseded', current_version: 2 }) });
    await press(approveAction(t.desk));
    expect(line(t)[0]).toContain('Version 1 is superseded by version 2');
  });

  it('says who decided before, and when', async () => {
    const standing = aReview({ reviewer_id: 'U0THOMAS', decision: 'reject' });
    const t = testDesk({
      recordReview: async () => outcome({ outcome: 'already_decided', reason: 'rejected', standing }),
    });
    await press(approveAction(t.desk));
    expect(line(t)[0]).toMatch(/rejected by <@U0THOMAS> \(<!date\^\d+\^/);
  });

  it.each([
    ['requester', 'four eyes'],
    ['role', 'Your role may not'],
    ['guest', 'Guests cannot decide'],
    ['already_approved', 'already counted: 1 of 2'],
  ])('names who may when the reason is %s', async (reason, said) => {
    const t = testDesk({
      recordReview: async () => outcome({ outcome: 'not_allowed', reason, approvals: 1, quorum: 2 }),
    });
    await press(approveAction(t.desk));
    expect(line(t)[0]).toContain(said);
    expect(line(t)[0]).toContain('<@U0LUCIA>, <@U0THOMAS>');
  });

  it('asks to press again when the database does not answer', async () => {
    const t = testDesk({
      recordReview: () => Promise.reject(new ExpectedError('database_unavailable', 'No answer')),
    });
    await press(approveAction(t.desk));
    expect(line(t)).toEqual([en.review.notRecorded]);
  });

  it('speaks up when recording takes long, and tells how it ended', async () => {
    let answer: (o: ReviewOutcome) => void = () => {};
    const slow = new Promise<ReviewOutcome>((resolve) => {
      answer = resolve;
    });
    const t = testDesk({ recordReview: () => slow });
    const pressed = press(approveAction(t.desk));
    await expect.poll(() => line(t)).toEqual([en.review.recordingTakesLong]);
    answer(outcome({}));
    await pressed;
    expect(line(t)).toEqual([en.review.recordingTakesLong, en.review.recordedAfterAll]);
  });

  it('says that the draft is gone when the database does not know it', async () => {
    const t = testDesk({
      recordReview: () => Promise.reject(new ExpectedError('unknown_draft', 'There is none')),
    });
    await press(approveAction(t.desk));
    expect(line(t)).toEqual([en.review.unknownDraft]);
  });
});

describe.each([
  ['requestChangesAction()', requestChangesAction, 'request_changes'],
  ['rejectAction()', rejectAction, 'reject'],
] as const)('%s', (_, noteAction, decision) => {
  const opens = { 'views.open': async () => ({ ok: true }) };

  it('opens the form that carries the version, for a decision that would be taken', async () => {
    const clicks: unknown[] = [];
    const t = testDesk(
      {
        reviewRefusal: async (click) => {
          clicks.push(click);
          return null;
        },
      },
      opens,
    );
    await press(noteAction(t.desk));
    expect(clicks).toEqual([
      { job_id: 'job-1', version: 1, hash: ref.hash, reviewer_id: 'U0LUCIA', decision },
    ]);
    const [call] = t.calls;
    expect(call?.method).toBe('views.open');
    expect(JSON.stringify(call?.args)).toContain(ref.hash);
    expect(t.told).toEqual([]);
  });

  it.each(['role', 'guest', 'group_unread'])(
    'refuses a person at once, and opens no form: %s',
    async (reason) => {
      const t = testDesk({ reviewRefusal: async () => outcome({ outcome: 'not_allowed', reason }) }, opens, {
        readUserGroups: () => Promise.reject(new Error('missing_scope')),
      });
      await press(noteAction(t.desk));
      expect(t.calls).toEqual([]);
      const said = {
        role: 'Your role may not',
        guest: 'Guests cannot',
        group_unread: en.review.notAllowed.groupUnread,
      };
      expect(line(t)).toEqual([expect.stringContaining(said[reason as keyof typeof said])]);
    },
  );

  it('opens the form for a person whom their user group makes one who may decide', async () => {
    const answers = [outcome({ outcome: 'not_allowed', reason: 'group_unread', user_groups: ['S1'] }), null];
    const read: string[][] = [];
    const t = testDesk({ reviewRefusal: async () => answers.shift() ?? null }, opens, {
      readUserGroups: async (_, ids) => void read.push(ids),
    });
    await press(noteAction(t.desk));
    expect(read).toEqual([['S1']]);
    expect(t.calls.map((c) => c.method)).toEqual(['views.open']);
  });

  it('says at once that the card is superseded, with a link, instead of opening the form', async () => {
    const t = testDesk(
      { reviewRefusal: async () => outcome({ outcome: 'superseded', current_version: 2 }) },
      permalink,
    );
    await press(noteAction(t.desk));
    expect(t.calls.map((c) => c.method)).not.toContain('views.open');
    expect(line(t)[0]).toContain('superseded by version 2');
    expect(line(t)[0]).toContain('|Open the current version>');
  });

  it('says that it is decided instead of opening the form', async () => {
    const t = testDesk({
      reviewRefusal: async () => outcome({ outcome: 'already_decided', job_status: 'completed' }),
    });
    await press(noteAction(t.desk));
    expect(line(t)[0]).toContain('completed');
  });

  it('says that the draft is gone when the database does not know it', async () => {
    const t = testDesk({
      reviewRefusal: () => Promise.reject(new ExpectedError('unknown_draft', 'There is none')),
    });
    await press(noteAction(t.desk));
    expect(line(t)).toEqual([en.review.unknownDraft]);
  });

  it.each([
    ['is slow', () => new Promise<never>(() => {})],
    ['does not answer', () => Promise.reject(new ExpectedError('database_unavailable', 'No answer'))],
  ])('opens the form when the database %s: the form that is sent decides', async (_, reviewRefusal) => {
    const t = testDesk({ reviewRefusal }, opens);
    await press(noteAction(t.desk));
    expect(t.calls.map((c) => c.method)).toEqual(['views.open']);
  });

  it('says so when Slack does not open the form', async () => {
    const t = testDesk(
      { reviewRefusal: async () => null },
      { 'views.open': () => Promise.reject(new Error('expired_trigger_id')) },
    );
    await press(noteAction(t.desk));
    expect(line(t)).toEqual([en.changes.command.formNotOpened]);
  });
});
