import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EnrichmentDraft, RecordOutcome } from '../../ports/content.ts';
import { useDatabase } from '../../testing/database/database.ts';
import {
  aFile,
  connectParts,
  endAllJobs,
  installTeam,
  type Parts,
  showAll,
  startJob,
  TEAM,
} from '../../testing/supabase/content.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
});
beforeEach(() => endAllJobs(database));

let keys = 0;
const aLead = (n: number) => ({
  lead_id: `lead-${n}`,
  input: { name: `Ana ${n}`, company: 'Alfa', site: 'https://alfa.example/', wanted: ['headcount' as const] },
});
async function startBatch(leads: number, records = Array.from({ length: leads }, (_, n) => aLead(n + 1))) {
  keys += 1;
  const { job_id } = await parts.bot.enqueueHandedOver({
    key: `batch ${keys}`,
    team_id: TEAM,
    requester_id: 'ana',
    channel_id: 'C1',
    thread_ts: null,
    type: 'lead_enrichment',
    brief: { topic: 'Leads', language: 'pt', reference: `batch-${keys}` },
    records,
  });
  await showAll(parts);
  return job_id;
}
async function claim(id: string) {
  const job = await parts.agent.claimJob('test runner', ['lead_enrichment', 'carousel']);
  if (job?.id !== id) throw new Error(`Claimed ${job?.id ?? 'nothing'} instead of ${id}`);
  return { ...job, id: job.id, fence: job.fence };
}
/** As a process leaves a job that it died with. */
async function die() {
  await database.owner.query(
    "update content.jobs set leased_until = platform.now() - interval '1 second' where status = 'running'",
  );
  await parts.agent.reapJobs();
}
const found = (count: number): { status: 'done'; outcome: RecordOutcome } => ({
  status: 'done',
  outcome: {
    values: {
      headcount: { value: count, quote: `Somos ${count} funcionários`, url: 'https://alfa.example/' },
    },
    code: null,
    model: 'm',
  },
});
const nothing = { status: 'done' as const, outcome: { values: {}, code: 'timeout', model: null } };

describe('take_record()', () => {
  test('gives out each record once, in order, and none when all are out', async () => {
    const held = await claim(await startBatch(3));
    const taken = await Promise.all([1, 2, 3, 4].map(() => parts.agent.takeRecord(held, { alone: false })));
    expect(taken.map((r) => r?.number ?? null).sort()).toEqual([1, 2, 3, null].sort());
    expect(taken.find((r) => r?.number === 2)).toEqual({ number: 2, ...aLead(2) });
    expect(await parts.agent.takeRecord(held, { alone: true })).toBeNull();
    expect(await parts.agent.countRecords(held)).toEqual({ records: 3, open: 3 });
  });

  test('gives what a process died with out last and alone, and ends it after the third time', async () => {
    const id = await startBatch(3);
    let held = await claim(id);
    await parts.agent.takeRecord(held, { alone: false });
    await die();
    held = await claim(id);
    for (const number of [2, 3]) {
      expect((await parts.agent.takeRecord(held, { alone: false }))?.number).toBe(number);
    }
    expect(await parts.agent.takeRecord(held, { alone: false })).toBeNull();
    // While another is under way it would not be known which of the two took the process down.
    expect(await parts.agent.takeRecord(held, { alone: true })).toBeNull();
    for (const number of [2, 3]) await parts.agent.settleRecord(held, number, nothing);
    for (let time = 2; time <= 3; time++) {
      expect((await parts.agent.takeRecord(held, { alone: true }))?.number).toBe(1);
      await die();
      held = await claim(id);
    }
    expect(await parts.agent.takeRecord(held, { alone: true })).toBeNull();
    expect(await parts.agent.countRecords(held)).toEqual({ records: 3, open: 0 });
    const { records } = await parts.agent.batchProposal(held, []);
    expect(records.map((r) => [r.status, r.code])).toEqual([
      ['failed', 'worker_lost'],
      ['done', null],
      ['done', null],
    ]);
  });

  test('a record that was put back has no strike', async () => {
    const held = await claim(await startBatch(1));
    for (let time = 0; time < 5; time++) {
      expect((await parts.agent.takeRecord(held, { alone: false }))?.number).toBe(1);
      await parts.agent.putBackRecord(held, 1);
    }
    expect((await parts.agent.takeRecord(held, { alone: false }))?.number).toBe(1);
  });
});

describe('settle_record()', () => {
  test('lets a batch that goes forward be killed any number of times', async () => {
    const id = await startBatch(8);
    for (let kill = 0; kill < 8; kill++) {
      const held = await claim(id);
      const record = await parts.agent.takeRecord(held, { alone: false });
      await parts.agent.settleRecord(held, record?.number ?? 0, nothing);
      await die();
    }
    const { rows } = await database.owner.query('select status, attempts from content.jobs where id = $1', [
      id,
    ]);
    expect(rows[0]).toEqual({ status: 'queued', attempts: 1 });
  });

  test('one that stands still ends after five attempts', async () => {
    const id = await startBatch(1);
    for (let kill = 0; kill < 5; kill++) {
      await claim(id);
      await die();
    }
    const { rows } = await database.owner.query('select status from content.jobs where id = $1', [id]);
    expect(rows[0]?.status).toBe('failed');
  });

  test('takes an outcome once, from the claim that took the record', async () => {
    const id = await startBatch(2);
    const first = await claim(id);
    await parts.agent.takeRecord(first, { alone: false });
    await expect(parts.agent.settleRecord(first, 2, nothing)).rejects.toMatchObject({
      code: 'record_not_taken',
    });
    await die();
    const second = await claim(id);
    await expect(parts.agent.settleRecord(first, 1, nothing)).rejects.toMatchObject({ code: 'lost_lease' });
    await expect(parts.agent.settleRecord(second, 1, nothing)).rejects.toMatchObject({
      code: 'record_not_taken',
    });
    expect((await parts.agent.takeRecord(second, { alone: false }))?.number).toBe(2);
    await parts.agent.settleRecord(second, 2, nothing);
    await expect(
      database.owner.query(
        "update content.batch_records set outcome = '{}' where job_id = $1 and status = 'done'",
        [id],
      ),
    ).rejects.toThrow('record');
  });

  test.each([
    { status: 'left_out', outcome: { values: {} } },
    { status: 'done', outcome: {} },
    { status: 'done' },
  ])('refuses %j', async (settled) => {
    const held = await claim(await startBatch(1));
    await parts.agent.takeRecord(held, { alone: false });
    await expect(parts.agent.settleRecord(held, 1, settled as never)).rejects.toMatchObject({
      code: 'bad_outcome',
    });
  });
});

test('enqueue_handed_over() refuses a batch of no lead, and of more than 1,000, and keeps nothing of it', async () => {
  await expect(startBatch(0)).rejects.toMatchObject({ code: 'bad_records' });
  await expect(startBatch(1001)).rejects.toMatchObject({ code: 'bad_records' });
  const { rows } = await database.owner.query(
    "select count(*)::int as n from content.jobs where status = 'queued'",
  );
  expect(rows[0]?.n).toBe(0);
});

test('enqueue_handed_over() with the same key keeps the records once', async () => {
  const id = await startBatch(2);
  keys -= 1;
  expect(await startBatch(2)).toBe(id);
  const held = await claim(id);
  expect(await parts.agent.countRecords(held)).toEqual({ records: 2, open: 2 });
});

test('others_wait() tells a batch whether its slot is wanted, and the others come first when it gives it back', async () => {
  const id = await startBatch(3);
  const held = await claim(id);
  expect(await parts.agent.othersWait(held)).toBe(false);
  const other = await startJob(parts, 'bia');
  expect(await parts.agent.othersWait(held)).toBe(true);
  await parts.agent.giveBackJob(held);
  expect((await parts.agent.claimJob('test runner', ['lead_enrichment', 'carousel']))?.id).toBe(other);
  expect((await claim(id)).attempts).toBe(1);
});

test('batch_proposal() waits until no record is left', async () => {
  const held = await claim(await startBatch(1));
  await expect(parts.agent.batchProposal(held, [])).rejects.toMatchObject({ code: 'records_left' });
  await parts.agent.leaveOutRecords(held);
  expect((await parts.agent.batchProposal(held, [])).records[0]?.status).toBe('left_out');
});

/** What a person writes in the thread of a job, and what became of it. */
async function say(id: string, text: string) {
  said += 1;
  const { thread_ts } = (await parts.bot.getJob(id)) ?? {};
  return parts.bot.recordMessage({
    ...{
      team_id: TEAM,
      channel_id: 'C1',
      thread_ts: thread_ts ?? '',
      ts: `9.${said}`,
      author_id: 'ana',
      text,
    },
    ...{ aside: null, called: null },
  });
}
let said = 0;

describe('an approved batch', () => {
  async function inReview(change: Partial<EnrichmentDraft> = {}) {
    const id = await startBatch(3);
    const held = await claim(id);
    for (const settled of [found(7), nothing, found(9)]) {
      const record = await parts.agent.takeRecord(held, { alone: false });
      await parts.agent.settleRecord(held, record?.number ?? 0, settled);
    }
    const without = change.without ?? [];
    const { sha256 } = await parts.agent.batchProposal(held, without);
    const final = await parts.agent.putArtifact(held, aFile(id, 'v1/final/changes.csv', 'x'));
    const draft = await parts.agent.recordDraft(held, {
      version: 1,
      reason: null,
      read_upto: null,
      artifacts: [],
      finals: [final],
      content: {
        kind: 'lead_enrichment',
        title: 'Leads',
        language: 'pt',
        reference: `batch-${keys}`,
        counts: { records: 3, changed: 2, nothing: 0, values: { headcount: 2 }, left_out: 0 },
        unread: [],
        samples: [],
        without,
        changes_sha256: sha256,
        model: 'm',
        offline: false,
        ...change,
      },
    });
    const approve = (reviewer_id: string) =>
      parts.bot.recordReview({
        job_id: id,
        version: 1,
        hash: draft.hash,
        reviewer_id,
        decision: 'approve',
        note: null,
      });
    return { id, approve };
  }
  const handedOver = async (id: string) => {
    const { rows } = await database.owner.query(
      "select payload from content.handovers where key = 'lead_changes:' || $1",
      [id],
    );
    return rows.map((row) => row.payload as Record<string, unknown>);
  };

  test('hands exactly its changes over, with who approved them, in the same transaction', async () => {
    const { id, approve } = await inReview();
    expect(await approve('ana')).toMatchObject({ outcome: 'not_allowed', reason: 'requester' });
    expect(await handedOver(id)).toEqual([]);
    expect(await approve('leo')).toMatchObject({ outcome: 'decided', job_status: 'completed' });
    const [payload, ...more] = await handedOver(id);
    expect(more).toEqual([]);
    expect(payload).toMatchObject({
      batch_id: `batch-${keys}`,
      job_id: id,
      version: 1,
      approvals: [{ person_id: 'leo' }],
      changes: [
        {
          lead_id: 'lead-1',
          fields: { headcount: { value: 7, quote: 'Somos 7 funcionários', url: 'https://alfa.example/' } },
        },
        { lead_id: 'lead-3', fields: { headcount: { value: 9 } } },
      ],
    });
  });

  test('reads what is written in its thread until it is approved', async () => {
    const { id } = await inReview();
    expect(await say(id, 'sem país')).toMatchObject({ outcome: 'taken', job_type: 'lead_enrichment' });
    const held = await claim(id);
    expect(held.resume).toMatchObject({ kind: 'reply', messages: [{ text: 'sem país' }] });
    await endAllJobs(database);
    const approved = await inReview();
    await approved.approve('leo');
    expect(await say(approved.id, 'sem site')).toMatchObject({ outcome: 'closed', job_status: 'completed' });
  });

  test('leaves out the fields that people had taken out', async () => {
    const { id, approve } = await inReview({ without: ['headcount'] });
    await approve('leo');
    expect((await handedOver(id))[0]?.changes).toEqual([]);
  });

  test('is refused when its changes are not those of its hash', async () => {
    const { id, approve } = await inReview({ changes_sha256: 'f'.repeat(64) });
    await expect(approve('leo')).rejects.toMatchObject({ code: 'changes_differ' });
    expect(await handedOver(id)).toEqual([]);
  });
});
