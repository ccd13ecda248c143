import type {
  BlockButtonAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import type { AnswerOutcome } from '../../ports/content.ts';
import { testDesk } from '../../testing/bot/desk.ts';
import { aBlogJob, aKitQuestion, aQuestion } from '../../testing/bot/samples.ts';
import { en } from '../texts/texts.ts';
import { answerAction, changeQuestionAction } from './question-action.ts';
import { changeSentence, submitQuestionChange } from './submit-question-change.ts';

const ref = { job: 'job-1', number: 1, hash: 'b'.repeat(64) };
const outcome = (change: Partial<AnswerOutcome> = {}): AnswerOutcome => ({
  outcome: 'answered',
  job_status: 'queued',
  question: aQuestion(),
  channel_id: 'C0MARKETING',
  ...change,
});
const away = () => Promise.reject(new ExpectedError('database_unavailable', 'No answer'));

async function press(
  handler: (args: SlackActionMiddlewareArgs<BlockButtonAction>) => Promise<void>,
  onAck: () => void = () => {},
): Promise<void> {
  // SAFETY: the handlers read only these parts of a click.
  await handler({
    ack: async () => onAck(),
    body: {
      type: 'block_actions',
      team: { id: 'T0GREENLIGHT' },
      user: { id: 'U0MARINA', team_id: 'T0GREENLIGHT' },
      channel: { id: 'C0MARKETING' },
      message: { ts: '1700000000.000300', thread_ts: '1700000000.000100' },
      response_url: 'https://slack.example/r/1',
      trigger_id: 'trigger-1',
      actions: [{ type: 'button', action_id: 'question_go_on', value: JSON.stringify(ref) }],
    },
  } as unknown as SlackActionMiddlewareArgs<BlockButtonAction>);
}

async function send(t: ReturnType<typeof testDesk>, note: string): Promise<unknown[]> {
  const acks: unknown[] = [];
  // SAFETY: the handler reads only these parts of a submission.
  await submitQuestionChange(
    t.desk,
    changeSentence,
  )({
    ack: async (answer: unknown) => {
      acks.push(answer);
    },
    body: { team: { id: 'T0GREENLIGHT' }, user: { id: 'U0MARINA' } },
    view: {
      id: 'V1',
      team_id: 'T0GREENLIGHT',
      private_metadata: JSON.stringify({ ref, channel_id: 'C0MARKETING', thread_ts: '1.1' }),
      state: { values: { note: { note: { value: note } } } },
    },
  } as unknown as SlackViewMiddlewareArgs<ViewSubmitAction>);
  return acks;
}
const lines = (t: ReturnType<typeof testDesk>) => t.told.map((x) => x.message.text);

describe('answerAction()', () => {
  it('answers exactly the question of the button, before Slack believes it taken', async () => {
    const order: unknown[] = [];
    const t = testDesk({
      answerQuestion: async (click) => {
        order.push(click);
        return outcome();
      },
    });
    await press(answerAction(t.desk, 'go_on'), () => order.push('acknowledged'));
    expect(order).toEqual([
      { job_id: 'job-1', number: 1, hash: ref.hash, person_id: 'U0MARINA', answer: 'go_on', note: null },
      'acknowledged',
    ]);
    expect(t.told).toEqual([]);
    expect(t.woken).toEqual(['outbox', 'jobs']);
  });

  const answered = aQuestion({
    status: 'answered',
    answer: 'go_on',
    answered_by: 'U0LUCIA',
    answered_at: '2026-11-22T12:05:00Z',
  });
  it.each<[string, Partial<AnswerOutcome>, string]>([
    [
      'another person was first',
      { outcome: 'already_answered', question: answered },
      'Already answered by <@U0LUCIA>',
    ],
    ['a reply is being read', { outcome: 'already_answered', job_status: 'running' }, en.answer.busy],
    [
      'the job has ended',
      { outcome: 'already_answered', job_status: 'cancelled' },
      en.answer.notOpen('cancelled'),
    ],
    ['there is a newer outline', { outcome: 'superseded' }, en.answer.superseded],
    ['it is not theirs', { outcome: 'not_allowed' }, en.answer.notYours],
    ['it is for admins', { outcome: 'not_allowed', question: aKitQuestion() }, en.answer.adminsOnly],
    ['the kit was changed meanwhile', { outcome: 'stale', question: aKitQuestion() }, en.answer.stale],
    ['it is unknown', { outcome: 'not_found', question: null }, en.answer.notFound],
  ])('tells the person alone, in the thread, when %s', async (_, change, line) => {
    const t = testDesk({ answerQuestion: async () => outcome(change) });
    await press(answerAction(t.desk, 'go_on'));
    expect(lines(t)).toHaveLength(1);
    expect(lines(t)[0]).toContain(line);
    expect(t.told[0]?.to).toEqual({
      user_id: 'U0MARINA',
      channel_id: 'C0MARKETING',
      thread_ts: '1700000000.000100',
    });
    expect(t.woken).toEqual([]);
  });

  it('says when nothing was recorded, and when it was after all', async () => {
    const silent = testDesk({ answerQuestion: away });
    await press(answerAction(silent.desk, 'discard'));
    expect(lines(silent)).toEqual([en.review.notRecorded]);
    const late = testDesk({
      answerQuestion: async () => {
        await late.desk.clock.sleep(4000);
        return outcome();
      },
    });
    await press(answerAction(late.desk, 'go_on'));
    expect(lines(late)).toEqual([en.review.recordingTakesLong, en.review.recordedAfterAll]);
  });

  it('takes an answer that the question does not know for an unknown question', async () => {
    const t = testDesk({ answerQuestion: () => Promise.reject(new ExpectedError('bad_answer', 'x')) });
    await press(answerAction(t.desk, 'discard'));
    expect(lines(t)).toEqual([en.answer.notFound]);
  });
});

describe('changeQuestionAction()', () => {
  it('asks what should be different', async () => {
    const t = testDesk(
      { getJob: async () => aBlogJob({ status: 'awaiting_input' }) },
      { 'views.open': async () => ({ ok: true }) },
    );
    await press(changeQuestionAction(t.desk));
    expect(t.calls.map((c) => c.method)).toEqual(['views.open']);
    expect(JSON.stringify(t.calls[0]?.args)).toContain(ref.hash);
  });

  it.each([
    ['running', en.answer.busy],
    ['completed', en.answer.notOpen('completed')],
  ] as const)('says so instead when the job is %s', async (status, line) => {
    const t = testDesk({ getJob: async () => aBlogJob({ status }) });
    await press(changeQuestionAction(t.desk));
    expect(t.calls).toEqual([]);
    expect(lines(t)).toEqual([line]);
  });

  it('says so when Slack does not open the form', async () => {
    const t = testDesk(
      { getJob: away },
      { 'views.open': () => Promise.reject(new Error('expired_trigger_id')) },
    );
    await press(changeQuestionAction(t.desk));
    expect(lines(t)).toEqual([en.changes.command.formNotOpened]);
  });
});

describe('submitQuestionChange()', () => {
  it('answers with the note, in which nothing is markup', async () => {
    const clicks: unknown[] = [];
    const t = testDesk({
      answerQuestion: async (click) => {
        clicks.push(click);
        return outcome();
      },
    });
    expect(await send(t, ' less technical <!channel> ')).toEqual([undefined]);
    expect(clicks).toEqual([
      {
        job_id: 'job-1',
        number: 1,
        hash: ref.hash,
        person_id: 'U0MARINA',
        answer: 'change',
        note: 'less technical @channel',
      },
    ]);
    expect(t.told).toEqual([]);
  });

  it.each([
    ['', en.changes.errors.missing],
    ['x'.repeat(3001), en.changes.errors.tooLong(3001, 3000)],
  ])('keeps the form open for a note of no use (case %#)', async (note, error) => {
    expect(await send(testDesk({}), note)).toEqual([{ response_action: 'errors', errors: { note: error } }]);
  });

  it('keeps the form open with what was typed when the database does not answer', async () => {
    const acks = await send(testDesk({ answerQuestion: away }), 'x');
    expect(acks).toEqual([{ response_action: 'errors', errors: { note: en.changes.errors.notRecorded } }]);
  });

  it('gives the words back when they came too late', async () => {
    const t = testDesk({ answerQuestion: async () => outcome({ outcome: 'superseded' }) });
    await send(t, 'start with ISO 13485');
    expect(lines(t)).toEqual([en.answer.superseded]);
    expect(JSON.stringify(t.told[0]?.message.blocks)).toContain('start with ISO 13485');
  });
});
