import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { startGovernor } from '../../governor/start.ts';
import type { startWriter, Writer } from '../../sandbox/writer/start.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { openWorld, seed } from '../../testing/governor/world.ts';
import { until } from '../../testing/product/app.ts';
import { faultsOf, LUCIA, press, requestChanges, startCarousel } from '../../testing/product/thread.ts';
import type { PartProcess } from './part-process.ts';
import { useProduction } from './use-production.ts';

/** Names the commit of the first schema that databases were made with. */
const TAG = 'schema-1';
const project = join(import.meta.dirname, '../..');
const production = useProduction();
const folder = mkdtempSync(join(tmpdir(), 'greenlight-schema-1-'));
const outreachDatabase = useDatabase();
let writer: Writer | undefined;
/** What a module of then exports; its types are taken to be today's. */
const ofFolder = <T>(file: string): Promise<T> => import(pathToFileURL(join(folder, file)).href);

beforeAll(async () => {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: project, maxBuffer: 2 ** 28 });
  try {
    git('rev-parse', '--quiet', '--verify', `refs/tags/${TAG}`);
  } catch (cause) {
    throw new Error(
      `Cannot try the parts of before on this schema: this clone has no tag ${TAG}. Get it with "git fetch --tags".`,
      { cause },
    );
  }
  execFileSync('tar', ['-x', '-C', folder], { input: git('archive', '--format=tar', TAG) });
  // Its own packages: its lock file names some that today's does not.
  execFileSync(
    'npm',
    ['ci', '--omit=dev', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'],
    {
      cwd: folder,
      stdio: 'pipe',
    },
  );
  // What its agents ask is answered by the stand-in of then.
  const then = await ofFolder<{ startWriter: typeof startWriter }>('sandbox/writer/start.ts');
  writer = await then.startWriter();
});
afterAll(async () => {
  await production.stopAll();
  await writer?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const ofThen = () => ({ OPENAI_BASE_URL: writer?.url ?? '', OPENAI_MODEL: writer?.model ?? '' });
const startBoth = async (bot: 'then' | 'now', agents: 'then' | 'now') => {
  const how = (when: 'then' | 'now') => (when === 'then' ? { folder } : {});
  const parts = await Promise.all([
    production.start('bot', {}, 'HS256', how(bot)),
    production.start('agents', agents === 'then' ? ofThen() : {}, 'HS256', how(agents)),
  ]);
  production.services().deliverTo([parts[0].url]);
  await until('a ready bot', async () => (await parts[0].ready()).status === 200);
  return parts;
};

/** Neither part met what it did not know. */
async function endWell(parts: PartProcess[]): Promise<void> {
  for (const part of parts) {
    expect(part.log().filter(({ level }) => Number(level) >= 50)).toEqual([]);
    expect(await part.stop()).toBe(0);
  }
}

test.each([
  ['then', 'then'],
  ['now', 'then'],
  ['then', 'now'],
] as const)(
  "on today's schema the bot of %s and the agents of %s bring a carousel to its final files",
  async (bot, agents) => {
    const { workspace } = production.services();
    const parts = await startBoth(bot, agents);
    const thread = await startCarousel(workspace);
    await press(workspace, thread, await thread.card(1), LUCIA, /approve/i);
    await until('the final files', async () => (await thread.finals()).length > 0);
    await endWell(parts);
  },
);

test('a draft that the parts of then made is changed by those of now, and approved', async () => {
  const { workspace } = production.services();
  const before = await startBoth('then', 'then');
  const thread = await startCarousel(workspace);
  const card = await thread.card(1);
  await endWell(before);
  const after = await startBoth('now', 'now');
  await requestChanges(workspace, thread, card, LUCIA, 'slide 3: mais curto');
  await press(workspace, thread, await thread.card(2), LUCIA, /approve/i);
  await until('the final files', async () => (await thread.finals()).length > 0);
  expect(await faultsOf(thread)).toEqual([]);
  const { rows } = await production.database.owner.query(
    `select d.version, d.status, d.content -> 'slides' as slides from content.drafts d join content.jobs j on j.id = d.job_id
     where j.thread_ts = $1 order by d.version`,
    [thread.root],
  );
  expect(rows.map(({ version, status }) => [version, status])).toEqual([
    [1, 'superseded'],
    [2, 'approved'],
  ]);
  const [first, second] = rows.map(({ slides }) => slides as unknown[]);
  expect(second?.toSpliced(2, 1)).toEqual(first?.toSpliced(2, 1));
  expect(second?.[2]).not.toEqual(first?.[2]);
  await endWell(after);
});

test('what was approved under the governor of then goes out once, also while both run and when the old one is back', async () => {
  const world = await openWorld(outreachDatabase);
  const then = await ofFolder<{ startGovernor: typeof startGovernor }>('governor/start.ts');
  const { fetch } = outreachDatabase;
  const governors: Awaited<ReturnType<typeof startGovernor>>[] = [];
  const start = async (start?: typeof startGovernor) => {
    const governor = await world.startGovernor(fetch, start);
    governors.push(governor);
    world.drive(governor);
    return governor;
  };
  try {
    await world.setRules(20, 20);
    await world.setAccount({ window_start: '00:00', window_end: '23:59' });
    const strangers = seed.leads.flatMap(({ connected }, at) => (connected ? [] : [at]));
    const friend = seed.leads.findIndex(({ connected }) => connected);
    const [one, two, three, four] = strangers as [number, number, number, number];
    const hours = (count: number) => world.clock.advance(count * 60);
    const completed = async (...ids: string[]) => {
      for (const id of ids) expect(await world.get(id)).toMatchObject({ status: 'completed' });
    };

    const old = await start(then.startGovernor);
    const byThen = await world.approve(one, 'send_invite', 'Olá, vi o seu trabalho.');
    await hours(30);
    await completed(byThen);
    // Approved and placed by then, and due while both beat.
    const both = await world.due(two, 'send_invite', 'Olá! Podemos conversar?');
    const left = await world.approve(three, 'send_invite', 'Bom dia! Sigo o seu trabalho.');
    const current = await start();
    await Promise.all([old.beat(), current.beat(), old.beat(), current.beat()]);
    await old.stop(5000);
    const message = await world.approve(friend, 'send_message', 'Bom dia! Segue o catálogo.');
    await hours(72);
    await completed(both, left, message);
    // Back to the old one, as after a deployment that is taken back.
    await current.stop(5000);
    await start(then.startGovernor);
    const back = await world.approve(four, 'send_invite', 'Olá, gostaria de trocar ideias.');
    await hours(48);
    await completed(back);

    const leads = world.writes().map(({ lead }) => lead);
    expect(leads).toHaveLength(5);
    expect(new Set(leads).size).toBe(5);
    expect(world.linkedIn.judge.breaches()).toEqual([]);
    for (const id of [byThen, both, left, message, back]) {
      const { rows } = await outreachDatabase.owner.query(
        `select actor, from_state, to_state from outreach.audit where subject_kind = 'action' and subject_id = $1 and to_state is not null order by id`,
        [id],
      );
      expect(rows).toContainEqual({
        actor: 'leo',
        from_state: 'pending_approval',
        to_state: 'approved',
      });
      expect(rows.filter(({ to_state }) => to_state === 'dispatching')).toHaveLength(1);
      expect(rows.at(-1)).toMatchObject({ to_state: 'completed' });
    }
  } finally {
    await Promise.all(governors.map((governor) => governor.stop(1000)));
    await world.stop();
  }
});
