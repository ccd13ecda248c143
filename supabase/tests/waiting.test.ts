import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
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
  showAll,
  startJob,
  TEAM,
} from '../../testing/supabase/content.ts';

const database = useDatabase();
let parts: Parts;
/** 9:00 of a Monday in São Paulo. */
const MONDAY = '2027-01-11T12:00:00Z';
const query = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await database.owner.query(sql, values)).rows as Row[];
const at = (instant: string) =>
  query('select platform.set_clock_offset($1::timestamptz - pg_catalog.now())', [instant]);
const livesIn = (person: string, tz: string) =>
  query('update platform.people set tz = $3 where team_id = $1 and user_id = $2', [TEAM, person, tz]);
const rule = (change: Parameters<typeof putRule>[1]) => putRule(database.owner, change);
const sent = (job: string) =>
  query<{ kind: string; person_id: string | null; asked: string[] }>(
    'select kind, person_id, asked from content.reminders where job_id = $1 order by number',
    [job],
  );
const whoWas = async (job: string) => (await sent(job)).map((r) => r.person_id ?? r.asked.join('+'));
const look = () => parts.bot.remindDue(100);
const statusOf = async (job: string) => (await parts.bot.getJob(job))?.status;

beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
  for (const person of ['ana', 'bia', 'leo', 'mia', 'rui']) await livesIn(person, 'America/Sao_Paulo');
});
beforeEach(async () => {
  await endAllJobs(database);
  await at(MONDAY);
});

describe('working_instant()', () => {
  const zone = 'America/Sao_Paulo';
  const after = async (from: string, hours: number, tz = zone) =>
    (
      await query<{ at: Date }>('select content.working_instant($1, $2, $3) as at', [from, hours, tz])
    )[0]?.at.toISOString();

  test.each([
    ['within a day', '2027-01-11T13:00:00Z', 4, zone, '2027-01-11T17:00:00.000Z'],
    ['over the night', '2027-01-11T20:00:00Z', 4, zone, '2027-01-12T15:00:00.000Z'],
    ['over the weekend', '2027-01-15T20:00:00Z', 4, zone, '2027-01-18T15:00:00.000Z'],
    ['from the night on', '2027-01-11T05:00:00Z', 2, zone, '2027-01-11T14:00:00.000Z'],
    ['for what would fall on 18:00', '2027-01-11T12:00:00Z', 9, zone, '2027-01-12T12:00:00.000Z'],
    ['over Carnival, which is two days', '2027-02-05T20:00:00Z', 2, zone, '2027-02-10T13:00:00.000Z'],
    [
      'without Brazil’s holidays elsewhere',
      '2027-02-08T10:00:00Z',
      2,
      'Europe/Berlin',
      '2027-02-08T12:00:00.000Z',
    ],
    ['over a change of clocks', '2027-03-26T16:30:00Z', 2, 'Europe/Berlin', '2027-03-29T08:30:00.000Z'],
    [
      'in UTC for a zone that does not exist',
      '2027-01-11T08:00:00Z',
      1,
      'Mars/Base',
      '2027-01-11T10:00:00.000Z',
    ],
    ['80 hours, the most', MONDAY, 80, zone, '2027-01-21T20:00:00.000Z'],
    ['none: now', '2027-01-11T12:34:56Z', 0, zone, '2027-01-11T12:34:56.000Z'],
    ['none: at the next opening', '2027-01-16T12:34:56Z', 0, zone, '2027-01-18T12:00:00.000Z'],
  ])('counts %s', async (_, from, hours, tz, expected) => {
    expect(await after(from, hours, tz)).toBe(expected);
  });
});

test('remind_due() reminds each who is asked in the working hours of their own zone, once', async () => {
  await rule({ remind_after_hours: 8 });
  await livesIn('mia', 'Europe/Lisbon');
  const { id } = await jobInReview(parts);
  expect(await look()).toBe(1);
  expect(await sent(id)).toEqual([]);
  // Mia's day in Lisbon began three hours earlier and ends at 15:00 of São Paulo: her eight hours end on Tuesday.
  await at('2027-01-11T19:59:00Z');
  await look();
  expect(await whoWas(id)).toEqual([]);
  await at('2027-01-11T20:01:00Z');
  expect(await look()).toBe(1);
  expect((await whoWas(id)).sort()).toEqual(['leo', 'rui']);
  await at('2027-01-12T11:01:00Z');
  expect(await Promise.all(Array.from({ length: 8 }, look))).toContain(1);
  expect((await whoWas(id)).sort()).toEqual(['leo', 'mia', 'rui']);
  await at('2027-01-20T15:00:00Z');
  await look();
  expect(await sent(id)).toHaveLength(3);
  await livesIn('mia', 'America/Sao_Paulo');
});

test('remind_due() of two bots at once on one database sends each reminder once', async () => {
  await rule({ remind_after_hours: 1 });
  const jobs = [await jobInReview(parts), await jobInReview(parts), await jobInReview(parts)];
  const other = await connectParts(database);
  await at('2027-01-11T14:00:00Z');
  await Promise.all(Array.from({ length: 12 }, (_, n) => (n % 2 ? parts : other).bot.remindDue(100)));
  for (const job of jobs) {
    expect((await whoWas(job.id)).sort()).toEqual(['leo', 'mia', 'rui']);
  }
});

test('remind_due() that comes late, at night, waits for the next working hours', async () => {
  await rule({ remind_after_hours: 2 });
  const { id } = await jobInReview(parts);
  await at('2027-01-12T03:00:00Z');
  await look();
  expect(await sent(id)).toEqual([]);
  await at('2027-01-12T12:00:00Z');
  await look();
  expect(await sent(id)).toHaveLength(3);
});

test('remind_due() reminds no one who has approved, and the second of two groups once it is its turn', async () => {
  await rule({
    order: 'in_order',
    groups: [
      { name: 'marketing', quorum: 1, people: ['leo'], deputies: ['rui'] },
      { name: 'regulatory', quorum: 1, people: ['mia'] },
    ],
    remind_after_hours: 2,
    escalate_after_hours: 4,
  });
  const { id, click } = await jobInReview(parts);
  await at('2027-01-11T14:02:00Z');
  await look();
  expect(await whoWas(id)).toEqual(['leo']);
  await at('2027-01-11T16:02:00Z');
  await look();
  expect(await sent(id)).toMatchObject([{}, { kind: 'escalation', person_id: null, asked: ['rui'] }]);
  expect((await click('leo', 'approve')).outcome).toBe('quorum_pending');
  await look();
  await look();
  // An edit of the card calls no one: the thread does, once.
  expect((await sent(id)).slice(2)).toEqual([{ kind: 'turn', person_id: null, asked: ['mia'] }]);
  await at('2027-01-11T18:04:00Z');
  await look();
  expect(await whoWas(id)).toEqual(['leo', 'rui', 'mia', 'mia']);
  // No deputies are named for regulatory: admins are told.
  await at('2027-01-11T20:04:00Z');
  await look();
  expect((await sent(id)).at(-1)).toMatchObject({ kind: 'escalation', asked: ['rui'] });
  await click('mia', 'approve');
  await at('2027-02-11T20:02:00Z');
  await look();
  expect(await sent(id)).toHaveLength(5);
});

test('remind_due() follows a rule that is changed, and a person who leaves, while a card waits', async () => {
  await rule({ remind_after_hours: null });
  const { id } = await jobInReview(parts);
  await at('2027-01-11T16:00:00Z');
  await look();
  expect(await sent(id)).toEqual([]);
  await query("update platform.people set is_deactivated = true where user_id = 'mia'");
  await rule({ remind_after_hours: 3 });
  await look();
  expect((await whoWas(id)).sort()).toEqual(['leo', 'rui']);
  await query("update platform.people set is_deactivated = false where user_id = 'mia'");
  await look();
  expect((await whoWas(id)).sort()).toEqual(['leo', 'mia', 'rui']);
});

test('a reply that changes nothing begins the wait anew and asks no one a second time; a new version does', async () => {
  await rule({ remind_after_hours: 1 });
  const { id, click } = await jobInReview(parts);
  await at('2027-01-11T14:00:00Z');
  await look();
  expect(await sent(id)).toHaveLength(3);
  await click('leo', 'request_changes', 'shorter');
  const held = await claim(parts, id);
  await recordVersion(parts, held, 2);
  await look();
  expect(await sent(id)).toHaveLength(3);
  await at('2027-01-11T16:00:00Z');
  await look();
  expect(await sent(id)).toHaveLength(6);
});

test('what no one decides expires in working hours, keeps its files, and goes on with Resume', async () => {
  await rule({ remind_after_hours: 1, expire_after_days: 5 });
  const { id, draft, click } = await jobInReview(parts);
  const files = async () =>
    (await query<{ key: string }>('select key from content.artifacts where job_id = $1', [id])).length;
  await at('2027-01-12T15:00:00Z');
  await look();
  expect(await sent(id)).toHaveLength(3);
  // Five days later is a Saturday.
  await at('2027-01-17T15:00:00Z');
  await look();
  expect(await statusOf(id)).toBe('awaiting_review');
  await at('2027-01-18T12:00:00Z');
  await look();
  const job = await parts.bot.getJob(id);
  expect(job).toMatchObject({ status: 'expired', resume_until: expect.stringContaining('2027-02-17') });
  expect(await files()).toBe(2);
  expect((await click('leo', 'approve')).outcome).toBe('already_decided');
  expect(await parts.bot.resumeJob(id, 'bia')).toEqual({ outcome: 'not_allowed', status: 'expired' });
  const answers = await Promise.all(['ana', 'leo', 'ana'].map((who) => parts.bot.resumeJob(id, who)));
  expect(answers.map((a) => a.outcome).sort()).toEqual(['done', 'wrong_state', 'wrong_state']);
  expect(await parts.bot.getJob(id)).toMatchObject({ status: 'awaiting_review', resume_until: null });
  // The people who are asked are asked once more in time.
  await at('2027-01-18T15:00:00Z');
  await look();
  expect(await sent(id)).toHaveLength(6);
  expect((await click('leo', 'approve')).outcome).toBe('decided');
  expect((await parts.bot.getJob(id))?.final).toEqual(draft.finals);
});

test('a question reminds its requester, expires as a draft does, and is open again after Resume', async () => {
  await rule({ remind_after_hours: 1, escalate_after_hours: 2, expire_after_days: 1 });
  const id = await startJob(parts);
  const content = {
    kind: 'language' as const,
    names: ['UDI'],
    asked: 'pt' as const,
    offered: 'en' as const,
    documents: [],
  };
  const held = await claim(parts, id);
  const question = await parts.agent.recordQuestion(held, {
    number: 1,
    content,
    artifacts: [],
    read_upto: null,
  });
  await at('2027-01-11T17:00:00Z');
  await look();
  expect(await sent(id)).toEqual([{ kind: 'reminder', person_id: 'ana', asked: [] }]);
  await at('2027-01-12T12:30:00Z');
  await look();
  const press = () =>
    parts.bot.answerQuestion({
      job_id: id,
      number: 1,
      hash: question.hash,
      person_id: 'ana',
      answer: 'go_on',
      note: null,
    });
  expect((await press()).outcome).toBe('already_answered');
  expect((await parts.bot.resumeJob(id, 'ana')).outcome).toBe('done');
  expect(await statusOf(id)).toBe('awaiting_input');
  expect((await press()).outcome).toBe('answered');
});

test('Resume is offered for 30 days; then the files are gone and it says so', async () => {
  await rule({ expire_after_days: 1 });
  const { id, draft } = await jobInReview(parts);
  const opened = async () =>
    (await parts.bot.openFinalFiles({ job_id: id, version: 1, hash: draft.hash, person_id: 'leo' })).outcome;
  await showAll(parts);
  await at('2027-01-12T15:00:00Z');
  await look();
  await showAll(parts);
  await at('2027-02-11T14:59:00Z');
  await look();
  expect((await parts.bot.getJob(id))?.resume_until).not.toBeNull();
  expect(await opened()).toBe('open');
  await at('2027-02-11T15:05:00Z');
  expect(await opened()).toBe('gone');
  expect(await parts.bot.resumeJob(id, 'ana')).toEqual({ outcome: 'too_late', status: 'expired' });
  expect(await look()).toBe(1);
  expect(await query('select from content.artifacts where job_id = $1', [id])).toEqual([]);
  expect(await parts.bot.getJob(id)).toMatchObject({ status: 'expired', resume_until: null });
  expect(await opened()).toBe('gone');
  expect(await showAll(parts)).toContain('card');
  expect(await look()).toBe(0);
});

test('a reply to what expired is kept, and read once it is resumed', async () => {
  await rule({ expire_after_days: 1 });
  const { id } = await jobInReview(parts);
  await at('2027-01-12T15:00:00Z');
  await look();
  const [job] = await query<{ thread_ts: string }>('select thread_ts from content.jobs where id = $1', [id]);
  const said = await parts.bot.recordMessage({
    team_id: TEAM,
    channel_id: 'C1',
    thread_ts: job?.thread_ts ?? '',
    ts: '99.1',
    author_id: 'ana',
    text: 'shorter introduction',
  });
  expect(said).toMatchObject({ outcome: 'waiting', job_status: 'expired' });
  await parts.bot.resumeJob(id, 'ana');
  expect((await claim(parts, id)).resume).toMatchObject({ kind: 'reply', messages: [{ ts: '99.1' }] });
});

test('a reminder that was overtaken before it was shown does not stand, and one that is shown says of what', async () => {
  await rule({ remind_after_hours: 1 });
  const { draft, click } = await jobInReview(parts);
  await showAll(parts);
  await at('2027-01-11T14:00:00Z');
  await look();
  const nextReminder = async () => {
    for (;;) {
      const items = await parts.bot.claimOutbox('b', 20);
      const found = items.find((i) => i.kind === 'reminder');
      if (found || items.length === 0) return found;
      for (const { id, fence, ts, revision } of items) {
        await parts.bot.settleOutbox({ id, fence, ts: ts ?? `8.${id}`, revision });
      }
    }
  };
  const first = await nextReminder();
  expect(first?.reminder).toMatchObject({ kind: 'reminder', status: 'awaiting_review', stands: true });
  const [card] = await query<{ card_ts: string }>('select card_ts from content.drafts where id = $1', [
    draft.id,
  ]);
  expect(first?.reminder?.message_ts).toBe(card?.card_ts);
  if (first) await parts.bot.failOutbox(first, { code: 'x', retry_in_s: 0, maybe_posted: false });
  await click('leo', 'reject');
  const later = await nextReminder();
  expect([later?.id, later?.reminder?.stands]).toEqual([first?.id, false]);
});
