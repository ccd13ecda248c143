import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../setup/verify-audit.ts';
import { useDatabase } from '../testing/database/database.ts';
import { openWorld, seed, type World } from '../testing/governor/world.ts';
import type { Governor } from './start.ts';

const versions = [
  { version: 'v1' as const, gone: 'resource_not_found' },
  { version: 'v2' as const, gone: 'provider/resource_not_found' },
];
const strangers = seed.leads.flatMap((l, i) => (l.connected ? [] : [i]));
const friends = seed.leads.flatMap((l, i) => (l.connected ? [i] : []));
const lead = (list: number[], n: number) => list[n] ?? -1;

describe.each(versions)('a governor over Unipile $version', ({ version, gone }) => {
  const db = useDatabase();
  let world: World;
  let governor: Governor;

  /** What is the same over any version is tried over one. */
  const once = it.runIf(version === 'v1');

  // One world for the version: the accounts, the leads and time go on from test to test, so each takes its own leads.
  beforeAll(async () => {
    world = await openWorld(db, 20261122, version);
    await world.setRules(20, 20);
    await world.setAccount({ window_start: '00:00', window_end: '23:59' });
  });
  beforeEach(async () => {
    governor = await world.startGovernor();
    world.drive(governor);
    await world.inject({ fault: null });
  });
  afterEach(async () => {
    await world.clear();
    await governor.stop(5000);
    expect(world.linkedIn.judge.breaches()).toEqual([]);
  });
  afterAll(() => world.stop());

  const statuses = async (ids: string[]) => Promise.all(ids.map(async (id) => (await world.get(id)).status));
  /** Every state that an action came to, in order: the beat that lost an answer may find it again in the chat it reads. */
  const cameTo = async (id: string): Promise<string[]> => {
    const { rows } = await db.owner.query(
      "select to_state from outreach.audit where subject_kind = 'action' and subject_id = $1 order by id",
      [id],
    );
    return rows.map(({ to_state }) => String(to_state));
  };
  const writesTo = (index: number) =>
    world.writes().filter((w) => w.lead === seed.leads[index]?.public_identifier);
  /** Past the gap after the release before. */
  const nextSlot = () => world.clock.advance(61);

  it('is not ready while Unipile refuses its key, says so, and is ready after the next one that gets through', async () => {
    expect(await governor.ready()).toEqual({ ok: true });
    const error = version === 'v1' ? 'missing_credentials' : 'api/expired_authorization';
    await world.inject({ fault: { on: '*', error, count: 1000 } });
    await world.clock.advance(21);
    expect(await governor.ready()).toEqual({
      ok: false,
      reason: `Unipile refuses the key: ${error}. Look at UNIPILE_API_KEY`,
    });
    await world.inject({ fault: null });
    await world.clock.advance(31);
    expect(await governor.ready()).toEqual({ ok: true });
  });

  it('plans what was approved and sends each once, inside all limits', async () => {
    const ids = [
      await world.approve(lead(strangers, 0), 'send_invite', 'Olá, vi o seu trabalho.\nPodemos conversar?'),
      await world.approve(lead(strangers, 1), 'view_profile'),
      await world.approve(lead(friends, 0), 'send_message', 'Bom dia!\n\nSegue o catálogo.'),
      await world.approve(lead(strangers, 2), 'send_invite'),
      await world.approve(lead(friends, 1), 'send_message', 'Olá! Tudo bem?'),
    ];
    await governor.beat();
    expect(await statuses(ids)).toEqual(ids.map(() => 'scheduled'));
    await world.clock.advance(8 * 60);
    expect(await statuses(ids)).toEqual(ids.map(() => 'completed'));
    expect(world.writes()).toHaveLength(5);
    const sent = await world.get(ids[2] ?? '');
    expect(sent.result).toMatchObject({ outcome: 'sent', message_id: expect.any(String) });
    expect(sent.daily_limit_check && sent.time_window_check).toBe(true);
  });

  once('sends nothing at night and goes on in the morning', async () => {
    await world.setAccount({ window_start: '09:00', window_end: '18:00' });
    const id = await world.approve(lead(strangers, 3), 'view_profile');
    await world.clock.advance(120);
    expect((await world.get(id)).status).toBe('scheduled');
    expect(writesTo(lead(strangers, 3))).toEqual([]);
    await world.clock.advance(22 * 60);
    expect((await world.get(id)).status).toBe('completed');
    await world.setAccount({ window_start: '00:00', window_end: '23:59' });
  });

  once('sends nothing twice when two governors beat at once', async () => {
    await nextSlot();
    const id = await world.due(lead(strangers, 4), 'send_invite');
    const second = await world.startGovernor();
    await Promise.all([governor.beat(), second.beat(), governor.beat(), second.beat()]);
    await second.stop(5000);
    expect((await world.get(id)).status).toBe('completed');
    expect(writesTo(lead(strangers, 4))).toHaveLength(1);
  });

  it('finds out what became of an invitation whose answer was lost', async () => {
    await nextSlot();
    await world.inject({ fault: { on: 'send_invite', error: 'request_timeout', commit: true } });
    const id = await world.due(lead(strangers, 5), 'send_invite', 'Olá');
    await governor.beat();
    await world.clock.advance(15);
    expect((await cameTo(id)).slice(-3)).toEqual(['dispatching', 'unknown', 'completed']);
    expect(writesTo(lead(strangers, 5))).toHaveLength(1);
  });

  it('finds out what became of a message whose connection was cut', async () => {
    await nextSlot();
    await world.inject({ fault: { on: 'send_message', cut: true, commit: true }, webhooks: { lose: 50 } });
    const id = await world.due(lead(friends, 2), 'send_message', 'Bom dia\ncom duas linhas');
    await governor.beat();
    await world.clock.advance(15);
    await world.inject({ webhooks: { lose: 0 } });
    expect((await cameTo(id)).slice(-3)).toEqual(['dispatching', 'unknown', 'completed']);
    expect(writesTo(lead(friends, 2))).toHaveLength(1);
  });

  it('leaves to a person what was not seen, and never sends it again', async () => {
    await nextSlot();
    await world.inject({ fault: { on: 'send_invite', cut: true } });
    const id = await world.due(lead(strangers, 6), 'send_invite');
    await governor.beat();
    await world.clock.advance(60);
    expect((await world.get(id)).status).toBe('unknown');
    expect(writesTo(lead(strangers, 6))).toHaveLength(1);
  });

  once('records again when the database was away, and sends no second time', async () => {
    await nextSlot();
    let failures = 3;
    const flaky: typeof fetch = async (input, init) => {
      const url = String(input instanceof Request ? input.url : input);
      if (url.endsWith('/record_release') && failures > 0) {
        failures -= 1;
        throw new TypeError('fetch failed');
      }
      return db.fetch(input, init);
    };
    const shaken = await world.startGovernor(flaky);
    const id = await world.due(lead(strangers, 7), 'send_invite');
    await shaken.beat();
    await shaken.stop(5000);
    expect([failures, (await world.get(id)).status]).toEqual([0, 'completed']);
    expect(writesTo(lead(strangers, 7))).toHaveLength(1);
  });

  once('makes no call when the claim was not answered', async () => {
    await nextSlot();
    const deaf: typeof fetch = async (input, init) => {
      const answer = await db.fetch(input, init);
      if (String(input instanceof Request ? input.url : input).endsWith('/claim_release'))
        throw new TypeError('cut');
      return answer;
    };
    const shaken = await world.startGovernor(deaf);
    const id = await world.due(lead(strangers, 8), 'send_invite');
    await shaken.beat();
    await shaken.stop(5000);
    expect((await world.get(id)).status).toBe('dispatching');
    await world.clock.advance(60);
    expect((await world.get(id)).status).toBe('unknown');
    expect(writesTo(lead(strangers, 8))).toEqual([]);
  });

  it('stops a follow-up when the person answers, heard by webhook', async () => {
    await nextSlot();
    const first = await world.due(lead(friends, 3), 'send_message', 'Primeira mensagem');
    await governor.beat();
    expect((await world.get(first)).status).toBe('completed');
    const next = await world.approve(lead(friends, 3), 'send_message', 'Segunda mensagem');
    await world.inject({
      reply: { lead: seed.leads[lead(friends, 3)]?.public_identifier, text: 'Não, obrigado' },
    });
    await world.clock.advance(2);
    expect((await world.get(next)).status).toBe('skipped');
  });

  it('stops a follow-up when every webhook is lost: the inbox is read before it goes', async () => {
    await nextSlot();
    const first = await world.due(lead(friends, 4), 'send_message', 'Primeira mensagem');
    await governor.beat();
    expect((await world.get(first)).status).toBe('completed');
    await world.inject({ webhooks: { lose: 1000 } });
    await world.inject({ reply: { lead: seed.leads[lead(friends, 4)]?.public_identifier, text: 'Quem é?' } });
    const next = await world.approve(lead(friends, 4), 'send_message', 'Segunda mensagem');
    await world.clock.advance(120);
    await world.inject({ webhooks: { lose: 0 } });
    expect((await world.get(next)).status).toBe('skipped');
    expect(writesTo(lead(friends, 4))).toHaveLength(1);
  });

  it('waits with a message for the connection, and sends it when the invitation is accepted', async () => {
    await nextSlot();
    const index = lead(strangers, 0);
    const id = await world.approve(index, 'send_message', 'Obrigado por aceitar!');
    await world.clock.advance(90);
    expect((await world.get(id)).blocked_by).toBe('not_connected');
    await world.inject({ accept: { lead: seed.leads[index]?.public_identifier } });
    await world.clock.advance(12 * 60);
    expect((await world.get(id)).status).toBe('completed');
  });

  once('releases nothing while it is paused, and says so', async () => {
    await nextSlot();
    const id = await world.due(lead(strangers, 9), 'view_profile');
    await world.bot.pause('T0WORLD', world.accountId, 'ana', 'Feira em Düsseldorf');
    await governor.beat();
    expect(await world.get(id)).toMatchObject({ status: 'scheduled', blocked_by: 'paused' });
    await world.bot.resume('T0WORLD', world.accountId, 'rui');
    await governor.beat();
    expect(writesTo(lead(strangers, 9))).toEqual([]);
    await world.clock.advance(4 * 60);
    expect((await world.get(id)).status).toBe('completed');
  });

  once(
    'opens the breaker at the limit of the account, and the invitation goes when it has closed',
    async () => {
      await nextSlot();
      await world.inject({ fault: { on: 'send_invite', error: 'cannot_resend_yet' } });
      const id = await world.due(lead(strangers, 10), 'send_invite');
      await governor.beat();
      expect(await world.get(id)).toMatchObject({ status: 'approved', executed_at: null });
      await world.clock.advance(60);
      expect(await world.get(id)).toMatchObject({ blocked_by: 'breaker' });
      await world.jump(22 * 60);
      await world.clock.advance(26 * 60);
      expect((await world.get(id)).status).toBe('completed');
    },
  );

  it('takes back a pending invitation when a person approved that', async () => {
    await nextSlot();
    const invite = await world.due(lead(strangers, 14), 'send_invite');
    await governor.beat();
    expect((await world.get(invite)).status).toBe('completed');
    await nextSlot();
    const id = await world.due(lead(strangers, 14), 'withdraw_invite');
    await governor.beat();
    expect((await world.get(id)).status).toBe('completed');
    expect(writesTo(lead(strangers, 14)).map((w) => [w.kind, w.effect])).toEqual([
      ['send_invite', true],
      ['withdraw_invite', true],
    ]);
  });

  it('reads nothing for a while after a refused read, and the action goes later', async () => {
    await nextSlot();
    await world.inject({ fault: { on: 'read_profile', error: 'too_many_requests' } });
    const id = await world.due(lead(strangers, 15), 'send_invite');
    const reads = () => world.linkedIn.calls().filter((c) => c.kind === 'read_profile').length;
    const before = reads();
    for (let beat = 0; beat < 4; beat += 1) await governor.beat();
    expect(reads() - before).toBe(1);
    await world.clock.advance(3 * 60);
    expect((await world.get(id)).status).toBe('completed');
  });

  it('ends an action whose person is gone, without a call, and the next one goes in its slot', async () => {
    await nextSlot();
    await world.inject({ fault: { on: 'read_profile', error: gone } });
    const id = await world.due(lead(strangers, 11), 'send_invite');
    await governor.beat();
    expect(await world.get(id)).toMatchObject({
      status: 'skipped',
      blocked_by: 'profile_gone',
      error: { code: gone },
    });
    expect(writesTo(lead(strangers, 11))).toEqual([]);
    const next = await world.due(lead(strangers, 20), 'view_profile');
    await governor.beat();
    expect((await world.get(next)).status).toBe('completed');
  });

  once('waits for the call in flight when it is stopped', async () => {
    await nextSlot();
    await world.inject({ fault: { on: 'view_profile', delay_ms: 400, commit: true } });
    const id = await world.due(lead(strangers, 12), 'view_profile');
    const beat = governor.beat();
    await expect.poll(() => writesTo(lead(strangers, 12)).length).toBe(1);
    await governor.stop(10_000);
    await beat;
    expect((await world.get(id)).status).toBe('completed');
  });

  it('stops at a restriction until a person resumes', async () => {
    await nextSlot();
    await world.inject({ fault: { on: 'view_profile', error: 'account_restricted' } });
    const id = await world.due(lead(strangers, 13), 'view_profile');
    await governor.beat();
    await world.jump(9 * 24 * 60);
    await world.clock.advance(120);
    expect(await world.get(id)).toMatchObject({ status: 'approved', blocked_by: 'breaker' });
    expect(writesTo(lead(strangers, 13))).toHaveLength(1);
  });

  it('leaves an audit that verifies', async () => {
    const { rows, faults } = await verifyAudit(db.owner.query, null);
    expect(rows).toBeGreaterThan(100);
    // The world sets limits, draws and times of accounts by SQL.
    const set = ['outreach.accounts', 'outreach.quota_draws'];
    expect(faults.filter(({ row }) => !set.some((table) => row.startsWith(table)))).toEqual([]);
  });
});
