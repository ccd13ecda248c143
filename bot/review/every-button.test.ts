import type { BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutboxItem } from '../../ports/content.ts';
import { testDesk } from '../../testing/bot/desk.ts';
import { useDatabase } from '../../testing/database/database.ts';
import {
  claim,
  connectParts,
  endAllJobs,
  installTeam,
  jobInReview,
  type Parts,
  putRule,
  recordVersion,
  TEAM,
} from '../../testing/supabase/content.ts';
import { resumeAction, retryAction } from '../drafts/job-action.ts';
import { progressActions } from '../drafts/progress-message.ts';
import { en } from '../texts/texts.ts';
import { CHANGES, REJECTION } from './changes-modal.ts';
import { nameApproverAction } from './name-approver.ts';
import { openFinalFiles } from './open-final-files.ts';
import { approveAction, rejectAction, requestChangesAction } from './review-action.ts';
import { reviewActions, reviewCard } from './review-card.ts';
import { submitNote } from './submit-note.ts';
import { editAction } from './versions/edit-action.ts';
import { versionsAction } from './versions/versions-action.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
});
beforeEach(() => endAllJobs(database));

const handlers = {
  [reviewActions.approve]: approveAction,
  [reviewActions.requestChanges]: requestChangesAction,
  [reviewActions.reject]: rejectAction,
  [reviewActions.openFinals]: openFinalFiles,
  [reviewActions.nameApprover]: nameApproverAction,
  [reviewActions.edit]: editAction,
  [reviewActions.versions]: versionsAction,
  [progressActions.retry]: retryAction,
  [progressActions.resume]: resumeAction,
};
const buttons = Object.keys(handlers) as (keyof typeof handlers)[];
type Review = Awaited<ReturnType<typeof jobInReview>>;
const query = async (sql: string, values: unknown[]) => (await database.owner.query(sql, values)).rows;

/** How a version that waits comes into each state of its card. */
const states: Record<string, (review: Review) => Promise<unknown>> = {
  open: async () => null,
  'one of two approvals': async ({ click }) => {
    await putRule(database.owner, { quorum: 2 });
    await click('leo', 'approve');
  },
  approved: ({ click }) => click('leo', 'approve'),
  rejected: ({ click }) => click('leo', 'reject', 'no'),
  'changes requested': ({ click }) => click('leo', 'request_changes', 'shorter'),
  superseded: async ({ id, click }) => {
    await click('leo', 'request_changes', 'shorter');
    await recordVersion(parts, await claim(parts, id), 2);
  },
  cancelled: ({ id }) => parts.bot.cancelJob(id, 'ana'),
  failed: async ({ id, click }) => {
    await click('leo', 'request_changes', 'shorter');
    await parts.agent.failJob(await claim(parts, id), { code: 'model_unavailable', message: 'x' }, null);
  },
  expired: async ({ id }) => {
    await putRule(database.owner, { expire_after_days: 1 });
    await query(
      "update content.waits set since = since - interval '9 days', look_at = since where job_id = $1",
      [id],
    );
    // A weekend and holidays lie between today and the next working hours at most.
    for (let day = 0; day < 5; day++) {
      await parts.bot.remindDue(100);
      await database.advanceClock(86_400);
    }
  },
  'waiting for money': ({ id }) =>
    // SAFETY of the state alone: what brings it about is tried in usage's own tests.
    query(
      `with moved as (update content.jobs set status = 'queued' where id = $1 returning id)
       select id from moved`,
      [id],
    )
      .then(() =>
        query(
          "update content.jobs set status = 'running', worker = 'w', leased_until = platform.now() where id = $1",
          [id],
        ),
      )
      .then(() =>
        query(
          "update content.jobs set status = 'awaiting_budget', worker = null, leased_until = null where id = $1",
          [id],
        ),
      ),
};

const open = [
  reviewActions.approve,
  reviewActions.requestChanges,
  reviewActions.edit,
  reviewActions.reject,
  reviewActions.openFinals,
];
/** The buttons that a card has; one in another state has none. */
const shows: Record<string, string[]> = {
  open,
  'one of two approvals': open,
  failed: [progressActions.retry],
  expired: [progressActions.resume],
};

const value = ({ id, draft }: Review, button: keyof typeof handlers) =>
  button === progressActions.retry || button === progressActions.resume
    ? id
    : JSON.stringify({ job: id, version: draft.version, hash: draft.hash });

/** A desk on the database, with a Slack that takes everything. */
const world = () => {
  const take = async () => ({
    ok: true,
    ts: '5.5',
    channel: { id: 'D1' },
    view: { id: 'V1' },
    permalink: 'https://x.example',
    upload_url: 'https://x.example/up',
    file_id: 'F1',
  });
  const methods = [
    'views.open',
    'views.update',
    'views.push',
    'chat.postMessage',
    'chat.getPermalink',
    'conversations.open',
    'conversations.replies',
    'files.getUploadURLExternal',
    'files.completeUploadExternal',
  ];
  return testDesk(parts.bot, Object.fromEntries(methods.map((method) => [method, take])), {
    textsFor: async () => en,
    fetch: async () => new Response('OK'),
  });
};

async function press(review: Review, button: keyof typeof handlers, person = 'mia') {
  const t = world();
  let acks = 0;
  // SAFETY: the handlers read only these parts of a click.
  await handlers[button](t.desk)({
    ack: async () => {
      acks += 1;
    },
    body: {
      type: 'block_actions',
      team: { id: TEAM },
      user: { id: person, team_id: TEAM },
      channel: { id: 'C1' },
      message: { ts: '1.2', thread_ts: '1.1' },
      trigger_id: 'trigger-1',
      actions: [{ type: 'button', action_id: button, value: value(review, button) }],
    },
  } as unknown as SlackActionMiddlewareArgs<BlockButtonAction>);
  await t.settled();
  const views = t.calls
    .filter(({ method }) => method === 'views.open')
    .map(({ args }) => args.view as ModalView);
  return { acks, views, told: t.told, redraws: t.woken.includes('outbox') };
}

/** Fills in the form that a button opened, if it decides. */
async function submit(view: ModalView, person: string) {
  const decision = { [CHANGES]: 'request_changes', [REJECTION]: 'reject' } as const;
  const of = decision[view.callback_id as keyof typeof decision];
  if (!of) return;
  const t = world();
  await submitNote(
    t.desk,
    of,
  )({
    ack: async () => {},
    body: { team: { id: TEAM }, user: { id: person } },
    view: { ...view, team_id: TEAM, state: { values: { note: { note: { value: 'why' } } } } },
  } as unknown as Parameters<ReturnType<typeof submitNote>>[0]);
  return { told: t.told, redraws: t.woken.includes('outbox') };
}

/** All that a click can decide. */
const decided = async ({ id }: Review) =>
  JSON.stringify([
    await query('select status, versions, fence, retries, final, resume from content.jobs where id = $1', [
      id,
    ]),
    await query('select reviewer_id, decision, note from content.reviews where job_id = $1 order by id', [
      id,
    ]),
    await query('select version, status from content.drafts where job_id = $1 order by version', [id]),
  ]);

const shownButtons = async ({ id }: Review) => {
  await query(
    "update content.outbox set wanted = wanted + 1, given_up = false where job_id = $1 and kind = 'card' and edition = 1",
    [id],
  );
  await query(
    "update content.outbox set shown = wanted, ts = id::text where job_id = $1 and not (kind = 'card' and edition = 1)",
    [id],
  );
  await database.advanceClock(40);
  const items = await parts.bot.claimOutbox('test', 100);
  const item = items.find(
    (i): i is OutboxItem & { draft: NonNullable<OutboxItem['draft']> } =>
      i.job.id === id && i.kind === 'card' && i.draft !== null,
  );
  if (!item) throw new Error('The card is not to be drawn');
  const { blocks } = reviewCard({ item, currentCard: null, withPicture: false }, en);
  return blocks.flatMap((b: KnownBlock) =>
    b.type === 'actions' ? b.elements.flatMap((e) => ('action_id' in e ? [String(e.action_id)] : [])) : [],
  );
};

describe.each(Object.keys(states))('a card that is %s', (state) => {
  it('answers every button visibly, those that it shows no more as well, and no second click changes the outcome', async () => {
    await putRule(database.owner, {});
    const fresh = async () => {
      const review = await jobInReview(parts);
      await states[state]?.(review);
      return review;
    };
    let review = await fresh();
    const shown = await shownButtons(review);
    let before = await decided(review);
    for (const button of buttons) {
      const first = await press(review, button);
      const sent = first.views[0] && (await submit(first.views[0], 'mia'));
      const seen = first.views.length + first.told.length + (sent?.told.length ?? 0);
      expect([button, first.acks]).toEqual([button, 1]);
      expect(seen > 0 || first.redraws, `${button} was answered`).toBe(true);
      const after = await decided(review);
      const changed = after !== before;
      // What a card does not show decides nothing when it is pressed on an old copy.
      if (!shown.includes(button)) expect([button, changed]).toEqual([button, false]);
      const second = await press(review, button, changed ? 'leo' : 'mia');
      if (second.views[0]) await submit(second.views[0], 'leo');
      expect(second.views.length + second.told.length + Number(second.redraws), button).toBeGreaterThan(0);
      // A rule of two waits for the second person: that is no second click on one outcome.
      if (changed && state !== 'one of two approvals')
        expect([button, await decided(review)]).toEqual([button, after]);
      if (changed || (await decided(review)) !== before) {
        await endAllJobs(database);
        review = await fresh();
        before = await decided(review);
      }
    }
    expect(shown).toEqual(shows[state] ?? []);
  });
});
