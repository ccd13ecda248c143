import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { AccountConfig } from '../../ports/outreach.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, rule, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
let id: string;
beforeAll(async () => {
  o = await openOutreach(database);
});
beforeEach(async () => {
  await o.setClock(MONDAY);
  id = (await o.account()).id;
});
const found = async () => {
  const account = (await o.bot.listAccounts(TEAM)).find((a) => a.id === id);
  if (!account) throw new Error('No account');
  return account;
};
const check = async (change: Partial<AccountConfig>) =>
  o.bot.checkConfig(id, { ...(await found()).config, ...change });
const save = async (change: Partial<AccountConfig>, person = 'rui', version?: number) => {
  const { config, config_version } = await found();
  return o.bot.saveConfig({
    account_id: id,
    person_id: person,
    config: { ...config, ...change },
    expected_version: version ?? config_version,
  });
};

test('the shipped defaults', async () => {
  await o.query('select outreach.install_account($1)', [
    JSON.stringify({ team_id: TEAM, provider_account_id: 'fresh', name: 'Fresh', owner_id: 'rui' }),
  ]);
  const fresh = (await o.bot.listAccounts(TEAM)).find((a) => a.provider_account_id === 'fresh');
  expect(fresh?.config).toEqual({
    time_zone: 'America/Sao_Paulo',
    window_start: '09:00',
    window_end: '18:00',
    working_days: [1, 2, 3, 4, 5],
    holidays: 'BR',
    gap_min_minutes: 20,
    gap_max_minutes: 40,
    warm_up_days: 15,
    pending_invites_max: 400,
    withdraw_after_days: 28,
    rules: [
      rule('send_invite', 5, 15, 80),
      rule('send_message', 5, 10, null),
      rule('view_profile', 5, 10, null),
      rule('withdraw_invite', 0, 10, null),
    ],
  });
});

test.each<[Partial<AccountConfig>, string, string]>([
  [{ time_zone: 'America/Atlantis' }, 'time_zone', 'unknown_zone'],
  [{ time_zone: 'BRT' }, 'time_zone', 'unknown_zone'],
  [{ time_zone: 'UTC+3' }, 'time_zone', 'unknown_zone'],
  [{ time_zone: '' }, 'time_zone', 'unknown_zone'],
  // Postgres would reckon with these, but they are no names.
  [{ time_zone: 'america/sao_paulo' }, 'time_zone', 'unknown_zone'],
  [{ time_zone: 'America/Atlantis5' }, 'time_zone', 'unknown_zone'],
  [{ time_zone: 'Etc/GMT+99' }, 'time_zone', 'unknown_zone'],
  [{ window_start: '25:00' }, 'window_start', 'bad_time'],
  [{ window_end: '9:00' }, 'window_end', 'bad_time'],
  [{ window_start: '09:00', window_end: '09:00' }, 'window_end', 'zero_window'],
  [{ working_days: [] }, 'working_days', 'no_working_days'],
  [{ working_days: [8] }, 'working_days', 'out_of_range'],
  [{ holidays: 'Brazil' }, 'holidays', 'unknown_region'],
  [{ gap_min_minutes: 35, gap_max_minutes: 30 }, 'gap_min_minutes', 'min_over_max'],
  [{ gap_min_minutes: 19 }, 'gap_min_minutes', 'gap_too_short'],
  [{ gap_min_minutes: 721, gap_max_minutes: 721 }, 'gap_min_minutes', 'out_of_range'],
  [{ gap_max_minutes: 1441 }, 'gap_max_minutes', 'out_of_range'],
  [{ warm_up_days: 91 }, 'warm_up_days', 'out_of_range'],
  [{ pending_invites_max: 1001 }, 'pending_invites_max', 'out_of_range'],
  [{ withdraw_after_days: 181 }, 'withdraw_after_days', 'out_of_range'],
  [{ withdraw_after_days: 3 }, 'withdraw_after_days', 'out_of_range'],
  [{ rules: [rule('send_invite', 9, 8, null)] }, 'rules.send_invite.daily_min', 'min_over_max'],
  [{ rules: [rule('send_invite', 0, 81, null)] }, 'rules.send_invite.daily_max', 'above_provider'],
  [{ rules: [rule('send_message', 0, 101, null)] }, 'rules.send_message.daily_max', 'above_provider'],
  [{ rules: [rule('view_profile', 0, 81, null)] }, 'rules.view_profile.daily_max', 'above_provider'],
  [{ rules: [rule('withdraw_invite', 0, 21, null)] }, 'rules.withdraw_invite.daily_max', 'above_provider'],
  [{ rules: [rule('send_message', 0, 10, 701)] }, 'rules.send_message.rolling_7d_max', 'above_provider'],
  [{ rules: [rule('send_invite', 0, 10, 201)] }, 'rules.send_invite.rolling_7d_max', 'above_provider'],
  [{ rules: [rule('send_invite', 0, 1, null), rule('send_invite', 0, 2, null)] }, 'rules', 'type_twice'],
])('save_config() refuses %j and saves nothing', async (change, field, code) => {
  const before = await found();
  expect((await check(change)).problems).toMatchObject([{ field, code }]);
  expect((await save(change)).problems).toMatchObject([{ field, code }]);
  expect(await found()).toEqual(before);
});

test('minima that cannot fit are refused with the arithmetic', async () => {
  const change = {
    rules: [
      rule('send_invite', 15, 20, 80),
      rule('send_message', 10, 20, null),
      rule('view_profile', 5, 20, null),
    ],
  };
  expect((await save(change)).problems).toEqual([
    {
      field: 'rules',
      code: 'minima_do_not_fit',
      params: { window_minutes: 540, gap_min_minutes: 20, at_most: 28, wanted_min: 30 },
    },
  ]);
});

test('ceilings that cannot be reached are saved, and the admin is told what fits', async () => {
  const change = {
    window_start: '09:00',
    window_end: '21:00',
    rules: [
      rule('send_invite', 5, 20, 80),
      rule('send_message', 5, 25, null),
      rule('view_profile', 5, 40, null),
    ],
  };
  const saved = await save(change);
  expect(saved).toMatchObject({
    problems: [],
    fits: { window_minutes: 720, at_most: 37, wanted_max: 95, wanted_min: 15 },
    version: (await found()).config_version,
  });
  expect(saved.changes).toContainEqual({ field: 'window_end', old: '18:00', new: '21:00' });
  expect(saved.changes).toContainEqual({ field: 'rules.send_invite.daily_max', old: 15, new: 20 });
  expect((await found()).config.rules.find((r) => r.type === 'view_profile')?.daily_max).toBe(40);
});

test('a window across midnight is measured across midnight', async () => {
  expect(await check({ window_start: '22:00', window_end: '06:00' })).toMatchObject({
    problems: [],
    fits: { window_minutes: 480, at_most: 25 },
  });
});

test('check_config() saves nothing', async () => {
  const before = await found();
  expect((await check({ gap_max_minutes: 60 })).changes).toEqual([
    { field: 'gap_max_minutes', old: 40, new: 60 },
  ]);
  expect(await found()).toEqual(before);
});

test('save_config() is for admins, refuses to overwrite another save, and changes nothing twice', async () => {
  for (const person of ['ana', 'leo', 'gil', 'nobody']) {
    await expect(save({ gap_max_minutes: 60 }, person)).rejects.toMatchObject({ code: 'not_allowed' });
  }
  const { version } = await save({ gap_max_minutes: 60 });
  await expect(save({ gap_max_minutes: 70 }, 'rui', version - 1)).rejects.toMatchObject({
    code: 'stale_config',
  });
  expect(await save({ gap_max_minutes: 60 })).toMatchObject({ changes: [], version });
});

test('each change is one audit row and one message, old and new', async () => {
  await save({ gap_max_minutes: 60, holidays: null });
  const { rows } = await o.query(
    `select actor, data -> 'changes' as changes from outreach.audit where subject_id = $1 and code = 'config_changed'`,
    [id],
  );
  expect(rows).toEqual([
    {
      actor: 'rui',
      changes: [
        { field: 'gap_max_minutes', old: 40, new: 60 },
        { field: 'holidays', old: 'BR', new: null },
      ],
    },
  ]);
  const told = (await o.bot.claimOutbox('bot', 100)).find(
    (i) => i.kind === 'account' && i.account?.id === id && i.event?.code === 'config_changed',
  );
  expect(told).toMatchObject({ channel_id: 'C1', event: { params: { person_id: 'rui' } }, action: null });
});

test('a gap of a minute and 200 messages a day are refused, each with its reason', async () => {
  const before = await found();
  const { problems } = await save({ gap_min_minutes: 1, rules: [rule('send_message', 0, 200, null)] });
  expect(problems).toEqual([
    { field: 'gap_min_minutes', code: 'gap_too_short', params: { value: '1', min: 20, max: 720 } },
    {
      field: 'rules.send_message.daily_max',
      code: 'above_provider',
      params: { value: '200', min: 0, max: 100 },
    },
  ]);
  expect(await found()).toEqual(before);
});

test('an account without Premium gets the lower of the weekly limits', async () => {
  const free = await o.account({}, { tier: 'free' });
  const { config, config_version } = (await o.bot.listAccounts(TEAM)).find((a) => a.id === free.id) ?? {};
  const change = { ...config, rules: [rule('send_invite', 0, 20, 151)] } as AccountConfig;
  expect((await o.bot.checkConfig(free.id, change)).problems).toMatchObject([
    { field: 'rules.send_invite.rolling_7d_max', code: 'above_provider', params: { max: 150 } },
  ]);
  expect(config_version).toBeGreaterThan(0);
});

test('whole numbers that are written with a fraction of nought are whole numbers', async () => {
  const { config, config_version } = await found();
  const text = JSON.stringify({ account_id: id, person_id: 'rui', config, expected_version: config_version });
  await o.query('select outreach.save_config($1::jsonb)', [
    text.replace('"gap_max_minutes":40', '"gap_max_minutes":60.0'),
  ]);
  expect((await found()).config.gap_max_minutes).toBe(60);
});

/** Answers of save_config() for anything at all: problems, or one of the product's own refusals. */
async function answerTo(change: unknown): Promise<string> {
  try {
    const { answer } = await o.one('select outreach.save_config($1::jsonb) as answer', [
      JSON.stringify(change),
    ]);
    const { problems } = answer as { problems: { code: string }[] };
    return problems.length > 0 ? 'problems' : 'saved';
  } catch (error) {
    const { code = '', detail = '' } = error as { code?: string; detail?: string };
    return /^PT4\d\d$/.test(code) && detail ? detail : `raw ${code} ${(error as Error).message}`;
  }
}

test('save_config() answers nonsense of every kind with a problem or a sentence, and saves none of it', async () => {
  const before = await found();
  const whole = {
    account_id: id,
    person_id: 'rui',
    config: before.config,
    expected_version: before.config_version,
  };
  const raw: unknown[] = [];
  const tried = async (change: unknown) => {
    const answer = await answerTo(change);
    if (answer === 'saved' || answer.startsWith('raw')) raw.push([change, answer]);
  };
  const inRules = (rules: unknown[]) => ({ ...whole, config: { ...before.config, rules } });
  const everywhere = [
    true,
    '',
    'NaN',
    'Infinity',
    '1e400',
    -0.0001,
    123456789012345680000,
    [[]],
    [null],
    { a: 1 },
    '25:00',
    '09:00:00',
    '09:60',
    "'; drop table x; --",
    'São Paulo',
    'a'.repeat(5000),
    '2026-01-01',
    '%',
    '\u200b',
  ];
  for (const value of everywhere) {
    const config = Object.fromEntries(Object.keys(before.config).map((key) => [key, value]));
    const one = { type: value, daily_min: value, daily_max: value, rolling_7d_max: value };
    for (const change of [
      value,
      { ...whole, config: value },
      { ...whole, config },
      inRules([one]),
      inRules([{ ...one, type: 'send_invite' }]),
    ])
      await tried(change);
  }
  for (const value of [null, 'x', -1, 0.5, 1e308, [], {}]) {
    for (const key of ['account_id', 'person_id', 'config', 'expected_version'])
      await tried({ ...whole, [key]: value });
    for (const key of Object.keys(before.config)) {
      // No holidays and no withdrawal are settings; so is a list of rules that changes none.
      if (value === null && (key === 'holidays' || key === 'withdraw_after_days')) continue;
      if (key === 'rules' && Array.isArray(value)) continue;
      await tried({ ...whole, config: { ...before.config, [key]: value } });
    }
    for (const key of ['type', 'daily_min', 'daily_max', 'rolling_7d_max', 'daily'])
      if (value !== null || key !== 'rolling_7d_max')
        await tried(inRules([{ ...rule('send_invite', 0, 5, null), [key]: value }]));
    await tried(inRules([value]));
    await tried({ ...whole, config: { ...before.config, working_days: [value] } });
    await tried({ ...whole, config: { ...before.config, gap_min_minute: value } });
  }
  expect(raw).toEqual([]);
  expect(await found()).toEqual(before);
});
