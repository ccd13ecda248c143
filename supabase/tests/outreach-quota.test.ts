import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { AccountConfig } from '../../ports/outreach.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, rule, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
beforeAll(async () => {
  o = await openOutreach(database);
});
beforeEach(() => o.setClock(MONDAY));
const views = (min: number, max: number): Partial<AccountConfig> => ({
  rules: [
    rule('view_profile', min, max, null),
    rule('send_invite', 0, 15, 80),
    rule('send_message', 0, 10, null),
  ],
});
const quotaOf = async (accountId: string) => {
  const { quota } = await o.one(
    `select (outreach.day_limit(a, 'view_profile', (platform.now() at time zone a.time_zone)::date)).quota as quota
     from outreach.accounts a where a.id = $1`,
    [accountId],
  );
  return Number(quota);
};
async function save(accountId: string, change: Partial<AccountConfig>) {
  const found = (await o.bot.listAccounts(TEAM)).find((a) => a.id === accountId);
  if (!found) throw new Error(`No account ${accountId}`);
  return o.bot.saveConfig({
    account_id: accountId,
    person_id: 'rui',
    config: { ...found.config, ...change },
    expected_version: found.config_version,
  });
}

const SEEDS = ['alba', 'bento', 'caju', 'dália', 'erva', 'figo', 'gralha', 'hortelã', 'ipê', 'jasmim'];
// [minimum, maximum, critical value of chi-square]: above it in 0.1 % of fair draws, with one degree of freedom fewer than values.
test.each([
  [0, 1, 10.83],
  [5, 15, 29.59],
  [20, 40, 45.31],
] as const)(
  'draw() is uniform between %i and %i, by chi-square below %d for each seed of a fixed list',
  async (min, max, critical) => {
    const values = max - min + 1;
    // 1,000 of each value may be expected: accounts and days as they come.
    const { rows } = await o.query(
      `select s.seed, d.draw, count(*)::integer as n
     from unnest($1::text[]) s(seed) cross join generate_series(1, $4::integer) i
     cross join lateral (select outreach.draw(s.seed, 'account ' || i % 11, 'send_invite', '2026-01-01'::date + i / 11, 1, $2, $3) as draw) d
     group by s.seed, d.draw`,
      [SEEDS, min, max, values * 1000],
    );
    for (const seed of SEEDS) {
      const counts = rows.filter((row) => row.seed === seed);
      expect(counts.map((row) => Number(row.draw)).sort((a, b) => a - b)).toEqual(
        Array.from({ length: values }, (_, n) => min + n),
      );
      const chiSquare = counts.reduce((sum, row) => sum + (Number(row.n) - 1000) ** 2 / 1000, 0);
      expect(chiSquare, `seed ${seed}`).toBeLessThan(critical);
    }
  },
);

test('draw() of one day says nothing of the next, nor of another account or type on the same day', async () => {
  const { rows } = await o.query(
    `select s.seed, corr(d.here, d.next_day) as next_day, corr(d.here, d.account) as account, corr(d.here, d.type) as type
     from unnest($1::text[]) s(seed) cross join generate_series(1, 4000) i
     cross join lateral (select
       outreach.draw(s.seed, 'a', 'send_invite', '2026-01-01'::date + i, 1, 5, 15) as here,
       outreach.draw(s.seed, 'a', 'send_invite', '2026-01-02'::date + i, 1, 5, 15) as next_day,
       outreach.draw(s.seed, 'b', 'send_invite', '2026-01-01'::date + i, 1, 5, 15) as account,
       outreach.draw(s.seed, 'a', 'send_message', '2026-01-01'::date + i, 1, 5, 15) as type) d
     group by s.seed`,
    [SEEDS],
  );
  // Of 4,000 fair pairs 1 in 1,000 is further from 0 than 3.29 / sqrt(4000).
  for (const row of rows)
    for (const pair of ['next_day', 'account', 'type'])
      expect(Math.abs(Number(row[pair])), `${pair} with seed ${row.seed}`).toBeLessThan(0.052);
  expect(rows).toHaveLength(SEEDS.length);
});

test('after five hours without a governor the next hour holds what its gaps let through, and no more', async () => {
  const account = await o.account(views(20, 20));
  const waiting: string[] = [];
  for (let n = 0; n < 6; n += 1) waiting.push(await o.ready(account.id));
  await o.advance(5 * 60);
  const went: number[] = [];
  for (let minute = 0; minute < 60; minute += 1) {
    const answer = await o.claim(waiting[went.length] ?? '');
    if (answer.outcome === 'claimed') {
      went.push(minute);
      await o.governor.recordRelease({
        release_id: answer.release_id ?? 0,
        fence: answer.fence ?? 0,
        result: 'sent',
        provider: {},
        error: null,
        signal: 'none',
      });
    }
    await o.advance(1);
  }
  const apart = went.slice(1).map((minute, n) => minute - (went[n] ?? 0));
  expect(went[0]).toBe(0);
  expect(went.length).toBeLessThanOrEqual(3);
  expect(Math.min(...apart)).toBeGreaterThanOrEqual(20);
});

test('draw() is the same for the same seed, account, type, date and rule version, and no other', async () => {
  const draws = async (...key: unknown[]) =>
    (await o.one('select outreach.draw($1, $2, $3, $4::date, $5, 0, 1000000) as d', key)).d;
  const key = ['s', 'a', 'send_invite', '2026-11-23', 1] as const;
  const first = await draws(...key);
  expect(await draws(...key)).toBe(first);
  for (const [i, other] of ['s2', 'a2', 'send_message', '2026-11-24', 2].entries()) {
    expect(await draws(...key.map((k, n) => (n === i ? other : k)))).not.toBe(first);
  }
});

test('the quota of a day is drawn once, also when many ask at the same time', async () => {
  const account = await o.account(views(1, 30));
  await Promise.all(Array.from({ length: 6 }, () => o.ready(account.id)));
  const loads = await Promise.all(Array.from({ length: 6 }, () => o.governor.loadDue()));
  const quotas = loads.map(
    (l) => l.find((x) => x.account.id === account.id)?.quotas.find((q) => q.type === 'view_profile')?.quota,
  );
  expect(new Set(quotas).size).toBe(1);
  await expect(o.query('update outreach.quota_draws set draw = 99')).rejects.toThrow(/only added/);
});

test('a rule that changes during the day may lower the quota at once, never raise it', async () => {
  const account = await o.account(views(10, 10));
  expect(await quotaOf(account.id)).toBe(10);
  expect((await save(account.id, views(20, 20))).problems).toEqual([]);
  expect(await quotaOf(account.id)).toBe(10);
  await save(account.id, views(0, 3));
  expect(await quotaOf(account.id)).toBe(3);
  await save(account.id, views(20, 20));
  expect(await quotaOf(account.id)).toBe(10);
  await o.setClock('2026-11-24T13:00:00Z');
  expect(await quotaOf(account.id)).toBe(20);
});

test('the draw is capped by what fits the window', async () => {
  const account = await o.account({ ...views(0, 80), window_start: '09:00', window_end: '10:00' });
  await o.query(
    `insert into outreach.quota_draws (account_id, action_type, local_date, draw, rule_version) values ($1, 'view_profile', '2026-11-23', 150, 1)`,
    [account.id],
  );
  expect(await quotaOf(account.id)).toBe(4);
});

test('room_at() is when the first row of a full window leaves it, also of a window of one', async () => {
  const account = await o.account();
  await o.release(await o.ready(account.id));
  const room = async (max: number) =>
    (
      await o.one(
        `select outreach.room_at($1, 'view_profile', interval '7 days', $2, false, platform.now()) - dispatched_at = interval '7 days' as is
         from outreach.release_ledger where account_id = $1`,
        [account.id, max],
      )
    ).is;
  expect(await room(1)).toBe(true);
  expect(await room(2)).toBeNull();
});

test('usage and last reset are derived from the ledger, by local day', async () => {
  const account = await o.account();
  await o.release(await o.ready(account.id));
  const usage = async () => {
    const { u } = await o.one(
      `select jsonb_path_query_first(outreach.rule_usage($1), '$[*] ? (@.rule_key == "view_profile")') as u`,
      [account.id],
    );
    return u;
  };
  expect(await usage()).toMatchObject({
    current_usage: 1,
    last_reset_at: expect.stringContaining('2026-11-23T03:00:00'),
    config: { min: 5, max: 10, window_start: '09:00', window_end: '18:00' },
  });
  await o.setClock('2026-11-24T13:00:00Z');
  expect(await usage()).toMatchObject({
    current_usage: 0,
    last_reset_at: expect.stringContaining('2026-11-24T03:00:00'),
  });
});

test('no day of 25 hours has a second quota, and no hour after a closed night more than the gap lets through', async () => {
  // Berlin puts its clocks back on 25 October 2026, a Sunday.
  const account = await o.account({
    ...views(3, 3),
    time_zone: 'Europe/Berlin',
    window_start: '00:00',
    window_end: '23:59',
    working_days: [7],
    holidays: null,
    gap_min_minutes: 20,
  });
  await o.setClock('2026-10-24T20:00:00Z');
  const waiting = await Promise.all(Array.from({ length: 6 }, () => o.ready(account.id)));
  let claimed = 0;
  const times: number[] = [];
  for (
    let at = Date.parse('2026-10-24T21:00:00Z');
    at < Date.parse('2026-10-26T01:00:00Z');
    at += 7 * 60_000
  ) {
    await o.setClock(new Date(at).toISOString());
    const answer = await o.claim(waiting[claimed] ?? '');
    if (answer.outcome !== 'claimed') continue;
    claimed += 1;
    times.push(at);
    await o.governor.recordRelease({
      release_id: answer.release_id ?? 0,
      fence: answer.fence ?? 0,
      result: 'sent',
      provider: {},
      error: null,
      signal: 'none',
    });
  }
  expect(claimed).toBe(3);
  expect(times.slice(1).every((t, i) => t - (times[i] ?? 0) >= 20 * 60_000)).toBe(true);
});
