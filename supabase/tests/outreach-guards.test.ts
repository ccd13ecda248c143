import { beforeAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, rule, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
beforeAll(async () => {
  o = await openOutreach(database);
});
beforeEach(() => o.setClock(MONDAY));

test('claim_release() lets an approved action go whose time has come, and says with which limits', async () => {
  const account = await o.account();
  const id = await o.ready(account.id);
  expect(await o.claim(id)).toMatchObject({
    outcome: 'claimed',
    blocked_by: null,
    provider_account_id: account.provider,
    action: { status: 'dispatching', daily_limit_check: true, time_window_check: true },
  });
  const { same } = await o.one(
    `select n.executed_at = a.last_dispatch_at and l.dispatched_at = n.executed_at as same
     from outreach.linkedin_automation n join outreach.accounts a on a.id = n.account_id
     join outreach.release_ledger l on l.action_id = n.id where n.id = $1`,
    [id],
  );
  expect(same).toBe(true);
});

test('claim_release() holds everything under the kill switch', async () => {
  const account = await o.account();
  const id = await o.ready(account.id);
  expect(await o.bot.pause(TEAM, null, 'ana', 'complaint')).toMatchObject({ outcome: 'done' });
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'kill_switch', retry_at: null });
  await o.bot.resume(TEAM, null, 'rui');
});

test('claim_release() holds a paused account, and only it', async () => {
  const [paused, other] = [await o.account(), await o.account()];
  const id = await o.ready(paused.id);
  await o.bot.pause(TEAM, paused.id, 'bia', 'holiday of the owner');
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'paused' });
  expect(await o.claim(await o.ready(other.id))).toMatchObject({ outcome: 'claimed' });
});

test('claim_release() holds an account whose owner has not accepted the terms', async () => {
  const account = await o.account({}, { acknowledged: false });
  const id = await o.ready(account.id);
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'terms_not_acknowledged' });
  expect(await o.bot.acknowledgeTerms(account.id, 'ana')).toEqual({
    outcome: 'not_allowed',
    reason: 'owner',
  });
  expect(await o.bot.acknowledgeTerms(account.id, 'rui')).toMatchObject({ outcome: 'done' });
  expect(await o.claim(id)).toMatchObject({ outcome: 'claimed' });
});

test('claim_release() holds an account that is connecting, and after it a fresh gap', async () => {
  const account = await o.account();
  const id = await o.ready(account.id);
  expect(await o.governor.recordAccountStatus(account.provider, 'CONNECTING')).toBe(true);
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'account_status' });
  await o.governor.recordAccountStatus(account.provider, 'OK');
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'gap' });
});

// Unipile v1 has no word for a restriction or a checkpoint: it says ERROR and CREDENTIALS.
test.each(['CREDENTIALS', 'ERROR', 'STOPPED', 'something new'])(
  'claim_release() holds an account that the provider reported as %s until a person lets it go on',
  async (status) => {
    const account = await o.account();
    const id = await o.ready(account.id);
    expect(await o.governor.recordAccountStatus(account.provider, status)).toBe(true);
    expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'paused' });
    await o.governor.recordAccountStatus(account.provider, 'OK');
    await o.advance(60);
    expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'paused' });
    // A person's word alone does not connect it: it is down until the provider says otherwise.
    await o.governor.recordAccountStatus(account.provider, status);
    await o.bot.resume(TEAM, account.id, 'rui');
    expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'account_status' });
    await o.governor.recordAccountStatus(account.provider, 'OK');
    expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'gap' });
    await o.advance(30);
    await o.plan(id, '2026-01-01T00:00:00Z');
    expect(await o.claim(id)).toMatchObject({ outcome: 'claimed' });
  },
);

test.each(['RESTRICTED', 'account_restricted', 'CHECKPOINT_REQUIRED'])(
  'an account that is reported as %s rests for its time, and then until a person has looked',
  async (status) => {
    const account = await o.account();
    const id = await o.ready(account.id);
    await o.inbound(account, { kind: 'account_status', status });
    await o.inbound(account, { kind: 'account_status', status: 'OK' });
    // A second account that was warned stopped the team as well.
    await o.bot.resume(TEAM, null, 'rui');
    await o.advance(8 * 24 * 60);
    expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'breaker' });
    await o.bot.resume(TEAM, account.id, 'rui');
    expect((await o.claim(id)).blocked_by).not.toBe('breaker');
    await o.query('delete from outreach.breakers where account_id = $1', [account.id]);
  },
);

test('claim_release() holds an account behind an open breaker, for a limit only the type that met it', async () => {
  const account = await o.account({ gap_min_minutes: 1 });
  await o.release(await o.ready(account.id, { type: 'send_invite' }), {
    result: 'not_sent',
    error: { code: 'cannot_resend_yet', message: 'limit', class: 'account_limit' },
    signal: 'limit',
  });
  await o.advance(5);
  const invite = await o.ready(account.id, { type: 'send_invite' });
  const held = await o.claim(invite);
  expect(held).toMatchObject({ outcome: 'held', blocked_by: 'breaker' });
  expect(held.retry_at?.slice(0, 16)).toBe('2026-11-24T13:00');
  await o.release(await o.ready(account.id));
  await o.advance(24 * 60);
  expect(await o.claim(invite)).toMatchObject({ outcome: 'claimed' });
});

test.each([
  ['2026-11-23T11:59:59Z', 'window', '2026-11-23T12:00'],
  ['2026-11-23T21:00:00Z', 'window', '2026-11-24T12:00'],
  // Saturday: no working day.
  ['2026-11-28T13:00:00Z', 'window', '2026-11-30T12:00'],
  // Good Friday of 2026 and Consciência Negra.
  ['2026-04-03T13:00:00Z', 'holiday', '2026-04-06T12:00'],
  ['2026-11-20T13:00:00Z', 'holiday', '2026-11-23T12:00'],
] as const)('claim_release() at %s is held by %s until %s', async (at, blocker, until) => {
  await o.setClock(at);
  const account = await o.account();
  const id = await o.ready(account.id);
  await o.setClock(at);
  const held = await o.claim(id);
  expect(held).toMatchObject({
    outcome: 'held',
    blocked_by: blocker,
    action: { time_window_check: false, daily_limit_check: null },
  });
  expect(held.retry_at?.slice(0, 16)).toBe(until);
});

test('claim_release() stays closed for a region whose holidays are not stored', async () => {
  const account = await o.account({ holidays: 'XK' });
  const id = await o.ready(account.id);
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'holiday' });
  expect(await o.governor.holidayGaps()).toContainEqual({ region: 'XK', year: 2026 });
  expect(await o.governor.keepHolidays('XK', 2026, null)).toBe(0);
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'holiday' });
  expect(await o.governor.keepHolidays('XK', 2026, [{ date: '2026-11-28', name: 'Flag day' }])).toBe(1);
  expect(await o.claim(id)).toMatchObject({ outcome: 'claimed' });
});

test('claim_release() keeps the gap across all types, from the dispatch, with any outcome', async () => {
  const account = await o.account();
  await o.claim(await o.ready(account.id)); // No result yet: a governor died here.
  const second = await o.ready(account.id, { type: 'send_invite' });
  await o.advance(19);
  const held = await o.claim(second);
  expect(held).toMatchObject({ outcome: 'held', blocked_by: 'gap' });
  expect(held.retry_at?.slice(0, 16)).toBe('2026-11-23T13:20');
  await o.governor.expireDispatches();
  await o.advance(1.1);
  expect(await o.claim(second)).toMatchObject({ outcome: 'claimed' });
});

test('claim_release() lets one dispatch at a time be in flight per account', async () => {
  const account = await o.account({ gap_min_minutes: 1, gap_max_minutes: 2 });
  const [first, second] = [await o.ready(account.id), await o.ready(account.id)];
  await o.claim(first);
  await o.advance(1.5);
  expect(await o.claim(second)).toMatchObject({ outcome: 'held', blocked_by: 'in_flight' });
  await expect(
    o.query(
      `update outreach.linkedin_automation set status = 'dispatching', executed_at = now(), daily_limit_check = true, time_window_check = true where id = $1`,
      [second],
    ),
  ).rejects.toThrow(/one_dispatch_at_a_time_per_account/);
});

test('claim_release() stops at the quota of the local day and goes on the next', async () => {
  const account = await o.account({ rules: [rule('view_profile', 2, 2, null)], gap_min_minutes: 5 });
  for (let i = 0; i < 2; i += 1) {
    await o.release(await o.ready(account.id));
    await o.advance(6);
  }
  const third = await o.ready(account.id);
  const held = await o.claim(third);
  expect(held).toMatchObject({ outcome: 'held', blocked_by: 'quota', action: { daily_limit_check: false } });
  expect(held.retry_at?.slice(0, 16)).toBe('2026-11-24T12:00');
  await o.setClock('2026-11-24T12:00:00Z');
  expect(await o.claim(third)).toMatchObject({ outcome: 'claimed' });
});

test('claim_release() keeps the rolling cap as a sliding window, to the minute', async () => {
  const account = await o.account({
    rules: [rule('view_profile', 0, 20, 2), rule('send_invite', 0, 20, 80)],
  });
  for (const at of ['2026-11-23T13:00:00Z', '2026-11-26T13:00:00Z']) {
    await o.setClock(at);
    await o.query('update outreach.quota_draws set draw = draw where false');
    await o.query(
      `insert into outreach.quota_draws (account_id, action_type, local_date, draw, rule_version)
       values ($1, 'view_profile', ($2::timestamptz at time zone 'America/Sao_Paulo')::date, 20, 1)`,
      [account.id, at],
    );
    await o.release(await o.ready(account.id));
  }
  await o.query(
    `insert into outreach.quota_draws (account_id, action_type, local_date, draw, rule_version)
     values ($1, 'view_profile', '2026-11-30', 20, 1)`,
    [account.id],
  );
  await o.setClock('2026-11-30T12:59:00Z');
  const third = await o.ready(account.id);
  const held = await o.claim(third);
  expect(held).toMatchObject({ outcome: 'held', blocked_by: 'rolling_cap' });
  expect(held.retry_at?.slice(0, 16)).toBe('2026-11-30T13:00');
  await o.setClock('2026-11-30T13:00:30Z');
  expect(await o.claim(third)).toMatchObject({ outcome: 'claimed' });
});

test.each([null, 1000])(
  'claim_release() sends at most 200 invitations in any 7 days, also where the rule says %s',
  async (rule7) => {
    const account = await o.account({ rules: [rule('send_invite', 5, 5, null)] });
    await o.query(
      `update outreach.automation_rules set config = config || jsonb_build_object('rolling_7d_max', $2::integer) where account_id = $1 and rule_key = 'send_invite'`,
      [account.id, rule7],
    );
    // By hand and by us, all of the days before; the oldest leaves the window first.
    await o.query(
      `insert into outreach.release_ledger (team_id, account_id, source, action_type, dispatched_at, local_date, outcome)
     select '${TEAM}', $1, 'manual', 'send_invite', platform.now() - interval '6 days 23 hours' + make_interval(mins => n), '2026-11-17', 'sent'
     from generate_series(1, 200) n`,
      [account.id],
    );
    const id = await o.ready(account.id, { type: 'send_invite' });
    expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'rolling_cap' });
    await o.advance(62);
    expect(await o.claim(id)).toMatchObject({ outcome: 'claimed' });
  },
);

test('claim_release() lets a free account send five invitations with a note in a month', async () => {
  const account = await o.account(
    { rules: [rule('send_invite', 15, 15, 80)], gap_min_minutes: 1 },
    { tier: 'free' },
  );
  for (let i = 0; i < 5; i += 1) {
    await o.release(await o.ready(account.id, { type: 'send_invite', text: `note ${i}` }));
    await o.advance(2);
  }
  const sixth = await o.ready(account.id, { type: 'send_invite', text: 'note 6' });
  expect(await o.claim(sixth)).toMatchObject({ outcome: 'held', blocked_by: 'rolling_cap' });
  expect(await o.claim(await o.ready(account.id, { type: 'send_invite' }))).toMatchObject({
    outcome: 'claimed',
  });
});

test('the channel hears that invitations wait at the cap of pending ones, once in 24 hours', async () => {
  const account = await o.account({
    pending_invites_max: 1,
    gap_min_minutes: 1,
    rules: [rule('send_invite', 5, 5, 80)],
  });
  const told = async () =>
    (
      await o.query(
        "select event, channel_id from outreach.outbox where account_id = $1 and event ->> 'code' = 'pending_cap'",
        [account.id],
      )
    ).rows;
  await o.release(await o.ready(account.id, { type: 'send_invite' }));
  await o.advance(2);
  for (let i = 0; i < 3; i += 1) await o.claim(await o.ready(account.id, { type: 'send_invite' }));
  expect(await told()).toMatchObject([{ channel_id: 'C1', event: { params: { person_id: 'rui', max: 1 } } }]);
  await o.advance(24 * 60 + 1);
  await o.claim(await o.ready(account.id, { type: 'send_invite' }));
  expect(await told()).toHaveLength(2);
});

test('claim_release() holds invitations at the cap of pending ones', async () => {
  const account = await o.account({
    pending_invites_max: 1,
    gap_min_minutes: 1,
    rules: [rule('send_invite', 5, 5, 80)],
  });
  await o.release(await o.ready(account.id, { type: 'send_invite' }));
  await o.advance(2);
  const second = await o.ready(account.id, { type: 'send_invite' });
  expect(await o.claim(second)).toMatchObject({ outcome: 'held', blocked_by: 'pending_cap' });
  await o.query(`update outreach.contacts set invitation = 'none' where account_id = $1`, [account.id]);
  expect(await o.claim(second)).toMatchObject({ outcome: 'claimed' });
});

test('claim_release() warms up from 20 % of the maximum to all of it over the sending days', async () => {
  const account = await o.account({
    warm_up_days: 5,
    gap_min_minutes: 1,
    holidays: null,
    rules: [rule('view_profile', 10, 10, null)],
  });
  const sent: number[] = [];
  for (const day of ['23', '24', '25', '26', '27']) {
    await o.setClock(`2026-11-${day}T12:30:00Z`);
    let n = 0;
    for (;;) {
      const id = await o.ready(account.id);
      const claimed = await o.claim(id);
      if (claimed.outcome === 'held') {
        expect(claimed.blocked_by).toBe(n < 10 ? 'warm_up' : 'quota');
        await o.bot.cancelAction(id, 'ana');
        break;
      }
      n += 1;
      await o.governor.recordRelease({
        release_id: claimed.release_id ?? 0,
        fence: claimed.fence ?? 0,
        result: 'sent',
        provider: {},
        error: null,
        signal: 'none',
      });
      await o.advance(1.2);
    }
    sent.push(n);
  }
  expect(sent).toEqual([2, 4, 6, 8, 10]);
});

test.each([
  ['person', 'https://br.linkedin.com/in/MARIA-lima-1/pt', 'maria-lima-1'],
  ['company', 'Ortho Médica S.A.', 'company-person'],
  ['domain', 'https://www.ortho.example/contato', 'domain-person'],
] as const)(
  'claim_release() sends nothing to a suppressed %s, even if approved and planned',
  async (kind, value, slug) => {
    const account = await o.account();
    await o.query('select outreach.add_lead($1)', [
      JSON.stringify({
        team_id: TEAM,
        profile_url: `https://www.linkedin.com/in/${slug}`,
        name: 'M',
        company: slug === 'company-person' ? 'ORTHO MEDICA' : 'Other',
        company_domain: slug === 'domain-person' ? 'sales.ortho.example' : null,
      }),
    ]);
    const id = await o.ready(account.id, { url: `https://www.linkedin.com/in/${slug}` });
    // The list alone decides: here it changes behind the back of what waits.
    const { rows } = await o.query(
      `select case $1 when 'person' then outreach.identity_of(outreach.canonical_profile($2)) when 'company' then outreach.company_key($2) else outreach.domain_key($2) end as v`,
      [kind, value],
    );
    await o.query(
      `insert into outreach.suppressions (team_id, kind, value, reason, person_id) values ($1, $2, $3, '', 'ana')`,
      [TEAM, kind, rows[0]?.v],
    );
    expect(await o.claim(id)).toMatchObject({
      outcome: 'gone',
      blocked_by: 'suppressed',
      action: { status: 'suppressed' },
    });
    await o.query('delete from outreach.suppressions');
  },
);

test('claim_release() sends no step to a person who has replied, from any account', async () => {
  const [account, other] = [await o.account(), await o.account()];
  const url = 'https://www.linkedin.com/in/replied-before';
  const id = await o.ready(account.id, { type: 'send_message', text: 'step 2', url });
  await o.profile(account, id, { connected: true });
  const { lead } = await o.get(id);
  // Known, but its stop was missed: the check in the release stands alone.
  await o.query(
    `insert into outreach.contacts (team_id, account_id, lead_id, last_inbound_id, last_inbound_at, last_inbound_event) values ('${TEAM}', $1, $2, 'm1', now(), 1)`,
    [other.id, lead.lead_id],
  );
  expect(await o.claim(id)).toMatchObject({
    outcome: 'gone',
    blocked_by: 'replied',
    action: { status: 'skipped' },
  });
});

test('claim_release() holds a following message until the inbox was read in the last 5 minutes', async () => {
  const account = await o.account({ gap_min_minutes: 1, rules: [rule('send_message', 5, 5, null)] });
  const url = 'https://www.linkedin.com/in/follow-me';
  const first = await o.ready(account.id, { type: 'send_message', text: 'first', url });
  await o.profile(account, first, { connected: true });
  await o.release(first);
  await o.advance(6);
  const second = await o.ready(account.id, { type: 'send_message', text: 'second', url });
  expect(await o.claim(second)).toMatchObject({ outcome: 'held', blocked_by: 'stale_inbox' });
  await o.governor.recordInboxRead(account.provider);
  await o.advance(5.1);
  expect(await o.claim(second)).toMatchObject({ outcome: 'held', blocked_by: 'stale_inbox' });
  await o.governor.recordInboxRead(account.provider);
  expect(await o.claim(second)).toMatchObject({ outcome: 'claimed' });
});

test('a message to a person who is no connection is looked at less and less, from once an hour to once a day', async () => {
  const account = await o.account();
  const url = 'https://www.linkedin.com/in/never';
  const id = await o.ready(account.id, { type: 'send_message', text: 'hello again', url });
  await o.query(
    "update outreach.accounts set window_start = '00:00', window_end = '23:59', working_days = '{1,2,3,4,5,6,7}', holidays = null where id = $1",
    [account.id],
  );
  const moment = async () => Date.parse(String((await o.one('select outreach.moment()::text as now')).now));
  const began = await moment();
  const looks: number[] = [];
  for (let hours = 0; hours < 96; ) {
    await o.profile(account, id);
    const held = await o.claim(id);
    expect(held).toMatchObject({ outcome: 'held', blocked_by: 'not_connected' });
    const now = await moment();
    hours = (now - began) / 3_600_000;
    looks.push(Math.round(hours));
    await o.advance((Date.parse(String(held.retry_at)) - now) / 60_000);
  }
  // Five on the first day, then one a day: 97 of an hour each.
  expect(looks.length).toBeLessThanOrEqual(10);
  expect(looks.slice(0, 3)).toEqual([0, 1, 2]);
  expect((looks.at(-1) ?? 0) - (looks.at(-2) ?? 0)).toBe(24);
});

test('claim_release() writes to connections only, and takes the action up again when the person accepts', async () => {
  const account = await o.account();
  const url = 'https://www.linkedin.com/in/not-yet';
  const id = await o.ready(account.id, { type: 'send_message', text: 'hello', url });
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'not_connected' });
  await o.profile(account, id);
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'not_connected' });
  const waiting = async () =>
    (await o.governor.loadDue()).find((l) => l.account.id === account.id)?.actions.map((a) => a.id) ?? [];
  expect(await waiting()).toEqual([]);
  await o.inbound(account, { kind: 'accepted', profile_url: url });
  expect(await waiting()).toEqual([id]);
  expect(await o.claim(id)).toMatchObject({ outcome: 'claimed' });
});

test.each([
  [{ connected: true }, 'already_connected'],
  [{ invitation: 'pending' as const }, 'already_invited'],
])('claim_release() skips an invitation to a person with %j', async (is, blocker) => {
  const account = await o.account();
  const id = await o.ready(account.id, { type: 'send_invite' });
  await o.profile(account, id, is);
  expect(await o.claim(id)).toMatchObject({
    outcome: 'gone',
    blocked_by: blocker,
    action: { status: 'skipped' },
  });
});

test('claim_release() invites no person again within 21 days of a withdrawal', async () => {
  const account = await o.account();
  const id = await o.ready(account.id, { type: 'send_invite' });
  await o.profile(account, id, { invitation: 'withdrawn' });
  const held = await o.claim(id);
  expect(held).toMatchObject({ outcome: 'held', blocked_by: 'already_invited' });
  expect(held.retry_at?.slice(0, 10)).toBe('2026-12-14');
  await o.setClock('2026-12-14T13:01:00Z');
  await o.governor.loadDue();
  expect(await o.claim(id)).toMatchObject({ outcome: 'claimed' });
});

test('claim_release() asks for a new approval when the approver may no longer approve', async () => {
  const account = await o.account();
  const id = await o.ready(account.id);
  await o.query(`select platform.set_role($1, 'leo', 'member')`, [TEAM]);
  expect(await o.claim(id)).toMatchObject({
    outcome: 'held',
    blocked_by: 'approval',
    action: { status: 'pending_approval', approved_by: null },
  });
  await o.query(`select platform.set_role($1, 'leo', 'approver')`, [TEAM]);
});

test('claim_release() asks for a new approval when the words are not those that were approved', async () => {
  const account = await o.account();
  const id = await o.ready(account.id, { type: 'send_invite', text: 'approved words' });
  await o.query(`update outreach.linkedin_automation set payload = '{"text": "other words"}' where id = $1`, [
    id,
  ]);
  expect(await o.claim(id)).toMatchObject({
    outcome: 'held',
    blocked_by: 'approval',
    action: { status: 'pending_approval' },
  });
});

test('claim_release() waits for the planned time, and for a plan', async () => {
  const account = await o.account();
  const { action_id } = await o.propose(account.id);
  const id = action_id ?? '';
  expect(await o.claim(id)).toMatchObject({ outcome: 'gone' });
  await o.decide(id);
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'not_due', retry_at: null });
  await o.plan(id, '2026-11-23T13:10:00Z');
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'not_due' });
  await o.setClock('2026-11-23T13:10:00Z');
  expect(await o.claim(id)).toMatchObject({ outcome: 'claimed' });
});

test('what is held consumes no attempt and no quota', async () => {
  const account = await o.account();
  const id = await o.ready(account.id);
  await o.setClock('2026-11-23T03:00:00Z');
  for (let i = 0; i < 5; i += 1) await o.claim(id);
  expect(
    await o.one(
      `select attempts, (select count(*)::int from outreach.release_ledger where action_id = $1) as releases
       from outreach.linkedin_automation where id = $1`,
      [id],
    ),
  ).toEqual({ attempts: 0, releases: 0 });
});
