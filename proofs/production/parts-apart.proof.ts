import { afterEach, describe, expect, test } from 'vitest';
import { until } from '../../testing/product/app.ts';
import {
  acceptRules,
  openAccountNow,
  propose,
  RENATA,
  type SeenLinkedIn,
} from '../../testing/product/outreach.ts';
import {
  BRIEF,
  faultsOf,
  LUCIA,
  openThread,
  press,
  requestChanges,
  startCarousel,
  THOMAS,
  textOf,
} from '../../testing/product/thread.ts';
import type { PartProcess } from './part-process.ts';
import { useProduction } from './use-production.ts';

// One of each over HTTP with HS256 tokens is started from the image, in image.proof.ts.
const variants = [
  { line: 'HTTP', kind: 'ES256' },
  { line: 'Socket Mode', kind: 'HS256' },
] as const;

/** A governor that beats when it is told to, as otherwise a beat comes up to 45 s late on purpose. */
const sleeping = { SLEEPS: 'true', WAKE_SECRET: 'of-this-proof-alone-'.repeat(2) };
const wake = async ({ url }: PartProcess): Promise<void> => {
  const { status } = await fetch(`${url}/wake`, {
    method: 'POST',
    headers: { 'greenlight-wake': sleeping.WAKE_SECRET },
  });
  expect(status).toBe(200);
};

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

    test('release approved outreach once: one governor places it and is killed, another one sends', async () => {
      const { workspace, deliverTo, webhooksTo } = production.services();
      const { owner } = production.database;
      await openAccountNow(owner, 60);
      const [bot, first, second] = await Promise.all([
        production.start('bot', {}, kind),
        production.start('governor', sleeping, kind),
        production.start('governor', sleeping, kind),
      ]);
      deliverTo([bot.url]);
      webhooksTo([second.url]);
      await until('a ready bot', async () => (await bot.ready()).status === 200);
      expect(await first.ready()).toMatchObject({ status: 200, body: { parts: { governor: { ok: true } } } });

      const sales = await workspace.channel('sales');
      await acceptRules(workspace, sales);
      const linkedIn = () => workspace.call<SeenLinkedIn>('GET', 'linkedin');
      const lead = (await linkedIn()).leads.find(({ connected }) => !connected);
      if (!lead) throw new Error('Everybody is connected');
      const card = await propose(workspace, sales, 'invite', lead, 'Podemos conversar?');
      await press(workspace, openThread(workspace, sales, card.ts), card, LUCIA, /approve/i);
      const stored = async () =>
        (await owner.query(`select status from outreach.linkedin_automation`)).rows.map(
          ({ status }) => status,
        );
      await until('the approval', async () => (await stored())[0] === 'approved');

      await wake(first);
      expect(await stored()).toEqual(['scheduled']);
      await first.kill();
      const third = await production.start('governor', sleeping, kind);
      webhooksTo([second.url, third.url]);
      // As when its time has come.
      await owner.query('update outreach.linkedin_automation set scheduled_for = platform.now()');
      await Promise.all([wake(second), wake(third)]);
      await until('the release', async () => (await stored())[0] === 'completed');
      const { calls, breaches } = await linkedIn();
      expect(breaches).toEqual([]);
      expect(calls.filter((call) => call.is_write)).toMatchObject([
        { kind: 'send_invite', lead: lead.lead, text: 'Podemos conversar?', effect: true },
      ]);
      await until('the card to say so', async () =>
        (await workspace.messages(RENATA, sales)).find((m) => m.ts === card.ts && /Sent/.test(textOf(m))),
      );
      for (const part of [bot, second, third]) {
        expect(part.log().filter(({ level }) => Number(level) >= 50)).toEqual([]);
        expect(await part.stop()).toBe(0);
      }
    });
  },
);
