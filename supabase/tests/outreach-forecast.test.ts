import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
beforeAll(async () => {
  o = await openOutreach(database);
  await o.setClock(MONDAY);
});

const approved = async (accountId: string): Promise<string> => {
  const { action_id } = await o.propose(accountId);
  await o.decide(action_id ?? '');
  return action_id ?? '';
};
const configOf = async (accountId: string) => {
  const account = (await o.bot.listAccounts(TEAM)).find((a) => a.id === accountId);
  if (!account) throw new Error(`No account ${accountId}`);
  return account.config;
};

test('forecast_input() answers what waits with its times, draws nothing and writes nothing', async () => {
  const account = await o.account({ holidays: 'BR' });
  const id = await approved(account.id);
  const before = await o.one('select count(*) from outreach.quota_draws where account_id = $1', [account.id]);
  const input = await o.bot.forecastInput(account.id, null);
  expect(input).toMatchObject({
    local_date: '2026-11-23',
    sending_days: 0,
    sent_today: false,
    campaigns: [],
    unforeseen: 0,
  });
  expect(input.actions).toMatchObject([
    { id, type: 'view_profile', campaign: null, after_action_id: null, aside: false },
  ]);
  expect(input.holidays.map((h) => h.date)).toContain('2026-12-25');
  expect(input.unknown_years).toEqual([]);
  expect(
    await o.one('select count(*) from outreach.quota_draws where account_id = $1', [account.id]),
  ).toEqual(before);
});

test('forecast_input() counts what was used, today and in 7 days, and has today’s draw once there is one', async () => {
  const account = await o.account({ holidays: null });
  await approved(account.id);
  await o.governor.loadDue();
  const { types } = await o.bot.forecastInput(account.id, null);
  const drawn = await o.one(
    "select draw from outreach.quota_draws where account_id = $1 and action_type = 'view_profile'",
    [account.id],
  );
  expect(types.find((t) => t.type === 'view_profile')).toMatchObject({
    drawn: drawn.draw,
    used_today: 0,
    used_7d: [],
  });
  await o.release(await o.ready(account.id));
  const after = await o.bot.forecastInput(account.id, null);
  const used = after.types.find((t) => t.type === 'view_profile');
  expect([used?.used_today, used?.used_7d.length, after.sent_today]).toEqual([1, 1, true]);
});

test('forecast_input() is of the rules passed in, which are not saved', async () => {
  const account = await o.account({ holidays: null });
  const config = await configOf(account.id);
  const proposed = {
    ...config,
    holidays: 'DE-BY',
    window_start: '10:00',
    window_end: '12:00',
    gap_min_minutes: 30,
    gap_max_minutes: 60,
    warm_up_days: 5,
    rules: config.rules.map((r) => ({ ...r, daily_min: 0, daily_max: r.type === 'send_invite' ? 10 : 2 })),
  };
  const input = await o.bot.forecastInput(account.id, proposed);
  expect(input.account.config).toMatchObject({
    window_start: '10:00',
    holidays: 'DE-BY',
    rules: proposed.rules,
  });
  expect(input.fits_a_day).toBe(5);
  // Its holidays are the governor's to fetch.
  expect(input.unknown_years).toEqual([2026, 2027]);
  // 20 % of the maximum on the first sending day; the fifth has all of it.
  expect(input.types.find((t) => t.type === 'send_invite')?.warm_up).toEqual([2, 4, 6, 8]);
  expect((await configOf(account.id)).window_start).toBe(config.window_start);
  await expect(o.bot.forecastInput(account.id, { ...proposed, working_days: [] })).rejects.toMatchObject({
    code: 'bad_config',
  });
  await expect(o.bot.forecastInput('none', null)).rejects.toMatchObject({ code: 'unknown_account' });
});

test('forecast_input() warms up anew after two idle weeks, as the next release does', async () => {
  const account = await o.account({ holidays: null, warm_up_days: 5 });
  for (const [day, last] of [
    ['2026-11-19', '2026-11-20T12:00:00Z'],
    ['2026-11-20', '2026-11-05T12:00:00Z'],
  ]) {
    await o.one(
      'insert into outreach.sending_days (account_id, local_date) values ($1, $2) returning account_id',
      [account.id, day],
    );
    await o.one('update outreach.accounts set last_dispatch_at = $2 where id = $1 returning id', [
      account.id,
      last,
    ]);
    const { sending_days } = await o.bot.forecastInput(account.id, null);
    expect(sending_days).toBe(day === '2026-11-19' ? 1 : 0);
  }
});
