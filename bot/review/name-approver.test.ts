import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import type { ContentForBot } from '../../ports/content.ts';
import { testDesk } from '../../testing/bot/desk.ts';
import { pressed, sent } from '../../testing/bot/rules.ts';
import { aJob, anApproval, anItem } from '../../testing/bot/samples.ts';
import { en } from '../texts/texts.ts';
import { nameApproverAction, submitNamedApprover } from './name-approver.ts';
import { reviewActions, reviewCard } from './review-card.ts';

const ref = { job: 'job-1', version: 1, hash: 'a'.repeat(64) };
const t = en.namedApprover;

describe('the person whom the requester would like to approve', () => {
  it('is asked for by a button beside those who are asked, while there is a choice', () => {
    const draw = (asked: string[], status: 'awaiting_review' | 'queued' = 'awaiting_review') => {
      const item = anItem({
        job: aJob({ status, versions: 1 }),
        approval: anApproval({ asked }),
        approvers: asked,
      });
      const { draft } = item;
      if (!draft) throw new Error('The sample has a draft');
      return JSON.stringify(
        reviewCard({ item: { ...item, draft }, currentCard: null, withPicture: false }, en),
      );
    };
    expect(draw(['U0THOMAS', 'U0LUCIA'])).toContain(reviewActions.nameApprover);
    // Named first by the database: the card keeps its order.
    expect(draw(['U0THOMAS', 'U0LUCIA'])).toContain('<@U0THOMAS> <@U0LUCIA>');
    expect(draw(['U0LUCIA'])).not.toContain(reviewActions.nameApprover);
    expect(draw(['U0THOMAS', 'U0LUCIA'], 'queued')).not.toContain(reviewActions.nameApprover);
  });

  it('is chosen in a form that shows who is named now', async () => {
    const world = testDesk(
      { getJob: async () => aJob({ named_approver: 'U0LUCIA' }) },
      { 'views.open': async () => ({ ok: true }) },
    );
    await nameApproverAction(world.desk)(pressed(reviewActions.nameApprover, JSON.stringify(ref)).args);
    expect(JSON.stringify(world.calls[0]?.args)).toContain('"initial_user":"U0LUCIA"');
  });

  const submit = async (
    nameApprover: ContentForBot['nameApprover'],
    selected_user: string | null = 'U0THOMAS',
  ) => {
    const world = testDesk({ nameApprover });
    const form = sent({ approver: { approver: { selected_user } } }, { ref, thread_ts: '1.1' });
    await submitNamedApprover(world.desk)(form.args);
    return { ...world, acks: form.acks };
  };

  it('is named, or nobody any more, and the card follows', async () => {
    const asked: unknown[] = [];
    const done: ContentForBot['nameApprover'] = async (click) => {
      asked.push(click);
      return { outcome: 'done' };
    };
    const named = await submit(done);
    expect(named.told[0]?.message.text).toBe(t.done('<@U0THOMAS>'));
    expect(named.woken).toContain('outbox');
    expect((await submit(done, null)).told[0]?.message.text).toBe(t.none);
    expect(asked).toEqual([
      { job_id: 'job-1', person_id: 'U1', named_approver: 'U0THOMAS' },
      { job_id: 'job-1', person_id: 'U1', named_approver: null },
    ]);
  });

  it.each([
    [
      'may not approve',
      () => Promise.reject(new ExpectedError('named_may_not', 'no')),
      en.form.errors.approver,
    ],
    ['is named by a stranger', async () => ({ outcome: 'not_allowed' as const }), t.notYours],
    ['is named after the end', async () => ({ outcome: 'wrong_state' as const }), t.over],
    [
      'is not recorded',
      () => Promise.reject(new ExpectedError('database_unavailable', 'no')),
      en.changes.errors.notRecorded,
    ],
  ])('keeps the form open with a sentence when the person %s', async (_, nameApprover, line) => {
    expect((await submit(nameApprover)).acks).toEqual([
      { response_action: 'errors', errors: { approver: line } },
    ]);
  });
});
