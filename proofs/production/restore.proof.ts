import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { debian15, embedded17, type Server } from '../../conformance/servers.ts';
import { silentLog } from '../../platform/log.ts';
import { migrate } from '../../platform/migrations.ts';
import { applyPrelude } from '../../sandbox/supabase/apply-prelude.ts';
import {
  asAdmin,
  asOwner,
  type EmbeddedSupabase,
  openSupabase,
} from '../../sandbox/supabase/embedded-supabase.ts';
import { openWorld, seed, type World } from '../../testing/governor/world.ts';
import { claim, connectParts, installTeam, recordVersion, startJob } from '../../testing/supabase/content.ts';
import { readPrivileges } from '../../testing/supabase/privileges.ts';

const run = promisify(execFile);
const project = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'greenlight-restore-'));
const dump = join(folder, 'greenlight.dump');
const servers: Server[] = [];
const opened: EmbeddedSupabase[] = [];
let world: World | undefined;
afterAll(async () => {
  await world?.stop();
  for (const supabase of opened) await supabase.stop();
  for (const server of servers) await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Debian's client dumps Debian's server: pg_dump takes no server that is newer than itself. */
let debian: Server | undefined;
beforeAll(async () => {
  debian = await debian15();
  if (debian) servers.push(debian);
});

/** As a hosted project is before its first migration. */
async function emptyProject({ port, secrets }: Server, database: string): Promise<string> {
  await asAdmin({ port, database: 'postgres' }, secrets, (admin) =>
    admin.query(`create database ${database}`),
  );
  await asAdmin({ port, database }, secrets, async (admin) => {
    await applyPrelude(admin, secrets);
    await admin.query('drop schema supabase_migrations cascade');
  });
  return `postgresql://postgres:${secrets.postgres}@127.0.0.1:${port}/${database}`;
}

const schemas = ['platform', 'content', 'outreach', 'readers', 'supabase_migrations'].map(
  (name) => `--schema=${name}`,
);
/** The commands of docs/operations.md. */
const backUp = (url: string) => run('pg_dump', ['--format=custom', ...schemas, `--file=${dump}`, url]);
async function bringBack(url: string) {
  const psql = (file: string) =>
    run('psql', ['--set=ON_ERROR_STOP=1', '--quiet', `--file=${join(project, file)}`, url]);
  await psql('supabase/before-restore.sql');
  await run('pg_restore', ['--exit-on-error', '--no-owner', '--single-transaction', `--dbname=${url}`, dump]);
  await psql('supabase/schemas/grants.sql');
}

/** What the parts reach stays one address while the database behind it is another one. */
function behindOneAddress(first: EmbeddedSupabase) {
  let now = first;
  const front: EmbeddedSupabase = {
    ...first,
    fetch: (...args) => now.fetch(...args),
    owner: { query: (...args) => now.owner.query(...args) },
    handle: (req, res) => now.handle(req, res),
  };
  return { front, to: (next: EmbeddedSupabase) => (now = next) };
}

test('a dump is restored into an empty project, half-done work goes on, and nothing is sent twice', async (context) => {
  if (!debian) return context.skip('Debian package postgresql-15 is not installed');
  const open = (server: Server, database: string) => {
    // One secret signs the tokens of both, as after a restore into the project itself.
    const secrets = {
      ...server.secrets,
      jwt: debian?.secrets.jwt ?? '',
      publishableKey: debian?.secrets.publishableKey ?? '',
    };
    const supabase = openSupabase({ port: server.port, database }, secrets, silentLog);
    opened.push(supabase);
    return supabase;
  };
  const url = await emptyProject(debian, 'production');
  await asOwner({ port: debian.port, database: 'production' }, debian.secrets, (owner) =>
    migrate(owner, { instead: 'none', foreignMigrations: 'refused' }),
  );
  const behind = behindOneAddress(open(debian, 'production'));
  world = await openWorld(behind.front);
  const w = world;
  await w.setRules(20, 20);
  await w.setAccount({ window_start: '00:00', window_end: '23:59' });
  let governor = await w.startGovernor();
  w.drive(governor);
  // SAFETY: what these take of a test's database is in each.
  const database = behind.front as Parameters<typeof installTeam>[0];
  await installTeam(database);
  const parts = await connectParts(database as Parameters<typeof connectParts>[0]);

  const strangers = seed.leads.flatMap((l, i) => (l.connected ? [] : [i]));
  const friend = seed.leads.findIndex((l) => l.connected);
  const [sentLater, open2, approvedLater] = strangers as [number, number, number];
  const half = await claim(parts, await startJob(parts));
  const drawn = await startJob(parts);
  await recordVersion(parts, await claim(parts, drawn), 1);
  const invite = await w.approve(sentLater, 'send_invite', 'Olá, vi o seu trabalho.');
  const message = await w.approve(friend, 'send_message', 'Bom dia! Segue o catálogo.');
  const stillToGo = await w.approve(open2, 'send_invite', 'Olá! Podemos conversar?');
  await backUp(url);

  // What the backup does not know: two releases, and one that was proposed, approved and released after it.
  const releaseNow = async (id: string) => {
    const at = new Date(w.clock.now()).toISOString();
    const { revision } = await w.get(id);
    await w.governor.planActions([{ action_id: id, revision, scheduled_for: at, jitter_applied_minutes: 0 }]);
    await w.jump(61);
    await governor.beat();
  };
  await releaseNow(invite);
  await releaseNow(message);
  const unknownToBackup = await w.approve(approvedLater, 'send_invite', 'Bom dia, gostaria de conversar.');
  await releaseNow(unknownToBackup);
  for (const id of [invite, message, unknownToBackup])
    expect(await w.get(id)).toMatchObject({ status: 'completed' });
  const before = w.writes().length;
  expect(before).toBe(3);
  const lostAt = w.clock.now();
  await governor.stop(5000);

  const embedded = await embedded17();
  servers.push(embedded);
  await bringBack(await emptyProject(embedded, 'restored'));
  const restored = open(embedded, 'restored');
  behind.to(restored);
  await restored.owner.query('select platform.set_clock_offset(make_interval(secs => $1))', [
    (lostAt - Date.now()) / 1000,
  ]);
  await w.clock.advance(0);
  const privileges = await asOwner(
    { port: embedded.port, database: 'restored' },
    embedded.secrets,
    readPrivileges,
  );
  expect(privileges).toEqual(
    await asOwner({ port: debian.port, database: 'production' }, debian.secrets, readPrivileges),
  );

  governor = await w.startGovernor();
  w.drive(governor);
  for (const id of [invite, message]) expect(await w.get(id)).not.toMatchObject({ status: 'completed' });
  await w.clock.advance(26 * 60);
  expect(w.writes()).toHaveLength(before);
  await w.bot.resume('T0WORLD', w.accountId, 'rui');
  // The person whose approval was lost gets it again: the same words, approved anew.
  const again = await w.approve(approvedLater, 'send_invite', 'Bom dia, gostaria de conversar.');
  await w.clock.advance(3 * 24 * 60);
  for (const id of [invite, message, stillToGo, again])
    expect(await w.get(id)).toMatchObject({ status: 'completed' });
  const leads = w.writes().map(({ lead }) => lead);
  expect(leads).toHaveLength(before + 1);
  expect(new Set(leads).size).toBe(leads.length);
  expect(w.linkedIn.judge.breaches()).toEqual([]);

  // Half-done work: its runner is dead, so another one claims it; what may have been posted is looked for.
  // Days have passed by its clock: the lease is over.
  expect(await parts.agent.reapJobs()).toBe(1);
  expect(await claim(parts, half.id)).toMatchObject({ id: half.id });
  const posted: Awaited<ReturnType<typeof parts.bot.claimOutbox>> = [];
  for (;;) {
    const surfaces = await parts.bot.claimOutbox('b', 100);
    if (surfaces.length === 0) break;
    posted.push(...surfaces.filter(({ ts }) => ts === null));
    for (const { id, fence, revision, ts } of surfaces)
      await parts.bot.settleOutbox({ id, fence, revision, ts: ts ?? `9.${id}` });
  }
  expect(posted.some((s) => s.kind === 'card' && s.job.id === drawn)).toBe(true);
  expect(posted.filter((s) => !s.maybe_posted)).toEqual([]);
  await governor.stop(5000);
});
