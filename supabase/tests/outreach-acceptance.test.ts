import { beforeAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
beforeAll(async () => {
  o = await openOutreach(database);
});
beforeEach(() => o.setClock(MONDAY));

/** Invitations of three weeks ago, of which the first so many were accepted; the newest `fresh` have had no time yet. */
async function invited(
  accountId: string,
  { sent, accepted, fresh = 0 }: { sent: number; accepted: number; fresh?: number },
) {
  const { query } = database.owner;
  await query(
    `with made as (
       insert into outreach.leads (id, team_id, profile_url)
       select $1 || ' ' || n, $2, 'https://www.linkedin.com/in/' || md5($1 || n) from generate_series(1, $3::integer + $5::integer) n
       on conflict (id) do nothing returning id
     ), sent as (
       insert into outreach.release_ledger (team_id, account_id, source, action_type, lead_id, dispatched_at, local_date, outcome)
       select $2, $1, 'manual', 'send_invite', $1 || ' ' || n,
         platform.now() - case when n > $3::integer then interval '1 day' else interval '21 days' end + n * interval '1 second', '2026-11-02', 'sent'
       from generate_series(1, $3::integer + $5::integer) n, (select count(*) from made) m
     )
     insert into outreach.contacts (team_id, account_id, lead_id, connected, connected_at)
     select $2, $1, $1 || ' ' || n, true, platform.now() - interval '20 days' from generate_series(1, $4::integer) n, (select count(*) from made) m`,
    [accountId, TEAM, sent, accepted, fresh],
  );
  await query("select outreach.heed_signal($1, 'send_invite', 'none')", [accountId]);
}
const breaker = (accountId: string) =>
  o.one(
    "select scope, needs_person from outreach.breakers where account_id = $1 and reason = 'low_acceptance'",
    [accountId],
  );

test('invitations rest and a person is told when fewer than 15 percent of the last 40 were accepted', async () => {
  const account = await o.account();
  await invited(account.id, { sent: 40, accepted: 5 });
  expect(await breaker(account.id)).toEqual({ scope: 'send_invite', needs_person: true });
  expect(
    await o.one(
      "select event -> 'params' ->> 'reason' as reason from outreach.outbox where account_id = $1 and event ->> 'code' = 'breaker_opened'",
      [account.id],
    ),
  ).toEqual({ reason: 'low_acceptance' });
  const invite = await o.ready(account.id, { type: 'send_invite', text: 'Olá' });
  expect(await o.governor.claimRelease(invite, 'w')).toMatchObject({
    outcome: 'held',
    blocked_by: 'breaker',
  });
  const visit = await o.ready(account.id);
  expect(await o.governor.claimRelease(visit, 'w')).not.toMatchObject({ blocked_by: 'breaker' });
});

test.each([
  ['15 percent were accepted', { sent: 40, accepted: 6 }],
  ['fewer than 40 are decided', { sent: 39, accepted: 0, fresh: 10 }],
])('invitations go on while %s', async (_, past) => {
  const account = await o.account();
  await invited(account.id, past);
  expect(await breaker(account.id)).toEqual({});
});

test('after such a rest the count begins anew', async () => {
  const account = await o.account();
  await invited(account.id, { sent: 40, accepted: 0 });
  await database.owner.query(
    "update outreach.breakers set until = opened_at, needs_person = false, opened_at = opened_at - interval '1 day' where account_id = $1",
    [account.id],
  );
  await database.owner.query("select outreach.heed_signal($1, 'send_invite', 'none')", [account.id]);
  const { count } = await o.one('select count(*) from outreach.breakers where account_id = $1', [account.id]);
  expect(Number(count)).toBe(1);
});
