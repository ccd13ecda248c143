import { afterEach, expect, test } from 'vitest';
import { until } from '../app.ts';
import { BRIEF, faultsOf, LUCIA, press, requestChanges, startCarousel, THOMAS } from '../thread.ts';
import { useProduction } from './use-production.ts';

const production = useProduction();
afterEach(() => production.stopAll());

test.each([
  { replicas: 1, kind: 'HS256' },
  { replicas: 2, kind: 'ES256' },
] as const)(
  '$replicas bot(s) and $replicas runner(s) in processes of their own, with $kind tokens, bring a carousel to its final files',
  { timeout: 90_000 },
  async ({ replicas, kind }) => {
    const { workspace, deliverTo } = production.services();
    const each = Array.from({ length: replicas });
    const [bots] = await Promise.all([
      Promise.all(each.map(() => production.start('bot', {}, kind))),
      Promise.all(each.map(() => production.start('agents', {}, kind))),
    ]);
    deliverTo(bots.map((bot) => bot.url));
    for (const bot of bots) await until('a ready bot', async () => (await bot.ready()).status === 200);

    const thread = await startCarousel(workspace, BRIEF);
    const first = await thread.card(1);
    await requestChanges(workspace, thread, first, LUCIA, 'slide 4: título "Auditoria antes do contrato"');
    await press(workspace, thread, await thread.card(2), THOMAS, /approve/i);
    await until('the final files', async () =>
      (await thread.finals()).some((file) => file.mimetype === 'application/pdf'),
    );
    expect(await faultsOf(thread)).toEqual([]);
    // Each delivery went to another replica, and every one of them did something.
    for (const bot of bots) expect(bot.log().map(({ level }) => level)).not.toContain(50);
  },
);
