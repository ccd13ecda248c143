import type { Page as Tab } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { axeFaults } from '../../../testing/page/axe.ts';
import { choose } from '../../../testing/page/choose.ts';
import { serveChoosingApp } from '../../../testing/page/choosing-app.ts';
import { everyBlock } from '../../../testing/page/every-block.ts';
import { hasBrowser, useTab } from '../../../testing/page/tab.ts';
import { webClientOf } from '../../../testing/slack/web-client.ts';
import { startTestWorkspace, type TestWorkspace } from '../../../testing/workspace.ts';
import { createPage } from './start.ts';

const HERE = 'C0MARKETING';

describe.skipIf(!hasBrowser)('blocks and choices on the workspace page', () => {
  const page = createPage();
  const { tab: theTab, faults, leave } = useTab({ width: 1280, height: 900 });
  let workspace: TestWorkspace;
  let app: ReturnType<typeof serveChoosingApp>;
  let tab: Tab;

  beforeEach(async () => {
    workspace = await startTestWorkspace();
    app = serveChoosingApp(workspace, page);
    tab = theTab();
  });
  afterEach(async () => {
    await leave(workspace.origin);
    await workspace.stop();
    expect(faults).toEqual([]);
  });

  const messages = () => tab.getByRole('log', { name: /^Messages in #/ });
  const open = async () => {
    await tab.goto(`${workspace.origin}/?user=U0MARINA&channel=${HERE}`);
    await tab.getByRole('combobox', { name: /^Message #/ }).waitFor();
  };
  const post = (blocks: object[], text = 'fallback') =>
    webClientOf(workspace).apiCall('chat.postMessage', { channel: HERE, text, blocks });
  const isCutOff = () =>
    tab.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

  it('draws each block, none as plain text, at 1280 and at 390 pixels', async () => {
    const all = everyBlock(workspace.origin);
    for (const blocks of Object.values(all)) await post(blocks);
    await open();
    const markdown = messages().locator('.block-markdown');
    await markdown.getByRole('heading', { name: 'Weekly note' }).waitFor();
    expect(await markdown.getByRole('cell').allInnerTexts()).toEqual([
      'first',
      'a.pdf',
      '12',
      'second',
      'b.pdf',
      '7',
    ]);
    expect(await markdown.getByRole('checkbox', { checked: true }).count()).toBe(1);
    await markdown.getByRole('button', { name: '@Pedro' }).waitFor();
    await messages().getByText('Write seven slides').waitFor();
    await messages().getByRole('img', { name: 'In progress' }).waitFor();
    await messages().getByText('How it is approved').waitFor();
    expect(await messages().getByText('fallback').count()).toBe(0);

    const table = messages().getByRole('table', { name: 'Drafts by channel' });
    await table.getByRole('button', { name: 'Drafts', exact: true }).click();
    await table.getByRole('button', { name: 'Drafts', exact: true }).click();
    expect(await table.getByRole('row').allInnerTexts()).toMatchObject(
      [/Drafts/, /#support/, /#marketing/].map((words) => expect.stringMatching(words)),
    );
    await messages().getByRole('button', { name: 'Next', exact: true }).click();
    await table.getByText('#sales').waitFor();

    const cards = messages().getByRole('region', { name: '4 cards' });
    await cards.getByRole('button', { name: 'Next cards' }).click();
    await cards.getByRole('button', { name: 'Previous cards' }).waitFor();
    await cards.getByRole('article').nth(1).getByRole('button', { name: 'Open' }).click();
    await messages().getByRole('button', { name: 'Inside' }).click();
    await expect.poll(() => app.clicks.length).toBe(2);
    expect(app.clicks).toMatchObject([
      { actions: [{ action_id: 'open-2', block_id: 'cards', value: '2' }] },
      { actions: [{ action_id: 'inside', block_id: 'inner', value: 'in' }] },
    ]);
    for (const colorScheme of ['light', 'dark'] as const) {
      await tab.emulateMedia({ colorScheme });
      expect(await axeFaults(tab)).toEqual([]);
    }
    await tab.emulateMedia({ colorScheme: 'light' });
    await tab.setViewportSize({ width: 390, height: 800 });
    await messages().getByText('How it is approved').waitFor();
    expect(await isCutOff()).toBe(false);
  });

  it('sends what is chosen from the app, of people, of places and of the calendar', async () => {
    await open();
    await tab.getByRole('combobox', { name: /^Message #/ }).fill('/carousel');
    await tab.keyboard.press('Enter');
    const form = tab.getByRole('dialog', { name: 'Choose' });
    const city = form.getByLabel('City', { exact: true });
    await city.click();
    await tab.getByText('Type at least 2 characters to search').waitFor();
    await city.pressSequentially('zz');
    await tab.getByText('No results').waitFor();
    await city.fill('ber');
    await tab.getByRole('option', { name: 'Bern', exact: true }).click();
    expect(await city.inputValue()).toBe('Bern');
    await form.getByLabel('Cities').click();
    await tab.getByText('Europe').waitFor();
    await tab.getByRole('option', { name: 'Lisbon', exact: true }).click();
    await form.getByLabel('Cities').pressSequentially('berl');
    await tab.getByRole('option', { name: 'Berlin', exact: true }).click();
    await tab.keyboard.press('Escape');
    await form.getByLabel('Person').click();
    await tab.getByRole('option', { name: /Pedro/ }).click();
    await choose(form.getByLabel('Channel'), '#sales');
    expect(await form.getByLabel('Place').inputValue()).toBe('#marketing');
    await form.getByLabel('Moment').fill('2026-12-24T18:30');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    const [sent] = app.submissions as {
      view: { state: { values: unknown } };
      response_urls: { response_url: string }[];
    }[];
    expect(sent?.view.state.values).toMatchObject({
      city: {
        value: { type: 'external_select', selected_option: { text: { text: 'Bern' }, value: 'bern' } },
      },
      cities: { value: { selected_options: [{ value: 'lisbon' }, { value: 'berlin' }] } },
      person: { value: { selected_user: 'U0PEDRO' } },
      channel: { value: { selected_channel: 'C0SALES' } },
      place: { value: { selected_conversation: HERE } },
      moment: { value: { selected_date_time: expect.any(Number) } },
    });
    expect(sent?.response_urls).toMatchObject([{ block_id: 'place', action_id: 'value', channel_id: HERE }]);
    const body = JSON.stringify({ response_type: 'in_channel', text: 'From the form' });
    await fetch(String(sent?.response_urls[0]?.response_url), { method: 'POST', body });
    await messages().getByText('From the form').waitFor();
  });

  it('says that choices could not be loaded, and that an app is down', async () => {
    const element = {
      type: 'external_select',
      action_id: 'city',
      min_query_length: 0,
      placeholder: { type: 'plain_text', text: 'A city' },
    };
    await post([
      {
        type: 'actions',
        elements: [element, { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
      },
    ]);
    app.break();
    await open();
    await messages().getByRole('combobox', { name: 'A city' }).click();
    await tab.getByText('The options could not be loaded').waitFor();
    await tab.keyboard.press('Escape');
    await messages().getByRole('button', { name: 'Go', exact: true }).click();
    await tab.getByText('Greenlight did not take that').waitFor();
    await tab.getByRole('combobox', { name: /^Message #/ }).fill('/carousel');
    await tab.keyboard.press('Enter');
    await messages().getByText('/carousel failed with the error "dispatch_failed"').waitFor();
  });

  it('shows what is hostile as letters', async () => {
    const script = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>';
    const link = '[press](javascript:window.hurt=1) <javascript:window.hurt=1|press>';
    const word = 'w'.repeat(600);
    const rightToLeft = '\u202eשלום מרחבא 🦷🏳️‍🌈';
    await workspace.call('POST', 'person', {
      user_id: 'U0PEDRO',
      real_name: `<b>Pedro</b> ${'n'.repeat(60)}`,
    });
    await workspace.say('U0PEDRO', HERE, `${script} ${link} ${word} ${rightToLeft}`);
    const text = `${script}\n\n${link}\n\n![x](javascript:window.hurt=1)\n\n${word}`;
    const mrkdwn = { type: 'mrkdwn', text: `${script} ${link} ${word}` };
    await post([
      { type: 'markdown', text },
      {
        type: 'card',
        title: { type: 'mrkdwn', text: word.slice(0, 150) },
        body: { type: 'mrkdwn', text: link },
      },
      { type: 'section', text: mrkdwn, fields: [mrkdwn, mrkdwn] },
      {
        type: 'table',
        rows: [
          [
            { type: 'raw_text', text: word },
            { type: 'raw_text', text: script },
          ],
        ],
      },
      {
        type: 'task_card',
        task_id: '1',
        title: script,
        status: 'pending',
        sources: [{ type: 'url', url: 'javascript:window.hurt=1', text: 'source' }],
      },
      { type: 'context', elements: [mrkdwn] },
      { type: 'header', text: { type: 'plain_text', text: word.slice(0, 150) } },
    ]);
    await post(
      Array.from({ length: 50 }, (_, n) => ({
        type: 'section',
        text: { type: 'plain_text', text: `line ${n}` },
      })),
    );
    await tab.setViewportSize({ width: 390, height: 800 });
    await open();
    await messages().getByText('line 49').waitFor();
    for (const pressed of await messages()
      .getByText(/^(press|source|x)$/)
      .all())
      await pressed.click();
    expect(await messages().locator('script, [href^="javascript"], [onerror]').count()).toBe(0);
    expect(await tab.evaluate(() => 'hurt' in window)).toBe(false);
    const wide = await messages().evaluate((log) =>
      [...log.querySelectorAll<HTMLElement>('.message *')]
        .filter(
          (one) =>
            !one.closest('.block-table, .carousel') &&
            one.getBoundingClientRect().right > window.innerWidth + 1,
        )
        .map((one) => one.className || one.tagName),
    );
    expect(wide).toEqual([]);
    expect(await isCutOff()).toBe(false);
  });

  it('holds hundreds of blocks, people who change while messages come, and a second tab', async () => {
    const line = (n: number) => ({ type: 'section', text: { type: 'mrkdwn', text: `line *${n}*` } });
    for (let n = 0; n < 6; n += 1) await post(Array.from({ length: 50 }, (_, at) => line(n * 50 + at)));
    await open();
    await messages().getByText('line 299', { exact: true }).waitFor();
    const second = await tab.context().newPage();
    await second.goto(`${workspace.origin}/?user=U0PEDRO&channel=${HERE}`);
    await tab.bringToFront();
    const people = ['Lúcia Ferraz', 'Renata', 'Marina Souza'];
    for (const [n, name] of people.entries()) {
      const said = workspace.say('U0THOMAS', HERE, `while ${n}`);
      await tab.getByRole('button', { name: /^You are / }).click();
      await tab.getByRole('menuitemradio', { name: new RegExp(name) }).click();
      await tab.getByRole('button', { name: new RegExp(`^You are ${name}`) }).waitFor();
      await said;
    }
    // The list is empty between two people.
    await expect
      .poll(() =>
        messages()
          .getByText(/^while \d$/)
          .allInnerTexts(),
      )
      .toEqual(['while 0', 'while 1', 'while 2']);
    await tab.getByRole('combobox', { name: /^Message #/ }).fill('from the first tab');
    await tab.keyboard.press('Enter');
    await second.getByText('from the first tab').waitFor();
    await second.getByText('while 2', { exact: true }).waitFor();
    expect((await workspace.messages(HERE)).at(-1)).toMatchObject({ user: 'U0MARINA' });
    await second.close();
  });
});
