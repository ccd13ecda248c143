import type { BrowserContext, Request, Page as Tab } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { card, serveTestApp, type TestApp } from '../../../testing/page/app.ts';
import { choose } from '../../../testing/page/choose.ts';
import { hasBrowser, useTab } from '../../../testing/page/tab.ts';
import { startTestWorkspace, type TestWorkspace } from '../../../testing/workspace.ts';
import { createPage } from './start.ts';

const marketing = 'C0MARKETING';

describe.skipIf(!hasBrowser)('the workspace page in a browser', () => {
  const { context: theContext, tab: theTab, faults, leave } = useTab({ width: 1280, height: 800 });
  let workspace: TestWorkspace;
  let app: TestApp;
  let context: BrowserContext;
  let tab: Tab;
  const page = createPage();

  beforeEach(async () => {
    workspace = await startTestWorkspace();
    app = serveTestApp(workspace, page);
    context = theContext();
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: workspace.origin });
    tab = theTab();
    tab.on('request', callsElsewhere);
  });
  afterEach(async () => {
    await leave(workspace.origin);
    tab.off('request', callsElsewhere);
    await workspace.stop();
    expect(faults).toEqual([]);
  });

  const callsElsewhere = (request: Request) => {
    if (!/^(data:|blob:|about:)/.test(request.url()) && !request.url().startsWith(workspace.origin)) {
      faults.push(`called ${request.url()}`);
    }
  };
  const open = async (user: string, path = `channel=${marketing}`) => {
    await tab.goto(`${workspace.origin}/?user=${user}&${path}`);
    await composer().waitFor();
  };
  const composer = () => tab.getByRole('combobox', { name: /^Message #/ });
  const messages = () => tab.getByRole('log', { name: /^Messages in #/ });
  const thread = () => tab.getByRole('complementary', { name: 'Thread' });
  const post = async (args: Record<string, unknown>) => String((await app.api('chat.postMessage', args)).ts);

  it('completes a command, sends it, and shows its answer to this person only', async () => {
    await open('U0MARINA');
    await composer().pressSequentially('/car');
    await tab.getByRole('option', { name: /\/carousel/ }).waitFor();
    await tab.keyboard.press('Tab');
    await composer().pressSequentially('5 erros');
    await tab.keyboard.press('Enter');
    await messages().getByText('Only visible to you').waitFor();
    await messages().getByText('Got it:').waitFor();
    expect(await composer().inputValue()).toBe('');

    await tab.getByRole('button', { name: /^You are Marina/ }).click();
    await tab.getByRole('menuitemradio', { name: /Pedro/ }).click();
    await tab.getByRole('button', { name: /^You are Pedro/ }).waitFor();
    await messages().getByText('This is the very beginning').waitFor();
    expect(await messages().getByText('Got it:').count()).toBe(0);
  });

  it('keeps what was typed, for each place and person, over another channel, Escape in a thread and a reload', async () => {
    const ts = await post({ channel: marketing, text: 'parent' });
    await open('U0MARINA', `channel=${marketing}&thread=${ts}`);
    const reply = () => thread().getByRole('combobox');
    await reply().fill('half a reply');
    await tab.keyboard.press('Escape');
    await thread().waitFor({ state: 'detached' });
    await composer().fill('half a message');
    await tab.getByRole('button', { name: 'general' }).click();
    await tab.getByRole('combobox', { name: 'Message #general' }).waitFor();
    expect(await composer().inputValue()).toBe('');
    await open('U0LUCIA');
    expect(await composer().inputValue()).toBe('');
    await open('U0MARINA', `channel=${marketing}&thread=${ts}`);
    expect(await composer().inputValue()).toBe('half a message');
    expect(await reply().inputValue()).toBe('half a reply');
    await reply().press('Enter');
    await thread().getByText('half a reply').waitFor();
    await tab.reload();
    await reply().waitFor();
    expect(await reply().inputValue()).toBe('');
  });

  it('says in words that Greenlight does not answer, and keeps what was typed', async () => {
    await open('U0MARINA');
    await composer().fill('written while it was away');
    await context.setOffline(true);
    await composer().press('Enter');
    await tab.getByText('Greenlight does not answer').waitFor();
    expect(await composer().inputValue()).toBe('written while it was away');
    await context.setOffline(false);
  });

  it('shows a whole conversation in a narrow window, with the channels behind a button', async () => {
    await tab.setViewportSize({ width: 400, height: 700 });
    await post({
      channel: marketing,
      text: 'a message that is long enough to be cut where a window is narrow',
    });
    await open('U0MARINA');
    const width = () => tab.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBe(400);
    const box = await composer().boundingBox();
    expect(box?.width).toBeGreaterThan(250);
    const channels = tab.getByRole('navigation', { name: 'Channels and direct messages' });
    expect(await channels.isVisible()).toBe(false);
    await tab.getByRole('button', { name: 'Channels' }).click();
    await channels.getByRole('button', { name: 'general' }).click();
    await tab.getByRole('combobox', { name: 'Message #general' }).waitFor();
    expect(await channels.isVisible()).toBe(false);
  });

  it('says which commands there are when one does not exist, and refuses commands in threads', async () => {
    const ts = await post({ channel: marketing, text: 'parent' });
    await open('U0MARINA', `channel=${marketing}&thread=${ts}`);
    await composer().fill('/nope');
    await tab.keyboard.press('Enter');
    await messages().getByText('is not a valid command').waitFor();
    await thread().getByRole('combobox').fill('/carousel x');
    await tab.keyboard.press('Enter');
    await thread().getByText('is not supported in threads').waitFor();
  });

  it('sends with Enter, breaks with Shift+Enter, and shows what was typed as text', async () => {
    await open('U0MARINA');
    await composer().fill('<b>one</b> <!channel>');
    await tab.keyboard.press('Shift+Enter');
    await tab.keyboard.type('two @lucia');
    // The popup with people is open: the first Enter takes the person, the second sends.
    await tab.keyboard.press('Enter');
    await tab.keyboard.press('Enter');
    const row = messages().getByRole('article', { name: /Marina Souza/ });
    await row.getByText('<b>one</b> <!channel>').waitFor();
    await row.getByText('@Lúcia Ferraz').waitFor();
    expect(await row.locator('b', { hasText: 'one' }).count()).toBe(0);
  });

  it('opens a thread from the reply count, replies in it, and marks the mention of another person', async () => {
    const ts = await post({ channel: marketing, text: 'A carousel' });
    await post({ channel: marketing, thread_ts: ts, text: 'Draft version 1', blocks: card });
    await open('U0LUCIA');
    await messages().getByText('1 for you').waitFor();
    await messages()
      .getByRole('button', { name: /1 reply/ })
      .click();
    await thread().getByText('1. <!channel> is text').waitFor();
    await thread().getByText('@Lúcia Ferraz').waitFor();
    await messages().getByText('1 for you').waitFor({ state: 'detached' });
    await thread().getByRole('combobox').fill('Vou olhar');
    await tab.keyboard.press('Enter');
    await thread().getByText('Vou olhar', { exact: true }).waitFor();
    // Under the pointer the line says "View thread" instead of when.
    await thread().getByRole('combobox').hover();
    await messages()
      .getByRole('button', { name: /2 replies\s+Last reply today at \d\d:\d\d/ })
      .waitFor();
  });

  it('shows at once that a click is being taken, then what it led to', async () => {
    const ts = await post({ channel: marketing, text: 'card', blocks: card });
    await open('U0LUCIA');
    const release = app.holdClicks();
    const approve = messages().getByRole('button', { name: 'Approve' });
    await approve.click();
    await tab.locator('button[aria-busy="true"]').waitFor();
    release();
    await messages().getByText('Approved by').waitFor();
    expect(await approve.count()).toBe(0);
    expect(app.clicks).toHaveLength(1);
    expect(app.clicks[0]).toMatchObject({
      message: { ts },
      actions: [{ action_id: 'approve', value: 'd1' }],
    });
  });

  it('asks first where the button says so, and sends nothing on No', async () => {
    await post({ channel: marketing, text: 'card', blocks: card });
    await open('U0LUCIA');
    await messages().getByRole('button', { name: 'Reject' }).click();
    await tab
      .getByRole('dialog', { name: 'Reject this draft?' })
      .getByRole('button', { name: 'Keep it' })
      .click();
    expect(app.clicks).toHaveLength(0);
    await messages().getByRole('button', { name: 'Reject' }).click();
    await tab.getByRole('dialog').getByRole('button', { name: 'Reject it' }).click();
    await messages().getByText('Approved by').waitFor();
    expect(app.clicks).toMatchObject([{ actions: [{ action_id: 'reject' }] }]);
  });

  it('fills a modal: an error under its field, then success', async () => {
    await open('U0MARINA');
    await composer().fill('/carousel');
    await tab.keyboard.press('Enter');
    const modal = tab.getByRole('dialog', { name: 'New carousel' });
    await modal.getByRole('button', { name: 'Start' }).click();
    await modal.getByText('Please complete this required field.').waitFor();
    await modal.getByLabel('Brief').fill('more');
    await modal.getByRole('button', { name: 'Start' }).click();
    await modal.getByText('Say which slide.').waitFor();
    await modal.getByLabel('Brief').fill('slide 4: shorter');
    await choose(modal.getByLabel('Language'), 'Português');
    await modal.getByRole('button', { name: 'Start' }).click();
    await modal.waitFor({ state: 'detached' });
    expect(app.submissions).toHaveLength(2);
    expect(app.submissions[1]).toMatchObject({
      view: {
        state: {
          values: {
            brief: { text: { value: 'slide 4: shorter' } },
            slides: { count: { value: '8' } },
            language: { choice: { selected_option: { value: 'pt' } } },
          },
        },
      },
    });
  });

  it('closes a modal with Escape, also for the sandbox', async () => {
    await open('U0MARINA');
    await composer().fill('/carousel');
    await tab.keyboard.press('Enter');
    await tab.getByRole('dialog', { name: 'New carousel' }).waitFor();
    await tab.keyboard.press('Escape');
    await tab.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(async () => (await workspace.views('U0MARINA')).modals.length).toBe(0);
  });

  it('opens pictures in a lightbox that the arrow keys move through', async () => {
    const ts = await post({ channel: marketing, text: 'A carousel' });
    await app.uploadPictures(marketing, ts, 3);
    await open('U0MARINA', `channel=${marketing}&thread=${ts}`);
    await thread().getByRole('button', { name: 'Open picture 2 of 3: Slide 2' }).click();
    await tab.getByRole('dialog', { name: 'Picture 2 of 3: Slide 2' }).waitFor();
    await tab.keyboard.press('ArrowRight');
    await tab.getByRole('dialog', { name: 'Picture 3 of 3: Slide 3' }).waitFor();
    await tab.keyboard.press('ArrowRight');
    await tab.getByRole('dialog', { name: 'Picture 1 of 3: Slide 1' }).waitFor();
    await tab.keyboard.press('ArrowLeft');
    const shown = tab.getByRole('dialog', { name: 'Picture 3 of 3: Slide 3' }).getByRole('img');
    expect(await shown.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(40);
    await tab.keyboard.press('Escape');
    await tab.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('keeps an ephemeral message dismissed after a reload', async () => {
    await app.api('chat.postEphemeral', { channel: marketing, user: 'U0MARINA', text: 'psst' });
    await app.api('chat.postMessage', { channel: marketing, text: 'for all' });
    await open('U0MARINA');
    await messages().getByText('psst').waitFor();
    await messages().getByRole('button', { name: 'Dismiss message' }).click();
    await messages().getByText('psst').waitFor({ state: 'detached' });
    await tab.reload();
    await messages().getByText('for all').waitFor();
    expect(await messages().getByText('psst').count()).toBe(0);
  });

  it('keeps the rest of the page when a block cannot be drawn, and shows the text instead', async () => {
    // The stand-in refuses such blocks, so this one is changed on its way to the page.
    await tab.route('**/sandbox/api/messages*', async (route) => {
      const response = await route.fetch();
      const body = await response.text();
      const undrawable = '"type":"rich_text","elements":[{"type":"rich_text_section"}]';
      await route.fulfill({ response, body: body.replace('"type":"divider"', undrawable) });
    });
    await post({ channel: marketing, text: 'said in words', blocks: [{ type: 'divider' }] });
    await post({ channel: marketing, text: 'the next one' });
    await open('U0MARINA');
    await messages().getByText('said in words').waitFor();
    await messages().getByText('the next one').waitFor();
  });

  it('closes only the question, not the thread behind it, with Escape', async () => {
    const ts = await post({ channel: marketing, text: 'A carousel' });
    await post({ channel: marketing, thread_ts: ts, text: 'card', blocks: card });
    await open('U0LUCIA', `channel=${marketing}&thread=${ts}`);
    await thread().getByRole('button', { name: 'Reject' }).click();
    await tab.getByRole('dialog', { name: 'Reject this draft?' }).waitFor();
    await tab.keyboard.press('Escape');
    await tab.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await thread().count()).toBe(1);
    expect(app.clicks).toHaveLength(0);
  });

  it('takes choices from menus: overflow with mouse and keyboard, select', async () => {
    const text = (words: string) => ({ type: 'plain_text', text: words });
    const options = [
      { text: text('Details'), value: 'details' },
      { text: text('Copy id'), value: 'copy' },
    ];
    const picks = [{ text: text('Portuguese'), value: 'pt' }];
    const elements = [
      { type: 'overflow', action_id: 'more', options },
      { type: 'static_select', action_id: 'pick', placeholder: text('Pick one'), options: picks },
    ];
    const blocks = elements.map((element) => ({ type: 'actions', elements: [element] }));
    // As an ephemeral message: the test app edits it away otherwise.
    await app.api('chat.postEphemeral', { channel: marketing, user: 'U0MARINA', text: 'menus', blocks });
    await open('U0MARINA');
    await messages().getByRole('button', { name: 'More options' }).click();
    await messages().getByText('Copy id', { exact: true }).click();
    await expect.poll(() => app.clicks.length).toBe(1);
    // A second choice is taken only when the first has been.
    await messages().locator('button[aria-busy="true"]').waitFor({ state: 'detached' });
    await messages().getByRole('button', { name: 'More options' }).press('Enter');
    await tab.keyboard.press('Enter');
    await expect.poll(() => app.clicks.length).toBe(2);
    await choose(messages().getByRole('combobox', { name: 'Pick one' }), 'Portuguese');
    await expect.poll(() => app.clicks.length).toBe(3);
    const chosen = app.clicks.map((click) => JSON.stringify(click.actions));
    expect(chosen[0]).toContain('"value":"copy"');
    expect(chosen[1]).toContain('"value":"details"');
    expect(chosen[2]).toContain('"value":"pt"');
  });

  it('marks a message whose text was edited', async () => {
    const ts = await post({ channel: marketing, text: 'Working' });
    await open('U0MARINA');
    await messages().getByText('Working').waitFor();
    await app.api('chat.update', { channel: marketing, ts, text: 'Done' });
    await messages().getByText('Done').waitFor();
    await messages().getByText('(edited)').waitFor();
  });

  it('copies preformatted text as it is', async () => {
    await post({ channel: marketing, text: 'card', blocks: card });
    await open('U0MARINA');
    await messages().getByRole('button', { name: 'Copy to clipboard' }).click();
    await messages().getByRole('button', { name: 'Copied' }).waitFor();
    expect(await tab.evaluate(() => navigator.clipboard.readText())).toBe('Post text\n#Implantes');
  });

  it('follows a permalink in place, into the thread it leads to', async () => {
    const ts = await post({ channel: marketing, text: 'A carousel' });
    const reply = await post({ channel: marketing, thread_ts: ts, text: 'the newest card' });
    const { permalink } = await app.api('chat.getPermalink', { channel: marketing, message_ts: reply });
    await post({ channel: 'C0GENERAL', text: `See <${String(permalink)}|version 2>` });
    await open('U0MARINA', 'channel=C0GENERAL');
    await tab.evaluate(() => document.body.setAttribute('data-same-page', ''));
    await messages().getByRole('link', { name: 'version 2' }).click();
    await thread().getByText('the newest card').waitFor();
    await tab.getByRole('log', { name: 'Messages in #marketing' }).waitFor();
    expect(await tab.locator('body[data-same-page]').count()).toBe(1);
    await tab.goto(String(permalink));
    await thread().getByText('the newest card').waitFor();
  });

  it('shows unread channels and mentions, and clears them when they are opened', async () => {
    await open('U0MARINA', 'channel=C0GENERAL');
    await post({ channel: marketing, text: 'for all' });
    const row = tab.getByRole('button', { name: /^marketing/ });
    await expect.poll(() => row.textContent()).toContain('unread');
    await post({ channel: marketing, text: 'hello <@U0MARINA>' });
    await expect.poll(() => row.textContent()).toContain('1 unread mentions');
    await row.click();
    await tab.getByText('@Marina Souza').waitFor();
    await tab.getByRole('button', { name: /^general/ }).click();
    await expect.poll(() => row.textContent()).toBe('marketing');
  });

  it('catches up after the connection was lost', async () => {
    let isDown = true;
    await tab.route('**/sandbox/api/events', (route) => (isDown ? route.abort() : route.continue()));
    await open('U0MARINA');
    await tab.getByText('Reconnecting…').waitFor();
    await post({ channel: marketing, text: 'said meanwhile' });
    isDown = false;
    await messages().getByText('said meanwhile').waitFor();
    await tab.getByText('Reconnecting…').waitFor({ state: 'detached' });
  });

  it('shows the Home tab: empty at first, then what the app publishes', async () => {
    await open('U0LUCIA');
    await tab.getByRole('button', { name: 'Greenlight', exact: true }).click();
    await tab.getByText('Nothing here yet').waitFor();
    const header = { type: 'header', text: { type: 'plain_text', text: 'My approvals' } };
    await app.api('views.publish', { user_id: 'U0LUCIA', view: { type: 'home', blocks: [header] } });
    await tab.getByRole('heading', { name: 'My approvals' }).waitFor();
    await tab.getByRole('tab', { name: 'Messages' }).click();
    await tab.getByRole('combobox', { name: 'Message Greenlight' }).fill('oi');
    await tab.keyboard.press('Enter');
    await tab.getByRole('log').getByText('oi', { exact: true }).waitFor();
  });

  it('says that it is a sandbox, and lists only the channels of the person', async () => {
    await open('U0GUEST');
    await tab.getByText('Sandbox — not Slack').waitFor();
    const rows = tab.getByRole('navigation', { name: 'Channels and direct messages' });
    expect(await rows.getByRole('button', { name: 'marketing' }).count()).toBe(1);
    expect(await rows.getByRole('button', { name: 'diretoria' }).count()).toBe(0);
    expect(await rows.getByRole('button', { name: 'general' }).count()).toBe(0);
  });
});
