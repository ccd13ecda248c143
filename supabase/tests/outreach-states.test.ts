import { beforeAll, expect, test } from 'vitest';
import { actionStatuses, blockers } from '../../ports/outreach.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, rule, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
let account: { id: string; provider: string };
beforeAll(async () => {
  o = await openOutreach(database);
  await o.setClock(MONDAY);
  account = await o.account();
});

const ends = ['cancelled', 'skipped', 'expired', 'suppressed'];
const edges: Record<string, string[]> = {
  pending_approval: ['approved', ...ends],
  approved: ['scheduled', 'pending_approval', ...ends],
  scheduled: ['dispatching', 'unknown', 'pending_approval', ...ends],
  dispatching: ['completed', 'failed', 'unknown', 'not_sent'],
  unknown: ['completed', 'not_sent'],
  not_sent: ['approved', 'skipped', 'cancelled'],
};
const pairs = actionStatuses.flatMap((from) => actionStatuses.map((to) => [from, to] as const));

test('an action moves along the edges and no other, for every pair of states', async () => {
  await o.query('alter table outreach.linkedin_automation disable trigger user');
  const ids = new Map<string, string>();
  for (const from of actionStatuses) {
    const { id } = await o.one(
      `insert into outreach.linkedin_automation (team_id, account_id, lead_id, action_type, status, hash, author_id, text_by, approved_by, approved_at, approved_revision, approved_hash, scheduled_for, executed_at, daily_limit_check, time_window_check, error, channel_id, idempotency_key)
       values ($1, $2, outreach.lead_at($1, 'linkedin.com/in/state-' || $3, '{}', 'person', 'ana'), 'view_profile', $3, 'h', 'ana', 'ana', 'leo', now(), 1, 'h', now(),
               case when $3 in ('dispatching', 'completed', 'failed', 'unknown', 'not_sent') then now() end, true, true, '{"code": "x"}', 'C1', 'state ' || $3) returning id`,
      [TEAM, account.id, from],
    );
    ids.set(from, String(id));
  }
  await o.query('alter table outreach.linkedin_automation enable trigger user');
  for (const [from, to] of pairs) {
    if (from === to) continue;
    const move = `do $$ begin
      update outreach.linkedin_automation set status = '${to}', executed_at = case when '${to}' in ('approved', 'pending_approval', 'scheduled') then null else coalesce(executed_at, now()) end
      where id = '${ids.get(from)}';
      raise exception 'moved';
    exception when unique_violation then raise exception 'moved'; end $$`;
    await expect(o.query(move), `${from} -> ${to}`).rejects.toThrow(
      edges[from]?.includes(to) ? /^moved$/ : /Cannot move action/,
    );
  }
  await o.query(`delete from outreach.linkedin_automation where idempotency_key like 'state %'`);
});

test('no action starts approved, and none is released without approval, time or checks', async () => {
  const { action_id } = await o.propose(account.id);
  await expect(
    o.query(
      `insert into outreach.linkedin_automation (team_id, account_id, lead_id, action_type, status, hash, author_id, text_by, channel_id, idempotency_key)
       select team_id, account_id, lead_id, 'send_invite', 'approved', hash, author_id, text_by, channel_id, 'x' from outreach.linkedin_automation where id = $1`,
      [action_id],
    ),
  ).rejects.toThrow(/Cannot start an action as approved/);
  await expect(
    o.query(`update outreach.linkedin_automation set status = 'approved' where id = $1`, [action_id]),
  ).rejects.toThrow(/approver_is_known_once_approved/);
  const id = await o.ready(account.id);
  await expect(
    o.query(`update outreach.linkedin_automation set status = 'dispatching' where id = $1`, [id]),
  ).rejects.toThrow(/executed_at_is_set_once_dispatched/);
  await expect(
    o.query(
      `update outreach.linkedin_automation set status = 'dispatching', executed_at = now() where id = $1`,
      [id],
    ),
  ).rejects.toThrow(/what_went_out_was_checked/);
  await expect(
    o.query(`update outreach.linkedin_automation set approved_hash = 'other' where id = $1`, [id]),
  ).rejects.toThrow(/approver_is_known_once_approved/);
  await expect(
    o.query('update outreach.linkedin_automation set scheduled_for = null where id = $1', [id]),
  ).rejects.toThrow(/scheduled_actions_have_a_time/);
  await expect(
    o.query(
      `update outreach.linkedin_automation set status = 'completed', executed_at = now(), daily_limit_check = true, time_window_check = true where id = $1`,
      [id],
    ),
  ).rejects.toThrow(/no release of it was seen/);
});

test.each([
  ['view_profile', null, 'one_open_action_of_a_kind'],
  ['send_message', 'As mesmas palavras', 'the_same_words_once_to_a_person'],
] as const)('a twin of an open %s with the words %j is refused by the table', async (type, text, index) => {
  const { action_id } = await o.propose(account.id, { type, text });
  await expect(
    o.query(
      `insert into outreach.linkedin_automation (team_id, account_id, lead_id, action_type, payload, hash, author_id, text_by, channel_id, idempotency_key)
       select team_id, account_id, lead_id, action_type, payload, hash, author_id, text_by, channel_id, 'twin ' || id from outreach.linkedin_automation where id = $1`,
      [action_id],
    ),
  ).rejects.toThrow(index);
});

test('the blockers of the port are those that the table knows', async () => {
  const { rows } = await o.query(
    `select pg_get_constraintdef(oid) as def from pg_constraint where conrelid = 'outreach.linkedin_automation'::regclass and conname = 'blocker_is_known'`,
  );
  const known = [...String(rows[0]?.def).matchAll(/'([a-z_]+)'::text/g)].map((m) => m[1]);
  expect(known).toEqual([...blockers]);
});

test('replaying the audit gives the state of every action and account', async () => {
  const busy = await o.account({
    gap_min_minutes: 1,
    rules: [rule('view_profile', 10, 10, null), rule('send_invite', 5, 5, 80)],
  });
  const ids = [];
  for (let i = 0; i < 8; i += 1) {
    ids.push(
      (
        await o.propose(busy.id, {
          type: i % 2 ? 'send_invite' : 'view_profile',
          text: i % 2 ? `note ${i}` : null,
        })
      ).action_id ?? '',
    );
  }
  const [a, b, c, d, e, f, g] = ids as [string, string, string, string, string, string, string];
  for (const id of [a, b, c, d, e]) await o.decide(id);
  await o.decide(f, 'leo', 'reject');
  await o.bot.cancelAction(g, 'ana');
  const edited = await o.get(b);
  await o.bot.editAction({
    action_id: b,
    revision: edited.revision,
    hash: edited.hash,
    person_id: 'ana',
    text: 'new words',
  });
  for (const id of [a, c, d, e]) await o.plan(id, '2026-01-01T00:00:00Z');
  await o.release(a);
  await o.advance(2);
  await o.release(c, {
    result: 'failed',
    error: { code: 'resource_not_found', message: '', class: 'permanent' },
  });
  await o.advance(2);
  await o.claim(d);
  await o.advance(3);
  await o.governor.expireDispatches();
  await o.bot.pause(TEAM, busy.id, 'ana', 'secret reason');
  await o.claim(e);

  const { rows: audit } = await o.query(
    `select subject_kind, subject_id, from_state, to_state, data from outreach.audit order by id`,
  );
  const replayed = new Map<string, { status: string; revision: number; hash: string }>();
  for (const row of audit) {
    if (
      row.subject_kind !== 'action' ||
      (row.to_state === row.from_state && (row.data as { hash?: string }).hash === undefined)
    )
      continue;
    const data = row.data as { revision: number; hash: string };
    const before = replayed.get(String(row.subject_id));
    expect(row.from_state).toBe(before?.status ?? null);
    replayed.set(String(row.subject_id), {
      status: String(row.to_state),
      revision: data.revision,
      hash: data.hash,
    });
  }
  const { rows: actions } = await o.query(
    'select id, status, revision, hash from outreach.linkedin_automation',
  );
  expect(actions.length).toBeGreaterThan(8);
  for (const { id, ...state } of actions) expect(replayed.get(String(id))).toEqual(state);

  const paused = new Map<string, string | null>();
  for (const row of audit)
    if (row.subject_kind === 'account' && row.to_state)
      paused.set(String(row.subject_id), String(row.to_state));
  expect(paused.get(busy.id)).toBe('paused');
});

test('the audit holds no names and no texts, and is only added to', async () => {
  const { leaks } = await o.one(
    `select count(*)::int as leaks from outreach.audit a
     where a.data::text ~* 'person [0-9]+|new words|note [0-9]|secret reason|linkedin.com'`,
  );
  expect(leaks).toBe(0);
  for (const sql of [
    `update outreach.audit set actor = 'x'`,
    'delete from outreach.audit',
    'truncate outreach.audit',
    `update outreach.action_revisions set text = 'x'`,
  ]) {
    await expect(o.query(sql)).rejects.toThrow(/they are only added/);
  }
});
