import { afterEach, describe, expect, test } from 'vitest';
import { until } from '../../testing/product/app.ts';
import {
  BRIEF,
  faultsOf,
  LUCIA,
  press,
  requestChanges,
  startCarousel,
  THOMAS,
} from '../../testing/product/thread.ts';
import { useProduction } from './use-production.ts';

// One of each over HTTP with HS256 tokens is started from the image, in image.proof.ts.
const variants = [
  { line: 'HTTP', kind: 'ES256' },
  { line: 'Socket Mode', kind: 'HS256' },
] as const;

describe.each(variants)(
  'over $line with $kind tokens, two bots and two runners in processes of their own',
  ({ line, kind }) => {
    const production = useProduction({ socketMode: line === 'Socket Mode' });
    afterEach(() => production.stopAll());

    test('bring a carousel from the command over a change to its final files', async () => {
      const { workspace, deliverTo } = production.services();
      const each = [1, 2];
      const [bots, runners] = await Promise.all([
        Promise.all(each.map(() => production.start('bot', {}, kind))),
        Promise.all(each.map(() => production.start('agents', {}, kind))),
      ]);
      deliverTo(bots.map((bot) => bot.url));
      for (const bot of bots) await until('a ready bot', async () => (await bot.ready()).status === 200);

      const thread = await startCarousel(workspace, BRIEF);
      const first = await thread.card(1);
      await requestChanges(
        workspace,
        thread,
        first,
        LUCIA,
        'slide 4: título "Erro 3: contratar sem auditoria"',
      );
      // As in a deploy: half of the replicas go while the second version is being made and shown.
      deliverTo(bots.slice(1).map((bot) => bot.url));
      expect(await Promise.all([bots[0]?.stop(), runners[0]?.stop()])).toEqual([0, 0]);
      await press(workspace, thread, await thread.card(2), THOMAS, /approve/i);
      await until('the final files', async () =>
        (await thread.finals()).some((file) => file.mimetype === 'application/pdf'),
      );
      expect(await faultsOf(thread)).toEqual([]);
      for (const bot of bots) expect(bot.log().filter(({ level }) => Number(level) >= 50)).toEqual([]);
    });
  },
);
