import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../../../platform/log.ts';
import { useDatabase } from '../../../testing/database/database.ts';
import {
  connectParts,
  installTeam,
  jobInReview,
  putRule,
  showAll,
  TEAM,
} from '../../../testing/supabase/content.ts';
import { type ClockOptions, createSandboxClock } from './clock.ts';
import { remindedOf } from './reminded-of.ts';
import { serveClock } from './serve-clock.ts';

const MINUTE = 60_000;
const database = useDatabase();

beforeAll(() => database.owner.query('update platform.settings set sandbox = true'));
beforeEach(() => database.owner.query("select platform.set_clock_offset(interval '0')"));

/** A clock whose beats and timers are recorded in minutes since it was made. */
async function startClock(options: Partial<ClockOptions> = {}) {
  const happened: string[] = [];
  const clock = await createSandboxClock({
    owner: database.owner,
    log: silentLog,
    beat: async () => void happened.push(`beat ${minute()}`),
    idle: async () => {},
    timers: () => [],
    ...options,
  });
  const began = clock.now();
  const minute = () => Math.floor((clock.now() - began) / MINUTE);
  return { clock, began, happened, minute };
}

const databaseNow = async (): Promise<number> => {
  const { rows } = await database.owner.query(
    'select (extract(epoch from platform.now()) * 1000)::float8 as ms',
  );
  return Number(rows[0]?.ms);
};

test('advance() moves the clock of the database by the minutes asked for', async () => {
  const { clock, began } = await startClock();
  const now = await clock.advance(90);
  expect(now - began).toBeGreaterThanOrEqual(90 * MINUTE);
  expect(now - began).toBeLessThan(91 * MINUTE);
  expect(Math.abs((await databaseNow()) - clock.now())).toBeLessThan(1000);
});

test('advance() beats the governor through an empty day without a beat for every minute', async () => {
  const { clock, happened } = await startClock();
  await clock.advance(24 * 60);
  expect(happened.length).toBeGreaterThanOrEqual(90);
  expect(happened.length).toBeLessThanOrEqual(110);
});

test('a beat comes up to 45 s after a full minute, and never before what it is for', async () => {
  const beats: number[] = [];
  const { clock } = await startClock({ beat: async () => void beats.push(clock.now() % MINUTE) });
  await clock.advance(24 * 60);
  expect(Math.max(...beats)).toBeLessThan(46_000);
  expect(new Set(beats.map((late) => Math.floor(late / 5000))).size).toBeGreaterThan(5);
});

test('advance() stops at each timer of the stand-ins, in order, and beats in between', async () => {
  const due: number[] = [];
  const seen: number[] = [];
  const { clock, began } = await startClock({
    timers: () => [due[0] ?? null],
    idle: async () => {
      while (due[0] !== undefined && due[0] <= clock.now()) seen.push((due.shift() ?? 0) - began);
    },
  });
  due.push(began + 3 * MINUTE, began + 4 * MINUTE + 7000, began + 50 * MINUTE, began + 200 * MINUTE);
  await clock.advance(60);
  expect(seen).toEqual([3 * MINUTE, 4 * MINUTE + 7000, 50 * MINUTE]);
  expect(due).toHaveLength(1);
});

test('each beat comes after all that is in flight has ended', async () => {
  const order: string[] = [];
  const { clock } = await startClock({
    idle: async () => void order.push('idle'),
    beat: async () => void order.push('beat'),
  });
  await clock.advance(20);
  const beats = order.flatMap((what, index) => (what === 'beat' ? [index] : []));
  expect(beats.length).toBeGreaterThan(0);
  expect(beats.every((index) => order[index - 1] === 'idle' && order[index + 1] === 'idle')).toBe(true);
});

test('what never becomes idle holds the clock up, but does not stop it', async () => {
  const { clock, began } = await startClock({ idle: () => new Promise(() => {}), idleMs: 5 });
  expect((await clock.advance(5)) - began).toBeGreaterThanOrEqual(5 * MINUTE);
});

test('two plays at once come one after the other', async () => {
  const { clock, began } = await startClock();
  const [first, second] = await Promise.all([clock.advance(10), clock.advance(10)]);
  expect(first - began).toBeGreaterThanOrEqual(10 * MINUTE);
  expect(second - began).toBeGreaterThanOrEqual(20 * MINUTE);
});

test('advanceToNextAction() stops at the beat that released, and says why when none can', async () => {
  await installTeam(database);
  const { rows } = await database.owner.query('select outreach.install_account($1) as id', [
    JSON.stringify({ team_id: TEAM, provider_account_id: 'clock', name: 'Clock', owner_id: 'rui' }),
  ]);
  const accountId = rows[0]?.id;
  const add = async (key: string, blockedBy: string | null) =>
    database.owner
      .query(
        `with l as (select outreach.add_lead(jsonb_build_object('team_id', $1::text, 'profile_url', 'in/' || $2)) as id),
            n as (insert into outreach.linkedin_automation (team_id, account_id, lead_id, action_type, hash, author_id, text_by, channel_id, idempotency_key)
                  select $1, $3, l.id, 'view_profile', 'h', 'ana', 'ana', 'C1', $2 from l returning id)
       select id from n`,
        [TEAM, key, accountId],
      )
      .then((made) =>
        database.owner.query(
          `update outreach.linkedin_automation set status = 'approved', approved_by = 'leo', approved_at = now(), approved_revision = 1, approved_hash = 'h', blocked_by = $2 where id = $1`,
          [made.rows[0]?.id, blockedBy],
        ),
      );
  let beats = 0;
  const { clock } = await startClock({
    beat: async () => {
      beats += 1;
      if (beats % 3 === 0)
        await database.owner.query(
          `insert into outreach.release_ledger (team_id, account_id, action_type, dispatched_at, local_date, attempt, outcome, ended_at)
           values ((select team_id from outreach.accounts where id = $1), $1, 'view_profile', platform.now(), '2026-11-23', 1, 'sent', platform.now())`,
          [accountId],
        );
    },
  });
  expect(await clock.advanceToNextAction()).toMatchObject({ ended: 'nothing_waits', heldBy: null });
  await add('clock-one', null);
  expect(await clock.advanceToNextAction()).toMatchObject({ ended: 'released' });
  expect(beats).toBe(3);
  await database.owner.query(`update outreach.linkedin_automation set blocked_by = 'paused'`);
  expect(await clock.advanceToNextAction()).toMatchObject({ ended: 'held', heldBy: 'paused' });
  expect(beats).toBe(4);
});

test('a reminder, an escalation and an expiry come at their own times while the clock plays over them', async () => {
  const { owner } = database;
  await installTeam(database);
  const parts = await connectParts(database);
  const toMonday = "select platform.set_clock_offset('2027-01-11T12:00:00Z'::timestamptz - pg_catalog.now())";
  await owner.query(toMonday);
  const waits = { remind_after_hours: 2, escalate_after_hours: 4, expire_after_days: 1 };
  await putRule(owner, { ...waits, groups: [{ quorum: 1, people: ['leo'], deputies: ['rui'] }] });
  const { id } = await jobInReview(parts);
  let played = false;
  const bot = (async () => {
    while (!played) {
      await parts.bot.remindDue(20);
      await showAll(parts);
    }
  })();
  const { clock } = await startClock({ idle: () => remindedOf(owner) });
  await clock.advance(30 * 60);
  played = true;
  await bot;
  const { rows } = await owner.query(
    `select kind, to_char(date_trunc('hour', created_at at time zone 'UTC'), 'DD HH24') as at from content.reminders where job_id = $1
     union all select status, to_char(date_trunc('hour', ended_at at time zone 'UTC'), 'DD HH24') from content.jobs where id = $1`,
    [id],
  );
  expect(rows).toEqual([
    { kind: 'reminder', at: '11 14' },
    { kind: 'escalation', at: '11 16' },
    { kind: 'expired', at: '12 12' },
  ]);
});

test('the offset is kept over a restart', async () => {
  const { clock } = await startClock();
  await clock.advance(600);
  const again = await startClock();
  expect(Math.abs(again.clock.now() - clock.now())).toBeLessThan(1000);
});

test('a lease that is held keeps what is left of it, one that has ended stays ended', async () => {
  const carried: number[] = [];
  await database.owner.query(`
    create table content.leases_here (id text, leased_until timestamptz);
    insert into content.leases_here values ('held', platform.now() + interval '20 seconds'), ('over', platform.now() - interval '1 second')`);
  const { clock } = await startClock({ carry: (ms) => void carried.push(ms) });
  await clock.advance(45);
  const { rows } = await database.owner.query(
    'select id, extract(epoch from leased_until - platform.now())::float8 as left from content.leases_here order by id',
  );
  await database.owner.query('drop table content.leases_here');
  expect(Number(rows[0]?.left)).toBeGreaterThan(0);
  expect(Number(rows[0]?.left)).toBeLessThanOrEqual(20);
  expect(Number(rows[1]?.left)).toBeLessThan(-44 * 60);
  expect(carried.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(44 * MINUTE);
});

test('a lease that is taken while the clock moves is carried along as well', async () => {
  await database.owner.query(`
    create table content.leases_here (id text, leased_until timestamptz);
    insert into content.leases_here values ('free', null)`);
  const { clock } = await startClock();
  const taking = database.owner.query(`
    update content.leases_here set leased_until = platform.now() + interval '20 seconds';
    select pg_sleep(0.3)`);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await Promise.all([clock.advance(10), taking]);
  const { rows } = await database.owner.query(
    'select leased_until > platform.now() as held from content.leases_here',
  );
  await database.owner.query('drop table content.leases_here');
  expect(rows).toEqual([{ held: true }]);
});

test('POST clock plays the minutes and answers the time; other bodies are refused with a sentence', async () => {
  const { clock, began } = await startClock();
  const server = createServer((req, res) => {
    if (!serveClock(clock, req, res)) res.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sandbox/api/clock`;
  const post = async (body: string, headers: Record<string, string> = {}) => {
    const response = await fetch(url, { method: 'POST', body, headers });
    return { status: response.status, body: (await response.json()) as { now?: string; error?: string } };
  };
  const played = await post('{"advance_minutes": 15}');
  expect(played.status).toBe(200);
  expect(Date.parse(played.body.now ?? '') - began).toBeGreaterThanOrEqual(15 * MINUTE);
  for (const body of ['', '[]', '{"advance_minutes": -5}', '{"advance_minutes": 1e9}', '{"minutes": 5}']) {
    const refused = await post(body);
    expect([refused.status, refused.body.error?.startsWith('Cannot read the request')]).toEqual([400, true]);
  }
  expect((await post('{"advance_minutes": 1}', { origin: 'http://evil.example' })).status).toBe(403);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
