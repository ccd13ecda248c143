import { describe, expect, it } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { ExpectedError } from '../../platform/errors.ts';
import type { NotedClick, ReviewOutcome } from '../../ports/content.ts';
import { anApproval } from '../../testing/bot/samples.ts';
import { recordTogether } from './record-together.ts';

const aClick = (reviewer_id: string, version = 1): NotedClick => ({
  job_id: 'job-1',
  version,
  hash: 'a'.repeat(64),
  reviewer_id,
  decision: 'approve',
  note: null,
});
const answerTo = ({ reviewer_id }: NotedClick): ReviewOutcome => ({
  outcome: 'already_decided',
  reason: reviewer_id,
  approvers: [],
  approval: anApproval(),
  user_groups: [],
  job_status: 'completed',
  current_version: 1,
  current_card_ts: null,
  channel_id: 'C0MARKETING',
  standing: null,
  approvals: 1,
  quorum: 1,
});

/** The database's side; `refuse` throws what a call with these clicks is refused with. */
function database(refuse: (clicks: NotedClick[]) => void = () => {}) {
  const calls: string[][] = [];
  const answer = async (clicks: NotedClick[]) => {
    calls.push(clicks.map(({ reviewer_id }) => reviewer_id));
    await new Promise((resolve) => setImmediate(resolve));
    refuse(clicks);
    return clicks.map(answerTo);
  };
  const record = recordTogether(
    {
      recordReview: async (click) => (await answer([click]))[0] ?? answerTo(click),
      recordReviews: answer,
    },
    systemClock,
  );
  return { calls, record };
}
const press = (record: (click: NotedClick) => Promise<ReviewOutcome>, clicks: NotedClick[]) =>
  Promise.allSettled(clicks.map(record)).then((all) =>
    all.map((one) => (one.status === 'fulfilled' ? one.value.reason : (one.reason as ExpectedError).code)),
  );

describe('recordTogether()', () => {
  it('records what is pressed on a version meanwhile by one call, and each press hears its own outcome', async () => {
    const { calls, record } = database();
    const clicks = ['ana', 'bia', 'caio', 'davi'].map((who) => aClick(who));
    expect(await press(record, [...clicks, aClick('eva', 2)])).toEqual(['ana', 'bia', 'caio', 'davi', 'eva']);
    expect(calls).toEqual([['ana'], ['eva'], ['bia', 'caio', 'davi']]);
  });

  it('records each by itself where the database refuses them together', async () => {
    const { calls, record } = database((clicks) => {
      if (clicks.some((click) => click.reviewer_id === 'bia')) throw new ExpectedError('refused', 'no');
    });
    const clicks = ['ana', 'bia', 'caio'].map((who) => aClick(who));
    expect(await press(record, clicks)).toEqual(['ana', 'refused', 'caio']);
    expect(calls).toEqual([['ana'], ['bia', 'caio'], ['bia'], ['caio']]);
  });

  it('records none a second time where no answer came, as all of them may be recorded', async () => {
    const { calls, record } = database((clicks) => {
      if (clicks.length > 1) throw new ExpectedError('database_unavailable', 'No answer');
    });
    const clicks = ['ana', 'bia', 'caio'].map((who) => aClick(who));
    expect(await press(record, clicks)).toEqual(['ana', 'database_unavailable', 'database_unavailable']);
    expect(calls).toEqual([['ana'], ['bia', 'caio']]);
  });
});
