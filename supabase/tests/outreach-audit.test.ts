import { beforeAll, expect, test } from 'vitest';
import { type AuditFault, verifyAudit } from '../../setup/verify-audit.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
const ids = { account: '', done: '', unknown: '', waiting: '', held: '', erased: '', release: '' };
const ERASED = 'https://www.linkedin.com/in/erase-me-now';

// Some of each: what went, what is not known, what waits, what was stopped, what was erased.
beforeAll(async () => {
  o = await openOutreach(database);
  await o.setClock(MONDAY);
  const account = await o.account();
  ids.account = account.id;
  ids.erased = await o.ready(account.id, { type: 'send_invite', text: 'Olá', url: ERASED });
  await o.release(ids.erased);
  await o.advance(21);
  ids.done = await o.ready(account.id);
  ids.release = String((await o.release(ids.done)).releaseId);
  await o.advance(21);
  ids.unknown = await o.ready(account.id, { type: 'send_invite', text: 'Oi' });
  await o.claim(ids.unknown);
  await o.advance(21);
  await o.governor.expireDispatches();
  const notSent = await o.ready(account.id);
  await o.release(notSent, {
    result: 'not_sent',
    error: { code: 'timeout', message: '', class: 'transient' },
    signal: 'limit',
  });
  ids.held = await o.ready(account.id);
  await o.claim(ids.held);
  ids.waiting = (await o.propose(account.id, { type: 'send_message', text: 'Bom dia' })).action_id ?? '';
  const suppress = (value: string) =>
    o.bot.suppress({ team_id: TEAM, kind: 'person', value, person_id: 'ana', reason: 'asked' });
  for (const n of [1, 2]) await suppress(`linkedin.com/in/never-${n}`);
  await suppress(ERASED);
  const { id } = await o.one("select id from outreach.suppressions where value = 'slug:never-2'");
  await o.bot.endSuppression({ team_id: TEAM, person_id: 'rui', id: Number(id), reason: 'a mistake' });
  const { lead_id } = await o.one('select lead_id from outreach.linkedin_automation where id = $1', [
    ids.erased,
  ]);
  await o.query('select outreach.erase_lead($1)', [
    JSON.stringify({ team_id: TEAM, person_id: 'rui', lead_id, reason: 'asked' }),
  ]);
  const other = await o.account();
  await o.bot.pause(TEAM, other.id, 'bia', 'lunch');
  const third = await o.account();
  await o.inbound(third, { kind: 'account_status', status: 'RESTRICTED' });
  await o.bot.resume(TEAM, third.id, 'rui');
  const { config, config_version } = (await o.bot.listAccounts(TEAM)).find((a) => a.id === other.id) ?? {};
  if (!config) throw new Error('no account');
  await o.bot.saveConfig({
    account_id: other.id,
    person_id: 'rui',
    config: { ...config, window_end: '17:00' },
    expected_version: config_version ?? 0,
  });
  await o.advance(30);
});

/** The faults that are found once some statements have run, all of which are undone. */
async function faultsAfter(changes: string, seal: string | null = null): Promise<AuditFault[]> {
  return database.onOneConnection(async (client) => {
    await client.query('begin');
    await client.query(filled(changes));
    const { faults } = await verifyAudit((sql, values) => client.query(sql, values), seal);
    await client.query('rollback');
    return faults;
  });
}
const filled = (sql: string) => sql.replaceAll(/\$(\w+)/g, (_, name) => `'${ids[name as keyof typeof ids]}'`);
/** As one who may do anything with the tables does it: past their triggers. */
const past = (table: string, sql: string) =>
  `alter table outreach.${table} disable trigger user; ${sql}; alter table outreach.${table} enable trigger user;`;
const audit = (sql: string) => past('audit', sql);
const of = (id: keyof typeof ids, kind: string, number: number) =>
  `subject_kind = '${kind}' and subject_id = $${id} and number = ${number}`;

test('verifyAudit() finds nothing in an audit that is as it was written, also after a person was erased', async () => {
  expect(await faultsAfter('select')).toEqual([]);
  const { rows, subjects, seal } = await verifyAudit(o.query, null);
  expect(rows).toBeGreaterThan(50);
  expect(subjects).toBeGreaterThan(10);
  expect(seal).toMatch(/^\d+:[0-9a-f]{64}$/);
});

test.each([
  [
    'a row that was altered',
    audit(`update outreach.audit set actor = 'gil' where ${of('done', 'action', 2)}`),
    'altered',
    'action $done, number 2',
  ],
  [
    'a time that was altered by a microsecond',
    audit(`update outreach.audit set at = at + interval '1 microsecond' where ${of('done', 'action', 2)}`),
    'altered',
    'action $done, number 2',
  ],
  [
    'details that were altered',
    audit(
      `update outreach.audit set data = data || '{"used_today": 99}' where subject_id = $done and code = 'release_checked'`,
    ),
    'altered',
    'action $done, number',
  ],
  [
    'a row that is missing',
    audit(`delete from outreach.audit where ${of('done', 'action', 3)}`),
    'missing',
    'action $done, number 4',
  ],
  [
    'a last row that is missing',
    audit(
      `delete from outreach.audit a where subject_id = $done and number = (select max(number) from outreach.audit b where b.subject_id = $done and b.subject_kind = 'action')`,
    ),
    'missing',
    'action $done',
  ],
  [
    'all rows of an action that are missing',
    audit(`delete from outreach.audit where subject_id = $waiting`),
    'missing',
    'action $waiting',
  ],
  [
    'all rows of an action that are missing, with their end',
    audit(
      `delete from outreach.audit where subject_id = $waiting; delete from outreach.audit_heads where subject_id = $waiting`,
    ),
    'table_differs',
    'outreach.linkedin_automation $waiting',
  ],
  [
    'a row that was inserted behind the last',
    `insert into outreach.audit (at, team_id, actor, code, subject_kind, subject_id, number, hash) select at, team_id, actor, 'terms_acknowledged', subject_kind, subject_id, number + 1, hash from outreach.audit_heads h join outreach.audit a using (subject_kind, subject_id, number, hash) where subject_kind = 'account' and subject_id = $account`,
    'altered',
    'account $account',
  ],
  [
    'a row that was inserted with a right hash',
    `insert into outreach.audit overriding system value select (v).* from (select a.v, outreach.audit_hash(a.before, a.v) as h from (select h.hash as before, row(999999, now(), 'T', 'leo', 'terms_acknowledged', h.subject_kind, h.subject_id, null, null, '{}', h.number + 1, '')::outreach.audit as v from outreach.audit_heads h where subject_kind = 'account' and subject_id = $account) a) b; update outreach.audit set hash = hash where false`,
    'inserted',
    'account $account',
  ],
  [
    "two rows in each other's place",
    audit(
      `set constraints all deferred; update outreach.audit set number = -number where ${of('done', 'action', 2)}; update outreach.audit set number = 2 where ${of('done', 'action', 3)}; update outreach.audit set number = 3 where ${of('done', 'action', -2)}`,
    ),
    'altered',
    'action $done, number 2',
  ],
  [
    'two rows whose contents were exchanged',
    audit(
      `update outreach.audit a set code = b.code, data = b.data, from_state = b.from_state, to_state = b.to_state from outreach.audit b where a.subject_kind = 'action' and b.subject_kind = 'action' and a.subject_id = $done and b.subject_id = $done and (a.number, b.number) in ((2, 3), (3, 2))`,
    ),
    'altered',
    'action $done, number 3',
  ],
  [
    'a row that was moved to another action',
    audit(`update outreach.audit set subject_id = $held, number = 99 where ${of('done', 'action', 2)}`),
    'missing',
    'action $done, number 3',
  ],
  [
    'an end that was altered',
    `update outreach.audit_heads set hash = 'x' where subject_id = $done`,
    'missing',
    'action $done',
  ],
  [
    'a new chain of an action',
    audit(
      `update outreach.audit set to_state = 'approved' where ${of('waiting', 'action', 1)}; update outreach.audit a set hash = outreach.audit_hash('', a) where subject_id = $waiting; update outreach.audit_heads set hash = (select hash from outreach.audit where subject_id = $waiting) where subject_id = $waiting`,
    ),
    'table_differs',
    'outreach.linkedin_automation $waiting',
  ],

  [
    'a status beside the audit',
    past(
      'linkedin_automation',
      `update outreach.linkedin_automation set status = 'cancelled' where id = $waiting`,
    ),
    'table_differs',
    'outreach.linkedin_automation $waiting',
  ],
  [
    'words beside the audit',
    past(
      'linkedin_automation',
      `update outreach.linkedin_automation set payload = '{"text": "Compre já"}' where id = $waiting`,
    ),
    'table_differs',
    'outreach.linkedin_automation $waiting',
  ],
  [
    'words beside the audit, without disabling anything',
    `update outreach.linkedin_automation set payload = '{"text": "Compre já"}' where id = $waiting`,
    'table_differs',
    'outreach.linkedin_automation $waiting',
  ],
  [
    'a status by hand, which the audit tells',
    `update outreach.linkedin_automation set status = 'cancelled' where id = $waiting`,
    'by_hand',
    'action $waiting',
  ],
  [
    'a time of dispatch beside the audit',
    `update outreach.linkedin_automation set executed_at = executed_at - interval '1 day' where id = $done`,
    'table_differs',
    'outreach.linkedin_automation $done',
  ],
  [
    'an approver beside the audit',
    past(
      'linkedin_automation',
      `update outreach.linkedin_automation set approved_by = 'mia' where id = $held`,
    ),
    'table_differs',
    'outreach.linkedin_automation $held',
  ],
  [
    'an approval that was added',
    past(
      'action_approvals',
      `insert into outreach.action_approvals select id, revision, hash, 'mia', now() from outreach.linkedin_automation where id = $held`,
    ),
    'table_differs',
    'outreach.action_approvals $held mia',
  ],
  [
    'an approval that was taken away',
    `delete from outreach.action_approvals where action_id = $held`,
    'table_differs',
    'outreach.action_approvals $held leo',
  ],
  [
    'an action that was put in',
    past(
      'linkedin_automation',
      `insert into outreach.linkedin_automation (id, team_id, account_id, lead_id, action_type, hash, author_id, text_by, channel_id, idempotency_key) select 'made up', team_id, account_id, lead_id, 'withdraw_invite', 'h', 'ana', 'ana', 'C1', 'made up' from outreach.linkedin_automation where id = $held; update outreach.linkedin_automation n set hash = outreach.action_hash(n) where id = 'made up'`,
    ),
    'table_differs',
    'outreach.linkedin_automation made up',
  ],
  [
    'a release that counts no more',
    past('release_ledger', `update outreach.release_ledger set counted = false where id = $release`),
    'table_differs',
    'outreach.release_ledger $release',
  ],
  [
    'a release that counts no more, by hand',
    `update outreach.release_ledger set counted = false where id = $release`,
    'by_hand',
    'release $release',
  ],
  [
    'a release of another day',
    `update outreach.release_ledger set local_date = local_date - 1 where id = $release`,
    'table_differs',
    'outreach.release_ledger $release',
  ],
  [
    'a release that is gone',
    past('release_ledger', `delete from outreach.release_ledger where id = $release`),
    'table_differs',
    'outreach.release_ledger $release',
  ],
  [
    'an outcome beside the audit',
    past('release_ledger', `update outreach.release_ledger set outcome = 'failed' where id = $release`),
    'table_differs',
    'outreach.release_ledger $release',
  ],
  [
    'a sending day that was added',
    `insert into outreach.sending_days values ($account, '2026-10-01')`,
    'table_differs',
    'outreach.sending_days $account 2026-10-01',
  ],
  [
    'a draw that was raised',
    past('quota_draws', `update outreach.quota_draws set draw = draw + 1 where account_id = $account`),
    'table_differs',
    'outreach.quota_draws $account',
  ],

  [
    'a gap that was shortened',
    `update outreach.accounts set gap_min_minutes = 1 where id = $account`,
    'table_differs',
    'outreach.accounts $account',
  ],
  [
    'a rule that was widened',
    `update outreach.automation_rules set config = config || '{"max": 80}' where account_id = $account`,
    'table_differs',
    'outreach.accounts $account',
  ],
  [
    'a pause that was lifted',
    `update outreach.accounts set paused_at = null, pause_reason = null where paused_at is not null`,
    'table_differs',
    'outreach.accounts',
  ],
  [
    'a last dispatch that was moved',
    `update outreach.accounts set last_dispatch_at = last_dispatch_at - interval '1 hour' where id = $account`,
    'table_differs',
    'outreach.accounts $account',
  ],
  [
    'a status of an account beside the audit',
    `update outreach.accounts set status = 'restricted' where id = $account`,
    'table_differs',
    'outreach.accounts $account',
  ],
  [
    'terms that were taken for accepted',
    audit(`delete from outreach.audit where code = 'terms_acknowledged' and subject_id = $account`),
    'table_differs',
    'outreach.accounts $account',
  ],
  [
    'a stop that was put in',
    `insert into outreach.stops (team_id, stopped_by, reason) values ('${TEAM}', 'ana', 'x')`,
    'table_differs',
    `outreach.stops ${TEAM}`,
  ],
  [
    'a breaker that was closed early',
    `update outreach.breakers set until = now() where account_id = $account`,
    'table_differs',
    'outreach.breakers $account view_profile limit',
  ],
  [
    'a breaker that is gone',
    `delete from outreach.breakers where account_id = $account`,
    'table_differs',
    'outreach.breakers $account',
  ],
  [
    'a suppression that is gone',
    `delete from outreach.suppressions where value = 'slug:never-1'`,
    'table_differs',
    'outreach.suppressions',
  ],
  [
    'a person who was erased and forgotten',
    `delete from outreach.suppressions where kind = 'erased'`,
    'table_differs',
    'outreach.suppressions',
  ],
  [
    'a suppression that was put in',
    `insert into outreach.suppressions (team_id, kind, value, reason, person_id) values ('${TEAM}', 'company', 'acme', '', 'ana')`,
    'table_differs',
    'outreach.suppressions',
  ],
])('verifyAudit() finds %s', async (_, changes, code, row) => {
  const faults = await faultsAfter(changes);
  expect(faults.map((fault) => `${fault.code} ${fault.row}`)).toContainEqual(
    expect.stringContaining(`${code} ${filled(row).replaceAll("'", '')}`),
  );
});

test('verifyAudit() finds all chains written anew by a seal that was kept elsewhere, and by nothing else', async () => {
  const { seal } = await verifyAudit(o.query, null);
  expect(await faultsAfter('select', seal)).toEqual([]);
  const rewritten = audit(`
    update outreach.audit set data = data || '{"used_today": 99}' where subject_id = $done and code = 'release_checked';
    do $$ declare r outreach.audit; v_before text := ''; begin
      for r in select * from outreach.audit where subject_kind = 'action' and subject_id = $done order by number loop
        v_before := outreach.audit_hash(v_before, r);
        update outreach.audit set hash = v_before where id = r.id;
      end loop;
      update outreach.audit_heads set hash = v_before where subject_kind = 'action' and subject_id = $done;
    end $$`);
  expect(await faultsAfter(rewritten)).toEqual([]);
  expect(await faultsAfter(rewritten, seal)).toMatchObject([{ code: 'rewritten' }]);
  await expect(verifyAudit(o.query, 'soon')).rejects.toThrow(/accepted is what an earlier run printed/);
});

test('a delay leaves its reason, its end and its time in the audit, and none a beat', async () => {
  const account = await o.account();
  await o.release(await o.ready(account.id));
  const id = await o.ready(account.id);
  const held = async () =>
    (
      await o.query(
        "select data ->> 'blocked_by' as reason, data ->> 'retry_at' is not null as ends from outreach.audit where subject_id = $1 and code = 'action_held' order by number",
        [id],
      )
    ).rows;
  for (let beat = 0; beat < 5; beat += 1) {
    await o.claim(id);
    await o.plan(id, '2026-01-01T00:00:00Z');
    await o.advance(1);
  }
  expect(await held()).toEqual([{ reason: 'gap', ends: true }]);
  await o.bot.pause(TEAM, account.id, 'bia', 'lunch');
  for (let minutes = 0; minutes < 130; minutes += 10) {
    await o.claim(id);
    await o.governor.explainHeld([id]);
    await o.advance(10);
  }
  expect(await held()).toEqual([
    { reason: 'gap', ends: true },
    { reason: 'paused', ends: false },
  ]);
  // More than an hour after the first one, the same reason is another delay.
  await o.bot.resume(TEAM, account.id, 'rui');
  await o.claim(id);
  expect((await held()).at(-1)).toEqual({ reason: 'gap', ends: true });
  expect(await held()).toHaveLength(3);
  expect(await faultsAfter('select')).toEqual([]);
});

test('releases of two accounts do not wait for each other in the audit', async () => {
  const [first, second] = [await o.account(), await o.account()];
  const [one, two] = [await o.ready(first.id), await o.ready(second.id)];
  await database.onOneConnection(async (client) => {
    await client.query('begin');
    await client.query("select outreach.claim_release($1, 'w')", [one]);
    // Ends although the first one is under way.
    expect(await o.claim(two)).toMatchObject({ outcome: 'claimed' });
    await client.query('commit');
  });
  expect((await o.get(one)).status).toBe('dispatching');
});
