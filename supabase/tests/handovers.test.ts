import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { carryOver } from '../../bot/handover/carry-handovers.ts';
import { fromOutreach } from '../../bot/handover/from-outreach.ts';
import type { Carry, HandoverDesk } from '../../bot/handover/handover-desk.ts';
import { textsOf } from '../../bot/texts/texts.ts';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import { ExpectedError } from '../../platform/errors.ts';
import { createHint } from '../../platform/hint.ts';
import { silentLog } from '../../platform/log.ts';
import type { Handover } from '../../ports/handovers.ts';
import { outreachForBot } from '../../ports/outreach.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { connectParts, installTeam, TEAM } from '../../testing/supabase/content.ts';

const database = useDatabase();
let desk: HandoverDesk;

beforeAll(async () => {
  const parts = await connectParts(database);
  await installTeam(database);
  desk = {
    content: parts.bot,
    outreach: outreachForBot(parts.rpc.greenlight_bot('outreach')),
    hints: { jobs: createHint(), outbox: createHint() },
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    tell: async () => true,
    textsFor: async () => textsOf('en'),
  };
});
beforeEach(() => database.owner.query('delete from outreach.handovers'));

const aReply = (change: object = {}) => ({
  team_id: TEAM,
  type: 'incoming_webhook',
  requester_id: 'ana',
  channel_id: 'C1',
  thread_ts: '1764500000.000100',
  brief: {
    topic: 'Marta replied',
    language: 'pt',
    reference: 'event 7',
    person: { name: 'Marta', title: null, company: null, profile_url: 'https://www.linkedin.com/in/marta' },
    reply: { text: 'Sim', at: '2026-11-23T13:00:00Z' },
    before: [],
    account: 'Account',
    purpose: null,
    most: 8000,
  },
  ...change,
});

async function handOver(key: string, payload: object, kind = 'reply') {
  await database.owner.query('select outreach.hand_over($1, $2, $3, $4)', [
    TEAM,
    kind,
    key,
    JSON.stringify(payload),
  ]);
}
const claim = () => desk.outreach.claimHandovers('bot-1', 10);
async function claimOne(): Promise<Handover> {
  const [item] = await claim();
  if (!item) throw new Error('Cannot carry a hand-over: none waits');
  return item;
}
const carry = (item: Handover, kinds: Record<string, Carry> = fromOutreach) =>
  carryOver(desk, desk.outreach, kinds, item);
async function rowOf(key: string) {
  const { rows } = await database.owner.query(
    'select status, payload, result, error from outreach.handovers where key = $1',
    [key],
  );
  return rows[0] as {
    status: string;
    payload: object;
    result: { job_id: string } | null;
    error: object | null;
  };
}
/** As if the process that held it had died a minute ago. */
const endLeases = () =>
  database.owner.query(
    "update outreach.handovers set leased_until = platform.now() - interval '1 second' where leased_until is not null",
  );

describe('what outreach hands over', () => {
  it('becomes one job, and its words are kept on one side only', async () => {
    await handOver('a', aReply());
    await handOver('a', aReply({ requester_id: 'bia' }));
    await carry(await claimOne());

    const { status, payload, result } = await rowOf('a');
    expect({ status, payload }).toEqual({ status: 'done', payload: {} });
    const job = await desk.content.getJob(result?.job_id ?? '');
    expect(job).toMatchObject({
      type: 'incoming_webhook',
      requester_id: 'ana',
      brief: { reply: { text: 'Sim' } },
    });
    expect(await claim()).toEqual([]);
  });

  it('becomes one job also when the process dies between the two calls', async () => {
    await handOver('b', aReply());
    const first = await claimOne();
    const started = await fromOutreach.reply?.(desk, first);
    expect(await claim()).toEqual([]);
    await endLeases();

    const again = await claimOne();
    await carry(again);
    expect((await rowOf('b')).result).toMatchObject({
      job_id: (started as { job_id: string }).job_id,
      created: false,
    });
    // The first process wakes up after all.
    expect(await desk.outreach.settleHandover(first, { job_id: 'other' })).toBe(false);
  });

  it('is refused where the other side never takes it, which the admins see', async () => {
    await handOver('c', aReply({ requester_id: 'gil' }));
    await carry(await claimOne());

    expect(await rowOf('c')).toMatchObject({ status: 'refused', error: { code: 'unknown_requester' } });
    expect(await desk.outreach.handoverBacklog(TEAM)).toMatchObject({
      waiting: 0,
      refused: [{ kind: 'reply', code: 'unknown_requester' }],
    });
  });

  it('waits while the database is not reached, and is seen to wait', async () => {
    await handOver('d', aReply());
    const outage: Carry = () => Promise.reject(new ExpectedError('database_unavailable', 'No answer'));
    await carry(await claimOne(), { reply: outage });

    expect(await claim()).toEqual([]);
    expect(await rowOf('d')).toMatchObject({ status: 'waiting', error: { code: 'database_unavailable' } });
    await database.owner.query(
      "update outreach.handovers set created_at = platform.now() - interval '2 minutes', run_at = platform.now()",
    );
    expect((await desk.outreach.handoverBacklog(TEAM)).waiting).toBe(1);
    await carry(await claimOne());
    expect((await rowOf('d')).status).toBe('done');
  });

  it('of a kind that this bot does not know waits for one that does', async () => {
    await handOver('e', {}, 'of_a_newer_version');
    await carry(await claimOne());
    expect(await rowOf('e')).toMatchObject({ status: 'waiting', error: { code: 'unknown_kind' } });
  });

  it.each([
    ['a type that people start themselves', { type: 'blog' }, 'bad_type'],
    ['no reference', { brief: { topic: 'x', language: null } }, 'bad_brief'],
    ['no topic', { brief: { topic: ' ', language: null, reference: 'r' } }, 'bad_brief'],
    ['an enrichment in a thread', { type: 'lead_enrichment', records: [] }, 'bad_thread'],
    ['a thread that is none', { thread_ts: 'x' }, 'bad_thread'],
  ])('is no job with %s', async (_, change, code) => {
    const job = { key: 'f', ...aReply(change) } as never;
    await expect(desk.content.enqueueHandedOver(job)).rejects.toMatchObject({ code });
  });

  it('stands several times in the thread of one campaign', async () => {
    const jobs = ['g', 'h'].map((key) => desk.content.enqueueHandedOver({ key, ...aReply() } as never));
    const [first, second] = await Promise.all(jobs);
    expect(first?.job_id).not.toBe(second?.job_id);
  });
});
