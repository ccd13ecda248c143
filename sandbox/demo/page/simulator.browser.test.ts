import type { Page as Tab } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leadsOf, startTestLinkedIn, type TestLinkedIn } from '../../../testing/linkedin.ts';
import { hasBrowser, useTab } from '../../../testing/page/tab.ts';
import { startTestWorkspace, type TestWorkspace } from '../../../testing/workspace.ts';
import { createPage } from './start.ts';

describe.skipIf(!hasBrowser)('the panel of the LinkedIn simulator', () => {
  const page = createPage();
  const { tab: theTab, leave } = useTab({ width: 1440, height: 900 });
  let workspace: TestWorkspace;
  let t: TestLinkedIn;
  let tab: Tab;
  let advanced: number[];
  let hasSimulator: boolean;

  beforeEach(async () => {
    advanced = [];
    hasSimulator = true;
    t = await startTestLinkedIn();
    workspace = await startTestWorkspace({ now: t.now });
    workspace.setApp((req, res) => {
      if (req.url === '/sandbox/api/clock') {
        void (async () => {
          let raw = '';
          for await (const chunk of req) raw += String(chunk);
          const { advance_minutes } = JSON.parse(raw) as { advance_minutes: number };
          advanced.push(advance_minutes);
          await t.pass(advance_minutes * 60_000);
          res.end(JSON.stringify({ now: new Date(t.now()).toISOString() }));
        })();
        return true;
      }
      if (hasSimulator && t.linkedin.handle(req, res)) return true;
      return page.handle(req, res);
    });
    tab = theTab();
  });
  afterEach(async () => {
    await leave(workspace.origin);
    await workspace.stop();
    await t.stop();
  });

  const open = async () => {
    await tab.goto(`${workspace.origin}/?user=U0RENATA&channel=C0SALES`);
    await tab.getByRole('button', { name: /LinkedIn simulator/ }).click();
    await panel().waitFor();
  };
  const panel = () => tab.getByRole('complementary', { name: 'LinkedIn simulator' });
  const button = (name: string) => panel().getByRole('button', { name });

  it('moves the clock and shows the time that it then is', async () => {
    await open();
    await panel().getByText('09:00').waitFor();
    await button('Advance the clock: +1 h').click();
    await panel().getByText('10:00').waitFor();
    await button('Advance the clock: +1 day').click();
    await panel().getByText('Tuesday, November 24th').waitFor();
    expect(advanced).toEqual([60, 1440]);
  });

  it('shows what reached LinkedIn, newest first, and what it made of it', async () => {
    const { strangers, connections } = await leadsOf(t);
    await t.invite(strangers[0]?.provider_id ?? '', 'Olá, Beatriz');
    await t.pass(3_600_000);
    await t.control({ fault: { error: 'request_timeout', commit: true } });
    await t.message(connections[0]?.provider_id ?? '', 'Bom dia');
    await t.view(strangers[1]?.lead ?? '', false);
    await open();
    const rows = panel().getByRole('listitem');
    await rows.first().waitFor();
    const shown = await rows.allInnerTexts();
    expect(shown).toHaveLength(2);
    expect(shown[0]).toMatch(/Message[\s\S]*Bom dia[\s\S]*done, but answered request timeout/);
    expect(shown[1]).toMatch(/Invitation Beatriz Carvalho[\s\S]*Olá, Beatriz/);
    await panel().getByLabel('reads').check();
    await panel().getByText('Profile read').waitFor();
  });

  it('lets people accept and reply, LinkedIn fail, and the account go down', async () => {
    const { strangers } = await leadsOf(t);
    await t.invite(strangers[0]?.provider_id ?? '', 'Olá');
    await open();
    await button('Accept').click();
    await expect.poll(() => t.hooks.map(({ body }) => body.event)).toContain('new_relation');
    await panel()
      .getByLabel('Person')
      .selectOption(strangers[0]?.lead ?? '');
    await panel().getByLabel('Reply').fill('Pode me ligar?');
    await button('Reply').click();
    await expect.poll(() => t.hooks.map(({ body }) => body.message)).toContain('Pode me ligar?');
    await panel().getByLabel('Fault', { exact: true }).selectOption('Invitation limit reached');
    await button('Inject').click();
    await panel().getByText('1 fault waits').waitFor();
    expect((await t.invite(strangers[1]?.provider_id ?? '')).body.type).toBe('errors/cannot_resend_yet');
    await panel().getByLabel('State of the account').selectOption('Restricted by LinkedIn');
    await expect.poll(async () => (await t.control()).accounts).toMatchObject([{ status: 'restricted' }]);
  });

  it('shows a broken rule in the panel and, closed, as a warning', async () => {
    const { strangers } = await leadsOf(t);
    await t.message(strangers[0]?.provider_id ?? '', 'oi');
    await open();
    const alert = panel().getByRole('alert');
    await alert.getByText('1 rule was broken').waitFor();
    await alert.getByText('a message to a person who is no connection').waitFor();
    await button('Close the LinkedIn simulator').click();
    await panel().waitFor({ state: 'detached' });
    await tab.getByRole('button', { name: 'LinkedIn simulator: rules were broken' }).waitFor();
  });

  it('stays open over a reload, and is not there where there is no simulator', async () => {
    await open();
    await tab.reload();
    await panel().waitFor();
    hasSimulator = false;
    const asked = tab.waitForResponse(/sandbox\/api\/linkedin/);
    await tab.reload();
    await tab.getByRole('combobox').first().waitFor();
    expect((await asked).status()).toBe(404);
    expect(await panel().count()).toBe(0);
    expect(await tab.getByRole('button', { name: /LinkedIn simulator/ }).count()).toBe(0);
  });
});
