import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { until } from '../../testing/product/app.ts';
import { acceptRules, openAccountNow, propose, type SeenLinkedIn } from '../../testing/product/outreach.ts';
import { faultsOf, openThread, press, startCarousel, THOMAS } from '../../testing/product/thread.ts';
import type { PartProcess } from './part-process.ts';
import type { PartName } from './stand-ins.ts';
import { useProduction } from './use-production.ts';

const production = useProduction();
const secret = 'of-this-proof-alone-'.repeat(2);
let ports: { bot: number; agents: number; governor: number };
let bot: PartProcess;
let agents: PartProcess;
let governor: PartProcess;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return address.port;
}

/** What an operator sets for a host that takes the processor away between requests. */
function settings(part: PartName) {
  return {
    SLEEPS: 'true',
    WAKE_SECRET: secret,
    WAKE_MS: '60000',
    DRAIN_MS: '3000',
    PORT: String(ports[part]),
    BOT_WAKE_URL: `http://127.0.0.1:${ports.bot}`,
    ...(part === 'bot'
      ? {
          AGENTS_WAKE_URL: `http://127.0.0.1:${ports.agents}`,
          GOVERNOR_WAKE_URL: `http://127.0.0.1:${ports.governor}`,
        }
      : {}),
  };
}

const wake = async (part: PartProcess) => {
  const response = await fetch(`${part.url}/wake`, {
    method: 'POST',
    headers: { 'greenlight-wake': secret },
  });
  return { status: response.status, body: await response.json() };
};
const calls = () => [...production.services().database.calls.values()].reduce((n, one) => n + one, 0);

/** As when every request has been answered: then no part asks the database for anything. */
async function asleep(): Promise<void> {
  for (let quiet = 0, before = calls(); quiet < 10; before = calls()) {
    await sleep(200);
    quiet = calls() === before ? quiet + 1 : 0;
  }
}

beforeAll(async () => {
  const [one, two, three] = await Promise.all([freePort(), freePort(), freePort()]);
  ports = { bot: one, agents: two, governor: three };
  [bot, agents, governor] = await Promise.all([
    production.start('bot', settings('bot')),
    production.start('agents', settings('agents')),
    production.start('governor', settings('governor')),
  ]);
  production.services().deliverTo([bot.url]);
  await until('a ready bot', async () => (await bot.ready()).status === 200);
});

test('parts that sleep ask nothing of the database, answer a wake without work, and refuse a forged one', async () => {
  await asleep();
  const before = calls();
  await sleep(3000);
  expect(calls()).toBe(before);
  for (const part of [bot, agents, governor])
    expect(await wake(part)).toEqual({ status: 200, body: { did: 0, left: 0 } });
  const forged = await fetch(`${agents.url}/wake`, { method: 'POST', headers: { 'greenlight-wake': 'x' } });
  expect(forged.status).toBe(401);
});

test('a command and a press alone bring a carousel to its final files: bot and runner wake each other', async () => {
  const { workspace } = production.services();
  const thread = await startCarousel(workspace);
  await press(workspace, thread, await thread.card(1), THOMAS, /approve/i);
  await until('the final files', async () => (await thread.finals()).length > 0);
  expect(await faultsOf(thread)).toEqual([]);
  await asleep();
});

test('an approval alone wakes a governor that sleeps, and the scheduler wakes it when the time has come', async () => {
  const { workspace } = production.services();
  const { owner } = production.database;
  await openAccountNow(owner, 60);
  const sales = await workspace.channel('sales');
  await acceptRules(workspace, sales);
  const { leads } = await workspace.call<SeenLinkedIn>('GET', 'linkedin');
  const lead = leads.find(({ connected }) => !connected);
  if (!lead) throw new Error('Everybody is connected');
  const card = await propose(workspace, sales, 'invite', lead, 'Podemos conversar?');
  await press(workspace, openThread(workspace, sales, card.ts), card, THOMAS, /approve/i);
  const statusIs = (status: string) =>
    until(`an action that is ${status}`, async () => {
      const { rows } = await owner.query('select 1 from outreach.linkedin_automation where status = $1', [
        status,
      ]);
      return rows.length > 0;
    });
  await statusIs('scheduled');
  await asleep();
  // As when its time has come.
  await owner.query('update outreach.linkedin_automation set scheduled_for = platform.now()');
  expect(await wake(governor)).toMatchObject({ status: 200, body: { left: 0 } });
  await statusIs('completed');
  const { calls, breaches } = await workspace.call<SeenLinkedIn>('GET', 'linkedin');
  expect(calls.filter((call) => call.is_write)).toMatchObject([{ kind: 'send_invite', lead: lead.lead }]);
  expect(breaches).toEqual([]);
  await asleep();
});

test('what a wake holds at SIGTERM is given back, and the next process goes on at its first wake', async () => {
  const { workspace, deliverTo } = production.services();
  const thread = await startCarousel(workspace);
  await until('a job under way', async () => {
    const { rows } = await production.database.owner.query(
      `select 1 from content.jobs where worker is not null and status = 'running'`,
    );
    return rows.length > 0;
  });
  const held = wake(agents).catch(() => null);
  expect(await agents.stop()).toBe(0);
  await held;
  const { rows } = await production.database.owner.query(
    `select count(*)::int as n from content.jobs where worker is not null`,
  );
  expect(rows).toEqual([{ n: 0 }]);
  // No part wakes the new one: it is the scheduler that does.
  agents = await production.start('agents', settings('agents'));
  deliverTo([bot.url]);
  await wake(agents);
  await thread.card(1);
  expect(await faultsOf(thread)).toEqual([]);
});
