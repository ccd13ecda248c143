import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { carryOver } from '../../bot/handover/carry-handovers.ts';
import { fromContent } from '../../bot/handover/from-content.ts';
import { fromOutreach } from '../../bot/handover/from-outreach.ts';
import type { HandoverDesk } from '../../bot/handover/handover-desk.ts';
import { textsOf } from '../../bot/texts/texts.ts';
import { planRelease } from '../../governor/plan/plan-release.ts';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import { createHint } from '../../platform/hint.ts';
import { silentLog } from '../../platform/log.ts';
import type { IncomingReplyDraft, JobView } from '../../ports/content.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { seeded } from '../../testing/seeded.ts';
import { connectParts, type Parts, putRule, showAll } from '../../testing/supabase/content.ts';
import { MONDAY, type Outreach, openOutreach, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
let parts: Parts;
let desk: HandoverDesk;
let account: { id: string; provider: string };
let n = 0;
let url = '';

beforeAll(async () => {
  o = await openOutreach(database);
  parts = await connectParts(database);
  desk = {
    content: parts.bot,
    outreach: o.bot,
    hints: { jobs: createHint(), outbox: createHint() },
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    tell: async () => true,
    textsFor: async () => textsOf('en'),
  };
});
beforeEach(async () => {
  await o.setClock(MONDAY);
  await o.query('delete from outreach.handovers');
  await o.query('delete from content.handovers');
  await o.query(`update content.jobs set status = 'cancelled', leased_until = null, worker = null, ended_at = now()
    where status in ('queued', 'running', 'awaiting_review')`);
  account = await o.account();
  n += 1;
  url = `https://www.linkedin.com/in/writes-back-${n}`;
});

/** A message that went out, with a card in Slack. */
async function sent(author = 'ana'): Promise<string> {
  const id = await o.ready(account.id, {
    type: 'send_message',
    text: `Olá, ${n}`,
    url,
    author,
    name: 'Marta Reis',
  });
  await o.profile(account, id, { connected: true });
  await o.governor.recordInboxRead(account.provider);
  await o.release(id);
  await o.query("update outreach.outbox set ts = '1764500000.000100', shown = wanted where action_id = $1", [
    id,
  ]);
  return id;
}
const writes = (text: string, more: object = {}) => o.inbound(account, { profile_url: url, text, ...more });

/** Carries what waits on either side until nothing does. */
async function carryAll(): Promise<void> {
  for (;;) {
    const [left, right] = await Promise.all([
      desk.content.claimHandovers('bot', 20),
      desk.outreach.claimHandovers('bot', 20),
    ]);
    if (left.length + right.length === 0) return;
    for (const item of left) await carryOver(desk, desk.content, fromContent, item);
    for (const item of right) await carryOver(desk, desk.outreach, fromOutreach, item);
  }
}
const handovers = async (schema: 'outreach' | 'content') =>
  (await o.query(`select kind, status, error from ${schema}.handovers order by id`)).rows;
async function jobs(): Promise<JobView[]> {
  const { rows } = await o.query(
    "select id from content.jobs where type = 'incoming_webhook' and brief -> 'person' ->> 'profile_url' = $1 order by (brief ->> 'reference')::bigint",
    [url],
  );
  return Promise.all(
    rows.map(async ({ id }) => {
      const job = await parts.bot.getJob(String(id));
      if (!job) throw new Error('No job');
      return job;
    }),
  );
}
async function onlyJob(): Promise<JobView> {
  const [job] = await jobs();
  if (!job) throw new Error('No job');
  return job;
}

/** What an agent drafts, recorded as a version. */
async function drafted(job: JobView, change: Partial<IncomingReplyDraft> = {}) {
  await showAll(parts);
  const held = await parts.agent.claimJob('runner', ['incoming_webhook']);
  if (held?.id !== job.id) throw new Error('Another job is held');
  const content: IncomingReplyDraft = {
    kind: 'incoming_webhook',
    title: 'Marta Reis',
    language: 'pt',
    intent: 'question',
    summary: 'Pergunta o prazo.',
    reply: { text: 'Qual é o prazo?', at: MONDAY, person: 'Marta Reis' },
    answer: `Olá Marta, o prazo é de dez dias (${n}).`,
    quotes: [],
    missing: null,
    blocking: [],
    warnings: [],
    model: 'm',
    offline: false,
    sources: [],
    ...change,
  };
  return parts.agent.recordDraft(held, {
    version: 1,
    reason: null,
    read_upto: null,
    artifacts: [],
    finals: [],
    content,
  });
}
const click = (
  draft: { job_id: string; version: number; hash: string },
  reviewer_id: string,
  decision: 'approve' | 'reject' = 'approve',
) =>
  parts.bot.recordReview({
    job_id: draft.job_id,
    version: draft.version,
    hash: draft.hash,
    reviewer_id,
    decision,
    note: null,
  });
const answers = async () =>
  (
    await o.query(
      'select * from outreach.linkedin_automation where answers_event is not null and lead_id = (select lead_id from outreach.lead_identities where value = $1)',
      [`writes-back-${n}`],
    )
  ).rows;

describe('a message that comes in', () => {
  it('becomes work for an agent below the card of the action that it answers, with what was said before', async () => {
    await sent();
    await writes('Qual é o prazo?');
    await carryAll();
    expect(await onlyJob()).toMatchObject({
      type: 'incoming_webhook',
      requester_id: 'ana',
      channel_id: 'C1',
      brief: {
        topic: 'Marta Reis',
        reply: { text: 'Qual é o prazo?' },
        before: [{ from: 'us', text: `Olá, ${n}` }],
        person: { name: 'Marta Reis', profile_url: url },
        most: 8000,
      },
    });
    const { rows } = await o.query('select started_in from content.jobs where id = $1', [
      (await onlyJob()).id,
    ]);
    expect(rows).toEqual([{ started_in: '1764500000.000100' }]);
  });

  it('is the work of the owner of the account when the author of the action has left', async () => {
    await sent('bia');
    await o.query("update platform.people set is_deactivated = true where user_id = 'bia'");
    await writes('Olá');
    await o.query("update platform.people set is_deactivated = false where user_id = 'bia'");
    await carryAll();
    expect((await onlyJob()).requester_id).toBe('rui');
  });

  it.each([
    ['of a person to whom no one has written yet', 'Oi'],
    ['without words', ' '],
  ])('%s is no work', async (_, text) => {
    if (text === 'Oi') await o.propose(account.id, { type: 'send_message', text: 'later', url });
    else await sent();
    await writes(text);
    expect(await handovers('outreach')).toEqual([]);
  });

  it('ends the work on the message before it, also when it overtakes that', async () => {
    await sent();
    await writes('Primeira');
    const [first] = await desk.outreach.claimHandovers('bot', 1);
    if (!first) throw new Error('Nothing waits');
    await writes('Segunda');
    const later = await desk.outreach.claimHandovers('bot', 10);
    for (const item of later) await carryOver(desk, desk.outreach, fromOutreach, item);
    expect((await jobs()).map(({ status }) => status)).toEqual(['queued']);
    await carryOver(desk, desk.outreach, fromOutreach, first);
    await o.advance(1);
    await carryAll();
    expect(
      (await jobs()).map(({ status, brief }) => [status, (brief as { reply: object }).reply]),
    ).toMatchObject([
      ['cancelled', { text: 'Primeira' }],
      ['queued', { text: 'Segunda' }],
    ]);
    expect((await jobs())[1]?.brief).toMatchObject({
      before: [{ from: 'us' }, { from: 'them', text: 'Primeira' }],
    });
  });

  it('never begins when the next one came before it was carried', async () => {
    await sent();
    await writes('Primeira');
    await writes('Segunda');
    await carryAll();
    expect((await jobs()).map(({ brief }) => (brief as { reply: object }).reply)).toMatchObject([
      { text: 'Segunda' },
    ]);
  });
});

describe('an approved answer', () => {
  it('becomes an approved action with the same words, in reply to that message, by the same people', async () => {
    await sent();
    await writes('Qual é o prazo?', { message_id: `m${n}` });
    await carryAll();
    const draft = await drafted(await onlyJob());
    expect(await click(draft, 'ana')).toMatchObject({ outcome: 'not_allowed', reason: 'requester' });
    expect(await click(draft, 'leo')).toMatchObject({ outcome: 'decided' });
    expect(await onlyJob()).toMatchObject({ status: 'completed' });
    await carryAll();
    const [action] = await answers();
    const text = `Olá Marta, o prazo é de dez dias (${n}).`;
    expect(action).toMatchObject({
      status: 'approved',
      action_type: 'send_message',
      in_reply_to: `m${n}`,
      payload: { text },
      author_id: 'ana',
      approved_by: 'leo',
      approved_revision: 1,
    });
    const { rows } = await o.query('select person_id from outreach.action_approvals where action_id = $1', [
      action?.id,
    ]);
    expect(rows).toEqual([{ person_id: 'leo' }]);
    const audit = await o.query(
      "select from_state, to_state from outreach.audit where code = 'answer_taken' and subject_id = $1",
      [action?.id],
    );
    expect(audit.rows).toEqual([{ from_state: 'approved', to_state: 'approved' }]);
    // The planner sees that it may go two minutes after the last action, and the release agrees.
    const load = (await o.governor.loadDue()).find((l) => l.account.id === account.id);
    if (!load) throw new Error('The account has no work');
    expect(load.actions).toMatchObject([{ id: action?.id, is_answer: true }]);
    const [planned] = planRelease(load, 60_000, seeded(1)).planned;
    const waitMs = Date.parse(planned?.scheduled_for ?? '') - Date.parse(load.now);
    expect(waitMs).toBeLessThan(7 * 60_000);
    await o.governor.planActions(planned ? [planned] : []);
    await o.advance(waitMs / 60_000 + 0.1);
    expect(await o.claim(String(action?.id))).toMatchObject({ outcome: 'claimed', action: { text } });
  });

  it('is taken once, also when the process dies between the two calls', async () => {
    await sent();
    await writes('Qual é o prazo?');
    await carryAll();
    await click(await drafted(await onlyJob()), 'leo');
    const items = await desk.content.claimHandovers('bot', 10);
    const item = items.find(({ kind }) => kind === 'answer');
    if (!item) throw new Error('No answer waits');
    await fromContent.answer?.(desk, item);
    await carryOver(desk, desk.content, fromContent, item);
    expect(await answers()).toHaveLength(1);
    expect((await handovers('content')).find(({ kind }) => kind === 'answer')).toMatchObject({
      status: 'done',
    });
  });

  it('waits for more people where the rule of outreach asks for more by then', async () => {
    await sent();
    await writes('Qual é o prazo?');
    await carryAll();
    await click(await drafted(await onlyJob()), 'leo');
    await putRule(database.owner, { quorum: 2 });
    await carryAll();
    const [action] = await answers();
    expect(action).toMatchObject({ status: 'pending_approval' });
    expect(await o.decide(String(action?.id), 'mia')).toMatchObject({ outcome: 'decided' });
    await putRule(database.owner, { quorum: 1 });
  });

  it.each([
    ['the person wrote again', 'newer_reply', () => writes('Mais uma coisa')],
    [
      'the person is not contacted any more',
      'suppressed',
      () => o.bot.suppress({ team_id: TEAM, kind: 'person', value: url, person_id: 'ana', reason: '' }),
    ],
    [
      'other words answer it already',
      'answered',
      () => o.propose(account.id, { type: 'send_message', text: `by hand ${n}`, url }),
    ],
  ])('does not go when %s', async (_, reason, meanwhile) => {
    await sent();
    await writes('Qual é o prazo?');
    await carryAll();
    await click(await drafted(await onlyJob()), 'leo');
    await meanwhile();
    const [item] = (await desk.content.claimHandovers('bot', 10)).filter(({ kind }) => kind === 'answer');
    if (!item) throw new Error('No answer waits');
    expect(await fromContent.answer?.(desk, item)).toMatchObject({ outcome: 'refused', reason });
    expect(await answers()).toEqual([]);
    const { rows } = await o.query(
      "select event from outreach.outbox where event ->> 'code' = 'answer_refused' order by id desc limit 1",
    );
    expect(rows[0]?.event).toMatchObject({ params: { cause: reason } });
  });

  it.each([
    ['other bytes than were approved', { text: 'Olá Marta, outra coisa' }, 'hash'],
    ['an unfilled placeholder', { text: 'Olá {{nome}}', hashed: true }, 'placeholder'],
    ['no approval of another person', { approvals: [{ person_id: 'ana', at: MONDAY }] }, 'approval'],
    ['a writer as its only approver', { text_by: ['leo'] }, 'approval'],
    ['a message that is not known', { event_id: '0' }, 'unknown_reply'],
  ])('is refused with %s', async (_, change: Record<string, unknown>, reason) => {
    await sent();
    await writes('Qual é o prazo?');
    const { rows } = await o.query('select max(id)::text as id from outreach.inbound_events');
    const text = String(change.text ?? `Olá ${n}`);
    const hashed = change.hashed === true || change.text === undefined ? text : 'as approved';
    expect(
      await o.bot.takeAnswer({
        key: `k${n}`,
        event_id: String(rows[0]?.id),
        text_hash: createHash('sha256').update(hashed).digest('hex'),
        approvals: [{ person_id: 'leo', at: MONDAY }],
        author_id: 'ana',
        text_by: [],
        job_id: 'j',
        version: 1,
        ...change,
        text,
      }),
    ).toMatchObject({ outcome: 'refused', reason });
    expect(await answers()).toEqual([]);
  });

  it('is not approved where the draft has no answer, or checks have closed it', async () => {
    await sent();
    await writes('Qual é o prazo?');
    await carryAll();
    const draft = await drafted(await onlyJob(), { answer: null, intent: 'not_interested' });
    expect(await click(draft, 'leo')).toMatchObject({ outcome: 'not_allowed', reason: 'no_final_files' });
    expect(await parts.bot.listVersions(TEAM, draft.job_id, 'leo')).toMatchObject({
      type: 'incoming_webhook',
      may_change: true,
    });
    // Whose work it is may leave it unanswered.
    expect(await click(draft, 'ana', 'reject')).toMatchObject({ outcome: 'decided' });
    expect((await handovers('content')).map(({ kind }) => kind)).not.toContain('answer');
  });
});

describe('an answer that a person writes by hand on LinkedIn', () => {
  const byHand = (at: string) =>
    o.inbound(account, { kind: 'echo', profile_url: url, text: 'Respondi aqui', at });

  it('closes the drafted answer, which no one can approve any more', async () => {
    await sent();
    await writes('Qual é o prazo?');
    await carryAll();
    const draft = await drafted(await onlyJob());
    await byHand('2026-11-23T13:05:00Z');
    await carryAll();
    expect(await onlyJob()).toMatchObject({ status: 'cancelled', error: { code: 'answered_by_hand' } });
    expect(await click(draft, 'leo')).toMatchObject({ outcome: 'already_decided' });
  });

  it('stops the approved answer that waits to go', async () => {
    await sent();
    await writes('Qual é o prazo?');
    await carryAll();
    await click(await drafted(await onlyJob()), 'leo');
    await carryAll();
    await o.advance(10);
    await byHand('2026-11-23T13:05:00Z');
    const [action] = await answers();
    expect(action).toMatchObject({ status: 'skipped', blocked_by: 'answered_by_hand' });
    expect(await o.claim(String(action?.id))).toMatchObject({ outcome: 'gone' });
  });

  it('makes an answer that was approved meanwhile arrive too late', async () => {
    await sent();
    await writes('Qual é o prazo?');
    await carryAll();
    await click(await drafted(await onlyJob()), 'leo');
    const [item] = (await desk.content.claimHandovers('bot', 10)).filter(({ kind }) => kind === 'answer');
    if (!item) throw new Error('No answer waits');
    await o.advance(10);
    await byHand('2026-11-23T13:05:00Z');
    expect(await fromContent.answer?.(desk, item)).toMatchObject({ outcome: 'refused', reason: 'answered' });
    expect(await answers()).toEqual([]);
  });

  it('leaves no work of a message that is told of after it', async () => {
    await sent();
    await o.advance(10);
    await byHand('2026-11-23T13:05:00Z');
    await writes('Qual é o prazo?');
    expect(await handovers('outreach')).toEqual([]);
  });

  it('answers nothing when it was written before the message', async () => {
    await sent();
    await writes('Qual é o prazo?');
    await byHand('2026-11-23T12:50:00Z');
    await carryAll();
    expect(await onlyJob()).toMatchObject({ status: 'queued' });
  });
});

describe('a draft of an answer', () => {
  it('is closed as superseded when the person writes again, and its buttons decide nothing', async () => {
    await sent();
    await writes('Qual é o prazo?');
    await carryAll();
    const draft = await drafted(await onlyJob());
    await writes('Esqueça, já achei');
    await carryAll();
    const [old, fresh] = await jobs();
    expect(old).toMatchObject({ status: 'cancelled', error: { code: 'newer_reply' } });
    expect(fresh).toMatchObject({ status: 'queued' });
    expect(await click(draft, 'leo')).toMatchObject({ outcome: 'already_decided' });
  });

  it('tells outreach what the message is after; who wants no more is suppressed with one button, which closes it', async () => {
    await sent();
    await writes('Não me escreva mais');
    await carryAll();
    await drafted(await onlyJob(), { answer: null, intent: 'unsubscribe' });
    await carryAll();
    const { rows } = await o.query(
      'select e.id::text, e.intent from outreach.inbound_events e order by e.id desc limit 1',
    );
    expect(rows[0]?.intent).toBe('unsubscribe');
    const told = await o.query(
      "select event from outreach.outbox where event ->> 'code' = 'wants_no_more' order by id desc limit 1",
    );
    expect(told.rows[0]?.event).toMatchObject({ params: { event_id: Number(rows[0]?.id) } });
    const press = { team_id: TEAM, event_id: String(rows[0]?.id), reason: '' };
    expect(await o.bot.suppressWriter({ ...press, person_id: 'gil' })).toMatchObject({
      outcome: 'not_allowed',
    });
    expect(await o.bot.suppressWriter({ ...press, event_id: '0', person_id: 'leo' })).toMatchObject({
      outcome: 'not_found',
    });
    expect(await o.bot.suppressWriter({ ...press, person_id: 'leo' })).toMatchObject({ outcome: 'done' });
    expect(await o.propose(account.id, { type: 'send_message', text: 'again', url })).toMatchObject({
      reason: 'suppressed',
    });
    await carryAll();
    expect(await onlyJob()).toMatchObject({ status: 'cancelled', error: { code: 'suppressed' } });
  });
});
