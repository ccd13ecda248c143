import { expect, it } from 'vitest';
import { systemClock } from '../platform/clock.ts';
import { useBot } from '../testing/bot/bot.ts';
import { waitFor } from '../testing/workspace.ts';
import { InFlight } from './slack/in-flight.ts';

const on = useBot();

it('startBot() starts while Slack does not answer, and is ready once it does', async () => {
  await on.stopBot();
  await on.workspace.fault({ method: 'auth.test', count: 1, status: 0 });
  const bot = await on.startAgain();
  await waitFor(async () => (await bot.ready()).ok, 'ready');
});

it('startBot() says why it is not ready when the database is away', async () => {
  await on.stopBot();
  let away = false;
  const bot = await on.startAgain({
    fetch: async (input, init) => {
      if (away) throw new TypeError('away');
      return on.database.fetch(input, init);
    },
  });
  await waitFor(async () => (await bot.ready()).ok, 'ready');
  away = true;
  expect(await bot.ready()).toEqual({
    ok: false,
    reason: expect.stringContaining('No answer from platform.get_team'),
  });
  away = false;
  expect(await bot.ready()).toEqual({ ok: true });
});

it('startBot() finishes a command that is under way when it stops, and takes no new one', async () => {
  await on.stopBot();
  let letGo: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let reached = false;
  const bot = await on.startAgain({
    fetch: async (input, init) => {
      const address = input instanceof Request ? input.url : String(input);
      if (address.includes('enqueue_job')) {
        reached = true;
        await held;
      }
      return on.database.fetch(input, init);
    },
  });
  const command = on.workspace.command('U0MARINA', 'C0MARKETING', '/carousel', 'tema ao parar');
  await waitFor(() => reached, 'the command at the database');
  const stopped = bot.stop(5000);
  const refused = await on.deliver(
    new URLSearchParams({ command: '/carousel', team_id: 'T0GREENLIGHT' }).toString(),
  );
  expect(refused.status).toBe(503);
  letGo();
  await stopped;
  expect(JSON.stringify((await command).ack)).toContain('Got it');
  await on.startAgain();
});

it('InFlight.drain() waits for work, failed work included, but not beyond its deadline', async () => {
  const inFlight = new InFlight();
  let done = false;
  inFlight.add(
    systemClock.sleep(20).then(() => {
      done = true;
    }),
  );
  inFlight.add(Promise.reject(new Error('failed')));
  expect(await inFlight.drain(systemClock, 5000)).toBe(true);
  expect(done).toBe(true);
  inFlight.add(new Promise(() => {}));
  expect(await inFlight.drain(systemClock, 10)).toBe(false);
  expect(inFlight.size).toBe(1);
});
