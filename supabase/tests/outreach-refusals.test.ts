import type { Client } from 'pg';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { putRule } from '../../testing/supabase/content.ts';
import { MONDAY, type Outreach, openOutreach, rule, TEAM } from '../../testing/supabase/outreach.ts';

// Guards that the product, used as it is meant, never meets: each is taken out by `npm run prove -- --only
// outreach-guards`, and one of these tests then fails.
const database = useDatabase();
let o: Outreach;
let account: { id: string; provider: string };
beforeAll(async () => {
  o = await openOutreach(database);
});
beforeEach(async () => {
  await o.setClock(MONDAY);
  account = await o.account();
});

const invite = async (text: string | null = 'Olá, podemos conversar?') => {
  const { action_id } = await o.propose(account.id, { type: 'send_invite', text });
  return o.get(action_id ?? '');
};
/** A function's answer, called by the owner with any arguments. */
const call = async (fn: string, ...args: unknown[]) => {
  const places = args.map((_, i) => `$${i + 1}`).join(', ');
  const values = args.map((a) => (a !== null && typeof a === 'object' ? JSON.stringify(a) : a));
  return (await o.one(`select outreach.${fn}(${places}) as answer`, values)).answer;
};

/** In one transaction, which is undone: `outreach.moment()` stands still at MONDAY. */
const atOneMoment = (work: (query: Client['query']) => Promise<void>) =>
  database.onOneConnection(async (client) => {
    await client.query('begin');
    await client.query(
      `create or replace function outreach.moment() returns timestamptz language sql as $$ select '${MONDAY}'::timestamptz $$`,
    );
    await work(client.query.bind(client) as Client['query']);
    await client.query('rollback');
  });

test.each<[string, unknown[], string]>([
  ['check_config', ['none', {}], 'unknown_account'],
  [
    'save_config',
    [{ account_id: 'none', person_id: 'rui', expected_version: 1, config: {} }],
    'unknown_account',
  ],
  ['account_status', ['none'], 'unknown_account'],
  ['propose_action', [{ type: null, author_id: 'ana' }], 'bad_type'],
  ['record_release', [{ result: null }], 'bad_result'],
  ['record_release', [{ result: 'done' }], 'bad_result'],
  ['record_lookup', [1, null, {}], 'bad_result'],
  ['record_lookup', [1, 'seen', {}], 'bad_result'],
  ['resolve_unknown', ['none', 'leo', null], 'bad_decision'],
  ['resolve_unknown', ['none', 'leo', 'maybe'], 'bad_decision'],
  [
    'install_account',
    [
      {
        team_id: TEAM,
        provider_account_id: 'bad',
        name: 'b',
        owner_id: 'rui',
        config: { gap_min_minutes: 1 },
      },
    ],
    'bad_config',
  ],
])('%s(%j) is refused with %s', async (fn, args, code) => {
  await expect(call(fn, ...args)).rejects.toMatchObject({ detail: code });
});

test.each<[string, unknown[]]>([
  ['decide_action', [{ action_id: 'none', revision: 1, hash: 'x', person_id: 'leo', decision: 'approve' }]],
  ['edit_action', [{ action_id: 'none', revision: 1, hash: 'x', person_id: 'leo', text: 'x' }]],
  ['reschedule_action', ['none', 'leo', '2026-11-24T13:00:00Z']],
  ['resolve_unknown', ['none', 'leo', 'sent']],
  ['pause', [TEAM, 'none', 'rui', 'why']],
  ['resume', [TEAM, 'none', 'rui']],
  ['acknowledge_terms', ['none', 'rui']],
])('%s(%j) finds nothing', async (fn, args) => {
  expect(await call(fn, ...args)).toMatchObject({ outcome: 'not_found' });
});

test('an account that is installed twice stays the one it was', async () => {
  const again = { team_id: TEAM, provider_account_id: account.provider, name: 'other', owner_id: 'ana' };
  expect(await call('install_account', again)).toBe(account.id);
});

test('the same key is answered before anything is asked again about a person who was suppressed since', async () => {
  const asked = { key: 'asked once', url: 'https://www.linkedin.com/in/asked-once' };
  const first = await o.propose(account.id, asked);
  await o.query(
    `insert into outreach.suppressions (team_id, kind, value, reason, person_id)
     values ($1, 'person', outreach.identity_of(outreach.canonical_profile($2)), '', 'ana')`,
    [TEAM, asked.url],
  );
  expect(await o.propose(account.id, asked)).toEqual(first);
  await o.query('delete from outreach.suppressions');
});

test.each([null, 'maybe'])('decide_action() takes no decision %j', async (decision) => {
  const { id, revision, hash } = await invite();
  const click = { action_id: id, revision, hash, person_id: 'leo', decision };
  await expect(call('decide_action', click)).rejects.toMatchObject({ detail: 'bad_decision' });
});

test('decide_action() knows only what is there', async () => {
  const click = { action_id: 'none', revision: 1, hash: '', person_id: 'leo', decision: 'approve' };
  expect(await call('decide_action', click)).toMatchObject({ outcome: 'not_found', action: null });
});

test.each([
  ['gil', 'guest'],
  ['bia', 'role'],
  ['ana', 'author'],
])('decide_action() lets %s reject nothing: %s', async (person, reason) => {
  const { id } = await invite();
  expect(await o.decide(id, person, 'reject')).toMatchObject({ outcome: 'not_allowed', reason });
  expect(await o.get(id)).toMatchObject({ status: 'pending_approval' });
});

test('an approval holds for 30 days', async () => {
  const { id } = await invite();
  await atOneMoment(async (query) => {
    const { revision, hash } = await o.get(id);
    const click = { action_id: id, revision, hash, person_id: 'leo', decision: 'approve' };
    await query('select outreach.decide_action($1)', [JSON.stringify(click)]);
    const { rows } = await query(
      'select expires_at - approved_at as holds from outreach.linkedin_automation where id = $1',
      [id],
    );
    expect(rows).toMatchObject([{ holds: { days: 30 } }]);
  });
});

test('decide_action() approves no words with a placeholder, however they came there', async () => {
  const { id } = await invite();
  await o.query(`update outreach.linkedin_automation set payload = '{"text": "Oi {{nome}}"}' where id = $1`, [
    id,
  ]);
  await o.query('update outreach.linkedin_automation n set hash = outreach.action_hash(n) where id = $1', [
    id,
  ]);
  expect(await o.decide(id)).toMatchObject({ outcome: 'not_allowed', reason: 'placeholder' });
});

test('decide_action() approves the same words to a person once, also where two addresses turn out to be one', async () => {
  const text = 'As mesmas palavras';
  const note = (await o.propose(account.id, { type: 'send_invite', text })).action_id ?? '';
  const message = (await o.propose(account.id, { type: 'send_message', text })).action_id ?? '';
  for (const id of [note, message]) await o.profile(account, id, { provider_id: 'ACoAAbothofthem' });
  expect(await o.decide(message)).toMatchObject({ outcome: 'not_allowed', reason: 'duplicate' });
});

test('a button is for the words and the revision that it showed, also where the words came back', async () => {
  const first = await invite('palavras de antes');
  const edit = (seen: { revision: number; hash: string }, text: string) =>
    call('edit_action', { action_id: first.id, ...seen, person_id: 'leo', text });
  await edit({ revision: 1, hash: first.hash }, 'outras palavras');
  const second = await o.get(first.id);
  await edit(second, 'palavras de antes');
  const third = await o.get(first.id);
  expect(third).toMatchObject({ revision: 3, hash: first.hash });
  for (const seen of [
    { revision: 1, hash: first.hash },
    { revision: 3, hash: second.hash },
    { revision: 3, hash: null },
  ]) {
    const click = { action_id: first.id, ...seen, person_id: 'mia', decision: 'approve' };
    expect(await call('decide_action', click)).toMatchObject({ outcome: 'superseded' });
    expect(await call('edit_action', { ...click, text: 'x' })).toMatchObject({ outcome: 'superseded' });
  }
});

test('no one approves where the team has no rule of who may', async () => {
  const { id, revision, hash } = await invite();
  await putRule(database.owner, null);
  const click = { action_id: id, revision, hash, person_id: 'leo', decision: 'approve' };
  expect(await call('decide_action', click)).toMatchObject({ outcome: 'not_allowed', reason: 'role' });
  await putRule(database.owner, { quorum: 1 });
});

test('what was certainly not sent is not approved once more to a person who was suppressed since', async () => {
  const url = 'https://www.linkedin.com/in/not-again';
  const id = await o.ready(account.id, { type: 'send_invite', url });
  const { release_id, fence } = await o.claim(id);
  await o.governor.recordRelease({
    release_id: release_id ?? 0,
    fence: fence ?? 0,
    result: 'unknown',
    provider: {},
    error: null,
    signal: 'none',
  });
  await call('resolve_unknown', id, 'leo', 'not_sent');
  await o.query(
    `insert into outreach.suppressions (team_id, kind, value, reason, person_id)
     values ($1, 'person', outreach.identity_of(outreach.canonical_profile($2)), '', 'ana')`,
    [TEAM, url],
  );
  expect(await o.decide(id, 'mia')).toMatchObject({ outcome: 'not_allowed', reason: 'suppressed' });
  expect(await o.get(id)).toMatchObject({ status: 'not_sent' });
  await o.query('delete from outreach.suppressions');
});

test('edit_action() writes no words where there are none, and no message without them', async () => {
  const { action_id: view } = await o.propose(account.id);
  const viewed = await o.get(view ?? '');
  const seen = { action_id: viewed.id, revision: 1, hash: viewed.hash, person_id: 'leo' };
  expect(await call('edit_action', { ...seen, text: 'x' })).toMatchObject({ outcome: 'wrong_state' });
  const { action_id } = await o.propose(account.id, { type: 'send_message', text: 'palavras' });
  const message = await o.get(action_id ?? '');
  await expect(
    call('edit_action', { ...seen, action_id, hash: message.hash, text: ' \n ' }),
  ).rejects.toMatchObject({ detail: 'empty' });
});

test('reschedule_action() moves what waits, by who may, within the next 90 days', async () => {
  const { id } = await invite();
  const move = (person: string, at: string | null) => call('reschedule_action', id, person, at);
  expect(await move('gil', '2026-11-24T13:00:00Z')).toMatchObject({
    outcome: 'not_allowed',
    reason: 'guest',
  });
  expect(await move('bia', '2026-11-24T13:00:00Z')).toMatchObject({ outcome: 'not_allowed', reason: 'role' });
  for (const at of [null, '2026-11-23T12:00:00Z', '2027-02-22T13:00:00Z', 'infinity']) {
    await expect(move('leo', at)).rejects.toMatchObject({ detail: 'bad_time' });
  }
  await o.decide(id, 'leo', 'reject');
  expect(await move('leo', '2026-11-24T13:00:00Z')).toMatchObject({ outcome: 'wrong_state' });
});

test('resume() lets a restricted account go on that was not paused', async () => {
  await o.query(`update outreach.accounts set status = 'restricted' where id = $1`, [account.id]);
  await call('resume', TEAM, account.id, 'rui');
  expect(
    await o.one('select status, resumed_at is not null as resumed from outreach.accounts where id = $1', [
      account.id,
    ]),
  ).toEqual({
    status: 'ok',
    resumed: true,
  });
});

test('claim_release() sends nothing of a type that the account has no rule for', async () => {
  const id = await o.ready(account.id);
  await o.query(`delete from outreach.automation_rules where account_id = $1 and rule_key = 'view_profile'`, [
    account.id,
  ]);
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'quota', retry_at: null });
});

// Behind the back of what the functions allow: the check in the release stands alone.
test.each([
  ['no one gave', 'approved_by = null'],
  ['is for an earlier revision', 'approved_revision = revision - 1'],
  ['is for no revision', 'approved_revision = null'],
  ['is for a hash of other words', `hash = repeat('0', 64)`],
  ['came from its author', `author_id = approved_by`],
  ['came from who wrote the words', `text_by = approved_by`],
])('claim_release() sends nothing on an approval that %s', async (_, change) => {
  const id = await o.ready(account.id, { type: 'send_invite', text: `palavras ${change}` });
  await o.query(
    'alter table outreach.linkedin_automation drop constraint if exists approver_is_known_once_approved',
  );
  await o.query(`update outreach.linkedin_automation set ${change} where id = $1`, [id]);
  expect(await o.claim(id)).toMatchObject({
    outcome: 'held',
    blocked_by: 'approval',
    action: { status: 'pending_approval', approved_by: null },
  });
});

test('claim_release() sends nothing that has a time and was not planned', async () => {
  const { action_id } = await o.propose(account.id);
  const id = action_id ?? '';
  await o.decide(id);
  await o.query(`update outreach.linkedin_automation set scheduled_for = '2026-01-01' where id = $1`, [id]);
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'not_due' });
});

test('claim_release() knows only what is there', async () => {
  expect(await o.claim('none')).toMatchObject({ outcome: 'gone', action: null });
});

test.each([
  ['14 days ago', 5, 0, "interval '14 days'"],
  ['a microsecond more ago', 5, 1, "interval '14 days 1 microsecond'"],
  ['longer ago, with one day to warm up', 1, 1, "interval '15 days'"],
  ['longer ago, with none', 0, 0, "interval '15 days'"],
])('claim_release() begins the warm-up anew once, where the last went %s', async (_, days, times, idle) => {
  const id = await o.ready(account.id);
  await atOneMoment(async (query) => {
    await query(
      `update outreach.accounts set warm_up_days = $2, warm_up_from = '2026-10-01', last_dispatch_at = outreach.moment() - ${idle},
         paused_at = outreach.moment(), pause_reason = 'x' where id = $1`,
      [account.id, days],
    );
    for (let n = 0; n < 2; n += 1) await query("select outreach.claim_release($1, 'w')", [id]);
    const { rows } = await query(
      "select from outreach.audit where code = 'warm_up_restarted' and subject_id = $1",
      [account.id],
    );
    expect(rows).toHaveLength(times);
  });
});

test('hold_action() and plan_actions() wait for no other account or action', async () => {
  const mine = await o.ready(account.id);
  const another = await o.ready((await o.account()).id);
  await database.onOneConnection(async (client) => {
    await client.query('begin');
    await client.query('select outreach.hold_action($1)', [another]);
    await o.query(
      `do $$ begin
         perform set_config('lock_timeout', '5s', true);
         perform outreach.hold_action('${mine}');
         perform outreach.plan_actions('[{"action_id": "${mine}", "revision": 1, "scheduled_for": "2026-11-24T13:00:00Z", "jitter_applied_minutes": 1}]');
       end $$`,
    );
    await client.query('rollback');
  });
});

test('expire_dispatches() ends what has waited two minutes or its 30 days, and nothing that ended', async () => {
  const [dispatched, old, done] = [
    await o.ready(account.id),
    await o.ready(account.id),
    await o.ready((await o.account()).id),
  ];
  await o.release(done);
  // More than one call looks at.
  await o.query(
    `insert into outreach.release_ledger (team_id, account_id, source, action_type, dispatched_at, local_date, outcome, counted)
     select '${TEAM}', $1, 'manual', 'view_profile', '2026-11-01', '2026-11-01', 'sent', false from generate_series(1, 100)`,
    [account.id],
  );
  await o.claim(dispatched);
  await atOneMoment(async (query) => {
    const statuses = async () => {
      await query('select outreach.expire_dispatches()');
      const { rows } = await query(
        'select array_agg(n.status order by array_position($1, n.id)) as found from outreach.linkedin_automation n where n.id = any ($1)',
        [[dispatched, old, done]],
      );
      return rows[0]?.found;
    };
    const age = async (by: string) => {
      await query(
        `update outreach.release_ledger set dispatched_at = outreach.moment() - interval '2 minutes' + interval '${by}' where action_id = $1`,
        [dispatched],
      );
      await query(
        `update outreach.linkedin_automation set expires_at = outreach.moment() + interval '${by}' where id = any ($1)`,
        [[old, done]],
      );
    };
    await age('1 microsecond');
    expect(await statuses()).toEqual(['dispatching', 'scheduled', 'completed']);
    await age('0');
    expect(await statuses()).toEqual(['unknown', 'expired', 'completed']);
  });
});

test('what waited for an outcome is looked at again once it is known, and nothing else', async () => {
  const url = 'https://www.linkedin.com/in/waits-for-it';
  const id = await o.ready(account.id, { url });
  const [note, message, withdrawal] = [
    await o.ready(account.id, { type: 'send_invite', url }),
    await o.ready(account.id, { type: 'send_message', text: 'oi', url }),
    await o.ready(account.id, { type: 'withdraw_invite', url }),
  ];
  const stranger = await o.ready(account.id);
  const { release_id, fence } = await o.claim(id);
  await o.bot.cancelAction(withdrawal, 'ana');
  await o.query(
    `update outreach.linkedin_automation set aside = true, retry_at = '2026-12-24',
       blocked_by = case when id = $2 then 'not_connected' else 'earlier_unknown' end where id = any ($1)`,
    [[note, message, withdrawal, stranger], message],
  );
  await call('record_release', { release_id, fence, result: 'unknown', provider: {}, signal: 'none' });
  const { rows } = await o.query(
    'select retry_at is null as now from outreach.linkedin_automation where id = any ($1) order by array_position($1, id)',
    [[note, message, withdrawal, stranger]],
  );
  expect(rows.map(({ now }) => now)).toEqual([true, false, false, false]);
  const { looked_up_after } = await o.one(
    'select next_lookup_at - dispatched_at as looked_up_after from outreach.release_ledger where id = $1',
    [release_id],
  );
  expect(looked_up_after).toMatchObject({ minutes: 1, seconds: 30 });
});

test('a look at a profile wakes what waits for its person once something has changed, and only then', async () => {
  const url = 'https://www.linkedin.com/in/looked-at-often';
  const id = await o.ready(account.id, { type: 'send_message', text: 'oi', url });
  await o.profile(account, id);
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'not_connected' });
  const waits = () => o.one('select aside from outreach.linkedin_automation where id = $1', [id]);
  await o.profile(account, id);
  expect(await waits()).toEqual({ aside: true });
  await o.profile(account, id, { invitation: 'pending' });
  expect(await waits()).toEqual({ aside: false });
});

test('a fill level below 90 % closes nothing', async () => {
  await o.release(await o.ready(account.id), { provider: { usage: '89.9' } });
  expect((await o.query('select from outreach.breakers where account_id = $1', [account.id])).rows).toEqual(
    [],
  );
});

test('record_release() takes one result, of the claim that was made', async () => {
  const id = await o.ready(account.id);
  const { release_id, fence } = await o.claim(id);
  const record = (more: object) =>
    call('record_release', {
      release_id,
      fence,
      result: 'sent',
      provider: {},
      error: null,
      signal: 'none',
      ...more,
    });
  expect(await record({ release_id: 0 })).toBe(false);
  expect(await record({ fence: Number(fence) + 1 })).toBe(false);
  // The action was claimed anew since.
  await o.query('update outreach.linkedin_automation set fence = fence + 1 where id = $1', [id]);
  expect(await record({})).toBe(false);
  await o.query('update outreach.linkedin_automation set fence = fence - 1 where id = $1', [id]);
  expect(await record({ result: 'failed' })).toBe(true);
  expect(await o.get(id)).toMatchObject({ status: 'failed', error: { code: 'failed' } });
  expect(await record({})).toBe(false);
});

test('record_lookup() changes nothing of an action that is known meanwhile', async () => {
  const id = await o.ready(account.id);
  const { release_id, fence } = await o.claim(id);
  await call('record_release', { release_id, fence, result: 'unknown', provider: {}, signal: 'none' });
  await o.query('alter table outreach.linkedin_automation disable trigger user');
  await o.query(`update outreach.linkedin_automation set status = 'completed' where id = $1`, [id]);
  await o.query('alter table outreach.linkedin_automation enable trigger user');
  expect(await call('record_lookup', release_id, 'certainly_not_sent', {})).toBe(false);
  expect(await o.get(id)).toMatchObject({ status: 'completed' });
});

test('record_profile() keeps nothing of an account or a person that the team does not have', async () => {
  const { lead } = await invite();
  const seen = {
    lead_id: lead.lead_id,
    provider_id: 'ACoAAstranger',
    name: null,
    connected: true,
    invitation: 'none',
  };
  await call('record_profile', { ...seen, provider_account_id: 'none' });
  await o.query(`select platform.install_team('{"team_id":"T2","name":"Other","sandbox":true}')`);
  await call('install_account', { team_id: 'T2', provider_account_id: 'acc T2', name: 'x', owner_id: 'rui' });
  await call('record_profile', { ...seen, provider_account_id: 'acc T2' });
  await call('record_profile', { ...seen, provider_account_id: account.provider, lead_id: 'none' });
  expect(
    await o.one(
      `select (select count(*)::int from outreach.contacts where lead_id = $1) as contacts,
              (select count(*)::int from outreach.lead_identities where value = 'ACoAAstranger') as names`,
      [lead.lead_id],
    ),
  ).toEqual({ contacts: 0, names: 0 });
});

test('check_config() tells of a region whose holidays could not be found', async () => {
  await o.governor.keepHolidays('XQ', 2026, null);
  const config = {
    ...((await call('config_view', await row())) as object),
    holidays: 'XQ',
    rules: [rule('view_profile', 1, 2, null)],
  };
  expect(await call('check_config', account.id, config)).toMatchObject({
    problems: expect.arrayContaining([expect.objectContaining({ code: 'unknown_region' })]),
  });
});
const row = async () =>
  (await o.one('select a::text as a from outreach.accounts a where id = $1', [account.id])).a;

test.each([`${'a'.repeat(64)}.com`, `${'abcdefgh.'.repeat(29)}com`])(
  'domain_key() knows no domain that no name server could hold: %s',
  async (domain) => {
    expect(await call('domain_key', domain)).toBeNull();
  },
);
