import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { connectParts, type Parts, startJob } from '../../testing/supabase/content.ts';
import { MONDAY, type Outreach, openOutreach, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
let parts: Parts;
beforeAll(async () => {
  o = await openOutreach(database);
  parts = await connectParts(database);
});
beforeEach(() => o.setClock(MONDAY));

/** As pg_restore writes the row: with what it held, by another transaction. */
const bringBack = () =>
  o.query(
    `with old as (delete from platform.installation returning *)
     insert into platform.installation select * from old`,
  );
const restoredAt = async () => (await o.one('select restored_at from platform.installation')).restored_at;
/** A day later, once an admin has looked. */
async function letGoOn(accountId: string) {
  await o.advance(24 * 60 + 1);
  expect((await o.bot.resume(TEAM, accountId, 'rui')).outcome).toBe('done');
  await o.advance(60);
}

test('a database that was not restored is not taken for one, whatever changes its row', async () => {
  await o.query("select platform.note_backup('2026-11-22T03:00:00Z')");
  await o.query(
    'begin; savepoint a; select platform.note_backup(); savepoint b; select platform.note_backup(); commit',
  );
  await o.governor.expireDispatches();
  await parts.bot.claimOutbox('b', 1);
  expect(await restoredAt()).toBeNull();
  // Its cards were certainly not posted before.
  await o.propose((await o.account()).id);
  const shown = await o.bot.claimOutbox('b', 100);
  expect(shown.map(({ kind, maybe_posted }) => ({ kind, maybe_posted }))).toContainEqual({
    kind: 'action',
    maybe_posted: false,
  });
});

test('the first call of a part notices a restore, once', async () => {
  await bringBack();
  await parts.bot.claimOutbox('b', 1);
  const first = await restoredAt();
  expect(first).toBeInstanceOf(Date);
  await o.advance(5);
  await o.governor.expireDispatches();
  expect(await restoredAt()).toEqual(first);
  await bringBack();
  await o.governor.expireDispatches();
  expect(await restoredAt()).not.toEqual(first);
});

test('after a restore nothing goes before a beat has heeded it, a day has passed and an admin has looked', async () => {
  const account = await o.account();
  const id = await o.ready(account.id);
  await bringBack();
  expect(await o.claim(id)).toMatchObject({ outcome: 'gone' });
  await o.governor.expireDispatches();
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'breaker', retry_at: null });
  await o.bot.resume(TEAM, account.id, 'rui');
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'breaker' });
  await o.advance(24 * 60 + 1);
  // A visit has no words and leaves nothing to look up.
  expect(await o.claim(id)).toMatchObject({ outcome: 'claimed' });
});

test('a claim that notices a restore waits before it holds an account, which the beat that heeds it needs', async () => {
  const account = await o.account();
  const id = await o.ready(account.id);
  await bringBack();
  // A beat between noticing and holding the accounts, for as long as another call takes to wait for it.
  const beat = o.query(`do $$ begin
    perform platform.notice_restore();
    for look in 1..200 loop
      perform pg_stat_clear_snapshot(), pg_sleep(0.02);
      exit when exists (select from pg_stat_activity a where a.datname = current_database() and a.wait_event_type = 'Lock');
    end loop;
    perform from outreach.accounts for no key update nowait;
  end $$`);
  await vi.waitUntil(
    async () =>
      (
        await o.query(
          `select from pg_locks where relation = 'platform.installation'::regclass and mode = 'RowExclusiveLock'`,
        )
      ).rows.length > 0,
  );
  const claim = o.claim(id);
  await expect(beat).resolves.toBeDefined();
  expect(await claim).toMatchObject({ outcome: 'gone' });
});

test('what its turn comes for is looked up before it goes, and goes under its approval where it is not seen', async () => {
  const account = await o.account();
  const id = await o.ready(account.id, { type: 'send_invite' });
  await bringBack();
  await o.governor.expireDispatches();
  await letGoOn(account.id);
  await o.plan(id, '2026-01-01T00:00:00Z');
  expect(await o.claim(id)).toMatchObject({ outcome: 'gone' });
  expect(await o.get(id)).toMatchObject({ status: 'unknown' });
  const due = (await o.governor.unknownReleases()).find((r) => r.action.id === id);
  expect(due).toMatchObject({ restored: true });
  // From before the restore, so that what went in between is found.
  expect(Date.parse(due?.dispatched_at ?? '')).toBeLessThan(Date.parse(MONDAY));
  await o.governor.recordLookup(due?.release_id ?? 0, 'not_seen', {});
  expect(await o.get(id)).toMatchObject({ status: 'approved', approved_by: 'leo' });
  await o.plan(id, '2026-01-01T00:00:00Z');
  expect(await o.claim(id)).toMatchObject({ outcome: 'claimed' });
});

test('what is seen there is completed and never goes, and what is unclear is for a person', async () => {
  const account = await o.account();
  const seen = await o.ready(account.id, { type: 'send_invite' });
  const unclear = await o.ready(account.id, { type: 'send_message', text: 'Bom dia' });
  await o.profile(account, unclear, { connected: true });
  await bringBack();
  await o.governor.expireDispatches();
  await letGoOn(account.id);
  await o.query('update outreach.accounts set inbox_read_at = platform.now()');
  for (const id of [seen, unclear]) expect(await o.claim(id)).toMatchObject({ outcome: 'gone' });
  const releaseOf = async (id: string) =>
    (await o.governor.unknownReleases()).find((r) => r.action.id === id)?.release_id ?? 0;
  await o.governor.recordLookup(await releaseOf(seen), 'sent', { seen_in: 'profile' });
  expect(await o.get(seen)).toMatchObject({ status: 'completed' });
  expect(await o.claim(seen)).toMatchObject({ outcome: 'gone' });
  await o.governor.recordLookup(await releaseOf(unclear), 'not_seen', { unclear: 'other_words' });
  expect(await o.get(unclear)).toMatchObject({ status: 'unknown', result: { needs_person: true } });
  // Who looked says that it did not go: the approval holds, as no call was made.
  await o.bot.resolveUnknown(unclear, 'leo', 'not_sent');
  expect(await o.get(unclear)).toMatchObject({ status: 'approved' });
});

test('what is proposed after a restore is looked up as well: its person may have been written to meanwhile', async () => {
  const account = await o.account();
  await bringBack();
  await o.governor.expireDispatches();
  await letGoOn(account.id);
  const id = await o.ready(account.id, { type: 'send_invite' });
  expect(await o.claim(id)).toMatchObject({ outcome: 'gone' });
  expect(await o.get(id)).toMatchObject({ status: 'unknown' });
});

test('each action is looked up once for a restore, for 90 days after it', async () => {
  const id = await o.ready((await o.account()).id, { type: 'send_invite' });
  await bringBack();
  await o.governor.expireDispatches();
  const isLookedUp = async (after: string) =>
    (
      await o.one(
        `select outreach.is_looked_up_first(n, s.restored_at + $2::interval) as answer
         from outreach.linkedin_automation n, outreach.settings s where n.id = $1`,
        [id, after],
      )
    ).answer;
  expect(await isLookedUp('90 days -1 microsecond')).toBe(true);
  expect(await isLookedUp('90 days')).toBe(false);
  const lookedUpFor = (restore: string) =>
    o.query(
      `insert into outreach.release_ledger (team_id, account_id, action_id, action_type, lead_id, dispatched_at, local_date, attempt, outcome, provider)
       select n.team_id, n.account_id, n.id, n.action_type, n.lead_id, platform.now(), '2026-11-23',
         1 + (select count(*) from outreach.release_ledger l where l.action_id = n.id), 'not_sent', jsonb_build_object('restored_at', ${restore})
       from outreach.linkedin_automation n, outreach.settings s where n.id = $1`,
      [id],
    );
  await lookedUpFor("s.restored_at - interval '1 day'");
  expect(await isLookedUp('1 day')).toBe(true);
  await lookedUpFor('s.restored_at');
  expect(await isLookedUp('1 day')).toBe(false);
});

test('the surfaces of jobs from before a restore may have been posted since, those of later jobs not', async () => {
  const before = await startJob(parts, 'ana', false);
  await bringBack();
  const items = await parts.bot.claimOutbox('b', 100);
  expect(items.find((i) => i.job.id === before)).toMatchObject({ maybe_posted: true });
  await database.advanceClock(1);
  const after = await startJob(parts, 'ana', false);
  const later = await parts.bot.claimOutbox('b', 100);
  expect(later.find((i) => i.job.id === after)).toMatchObject({ maybe_posted: false });
});

test('platform.mark_restored() says it where the database cannot know, as after a snapshot of its disk', async () => {
  await o.query('select platform.mark_restored()');
  const account = await o.account();
  const id = await o.ready(account.id);
  expect(await o.claim(id)).toMatchObject({ outcome: 'gone' });
  await o.governor.expireDispatches();
  expect(await o.claim(id)).toMatchObject({ blocked_by: 'breaker' });
});
