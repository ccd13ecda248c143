import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { until } from '../../testing/product/app.ts';
import {
  BRIEF,
  LUCIA,
  MARINA,
  openThread,
  PEDRO,
  press,
  startCarousel,
  THOMAS,
} from '../../testing/product/thread.ts';
import { useProduction } from './use-production.ts';

const production = useProduction();
afterEach(async () => {
  await production.services().database.up();
  await production.stopAll();
});

const bothParts = async () => {
  const parts = await Promise.all([production.start('bot'), production.start('agents')]);
  production.services().deliverTo([parts[0].url]);
  await until('a ready bot', async () => (await parts[0].ready()).status === 200);
  return parts;
};
const jobs = async () =>
  (
    await production.database.owner.query(
      'select id, status, attempts, worker, leased_until from content.jobs order by created_at',
    )
  ).rows;

test('while the database is away commands and clicks say so, and afterwards nothing of them is lost', async () => {
  const { workspace, database } = production.services();
  const parts = await bothParts();
  const thread = await startCarousel(workspace);
  const card = await thread.card(1);
  const before = new Set((await workspace.messages(MARINA, thread.channel)).map((m) => m.ts));

  await database.down();
  for (const part of parts) {
    const { status, body } = await part.ready();
    expect([status, JSON.stringify(body)]).toEqual([503, expect.stringContaining('No answer from')]);
  }
  // One whom the bot has just served, and one whom it has not seen yet.
  for (const person of [MARINA, PEDRO]) {
    const { status, ack } = await workspace.command(person, thread.channel, '/carousel', BRIEF);
    expect([person, status, JSON.stringify(ack)]).toEqual([
      person,
      200,
      expect.stringContaining('Not certain yet'),
    ]);
  }
  await press(workspace, thread, card, LUCIA, /approve/i);
  await thread.ephemeral(LUCIA, /Not recorded: the database did not answer/);

  await database.up();
  for (const person of [MARINA, PEDRO]) await thread.ephemeral(person, /It worked/);
  await press(workspace, thread, card, LUCIA, /approve/i);
  await until('the final files', async () => (await thread.finals()).length > 0);
  const started = await until('both briefs', async () => {
    const briefs = (await workspace.messages(MARINA, thread.channel)).filter(
      (m) => !m.ephemeral && !before.has(m.ts),
    );
    return briefs.length === 2 ? briefs : undefined;
  });
  for (const brief of started) await openThread(workspace, thread.channel, brief.ts).card(1);
  for (const part of parts) expect((await part.ready()).status).toBe(200);
});

test('an expired token says so in the log and in /readyz, and a new one and a restart go on', async () => {
  const expired = (role: string) =>
    production.database.sign({ role, exp: Math.floor(Date.now() / 1000) - 3600 });
  const [bot, agents] = await Promise.all([
    production.start('bot', { BOT_DATABASE_TOKEN: await expired('greenlight_bot') }),
    production.start('agents', { AGENTS_DATABASE_TOKEN: await expired('greenlight_agent') }),
  ]);
  for (const part of [bot, agents]) {
    const told = await until('the reason', async () => {
      const body = JSON.stringify((await part.ready()).body);
      return body.includes('JWT expired') && body;
    });
    expect(told).toContain("The database refuses this part's token: JWT expired");
    const logged = await until('the reason in the log', async () =>
      part.log().find((line) => JSON.stringify(line).includes('JWT expired')),
    );
    expect(logged.level).toBeGreaterThanOrEqual(40);
    expect(JSON.stringify(part.log())).not.toMatch(/eyJ/);
  }
  production.services().deliverTo([bot.url]);
  const { workspace } = production.services();
  const channel = await workspace.channel('marketing');
  const { ack } = await workspace.command(MARINA, channel, '/carousel', 'Rastreabilidade UDI');
  expect(JSON.stringify(ack)).toMatch(/nothing was started/i);

  await production.stopAll();
  await bothParts();
  await (await startCarousel(workspace, 'Rastreabilidade UDI')).card(1);
});

test('at SIGTERM a runner takes no new work and gives its job back, and another one goes on as if nothing had been', async () => {
  const { workspace, writer } = production.services();
  const [, first] = await bothParts();
  writer.faults.next({ kind: 'slow', ms: 1500 }, 'carousel_plan');
  const thread = await startCarousel(workspace, 'Salas limpas ISO 14644-1');
  await until('a call of the model', async () => writer.faults.pending() === 0);
  const second = startCarousel(workspace, 'Titanium ASTM F136 for implants', THOMAS);
  expect(await first.stop()).toBe(0);
  await second;

  const open = (await jobs()).slice(-2);
  expect(open).toMatchObject([
    { status: 'queued', attempts: 0, worker: null, leased_until: null },
    { status: 'queued', attempts: 0, worker: null, leased_until: null },
  ]);
  const calls = writer.faults.calls().carousel_plan;
  await production.start('agents');
  await thread.card(1);
  await (await second).card(1);
  // The plan that was under way had been let come to its end and is not asked for again.
  expect(writer.faults.calls().carousel_plan).toBe(calls + 1);
});

test('at SIGTERM a runner waits for a model that does not answer until the drain ends, and no longer', async () => {
  const { workspace, writer, deliverTo } = production.services();
  const [bot, agents] = await Promise.all([
    production.start('bot'),
    production.start('agents', { DRAIN_MS: '300' }),
  ]);
  deliverTo([bot.url]);
  writer.faults.next({ kind: 'hang' }, 'carousel_plan');
  const thread = await startCarousel(workspace);
  await until('a call of the model', async () => writer.faults.pending() === 0);
  expect(await agents.stop()).toBe(0);
  expect((await jobs()).at(-1)).toMatchObject({
    status: 'queued',
    attempts: 0,
    worker: null,
    leased_until: null,
  });
  await production.start('agents');
  await thread.card(1);
});

test('parts of this version work on the next schema while a deploy is under way', async () => {
  const { workspace } = production.services();
  const [bot] = await bothParts();
  const thread = await startCarousel(workspace);
  const card = await thread.card(1);
  await production.database.owner.query(await readFile(join(import.meta.dirname, 'next-schema.sql'), 'utf8'));
  await press(workspace, thread, card, LUCIA, /approve/i);
  await until('the final files', async () => (await thread.finals()).length > 0);
  await (await startCarousel(workspace)).card(1);
  // As it may be when the new part has written already, and an old one restarts.
  await production.stopAll();
  await bothParts();
  await (await startCarousel(workspace)).card(1);
  expect(bot.log().filter(({ level }) => Number(level) >= 50)).toEqual([]);
});
