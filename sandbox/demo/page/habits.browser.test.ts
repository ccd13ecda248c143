import type { Page as Tab } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { card, serveTestApp, type TestApp } from '../../../testing/page/app.ts';
import { hasBrowser, useTab } from '../../../testing/page/tab.ts';
import { startTestWorkspace, type TestWorkspace } from '../../../testing/workspace.ts';
import { createPage } from './start.ts';

const marketing = 'C0MARKETING';

describe.skipIf(!hasBrowser)('habits of Slack on the workspace page', () => {
  const { tab: theTab, faults, leave } = useTab({ width: 1280, height: 800 });
  let workspace: TestWorkspace;
  let app: TestApp;
  let tab: Tab;
  const page = createPage();

  beforeEach(async () => {
    workspace = await startTestWorkspace();
    app = serveTestApp(workspace, page);
    tab = theTab();
  });
  afterEach(async () => {
    await leave(workspace.origin);
    await workspace.stop();
    expect(faults).toEqual([]);
  });

  const open = async (user: string, path = `channel=${marketing}`) => {
    await tab.goto(`${workspace.origin}/?user=${user}&${path}`);
    await tab.getByRole('button', { name: /^You are/ }).waitFor();
  };
  const tell = async (path: string, body: Record<string, unknown>): Promise<Record<string, unknown>> => {
    const response = await fetch(`${workspace.origin}/sandbox/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ channel_id: marketing, ...body }),
    });
    expect(response.status, path).toBe(200);
    return (await response.json()) as Record<string, unknown>;
  };
  const say = async (user_id: string, text: string, more: Record<string, unknown> = {}) =>
    String((await tell('message', { user_id, text, ...more })).ts);
  const post = async (args: Record<string, unknown>) => String((await app.api('chat.postMessage', args)).ts);
  const composer = () => tab.getByRole('combobox', { name: /^Message / });
  const messages = () => tab.getByRole('log', { name: /^Messages in #/ });
  const row = (name: string | RegExp) => messages().getByRole('article', { name });
  const thread = () => tab.getByRole('complementary', { name: 'Thread' });
  const sidebar = () => tab.getByRole('navigation', { name: 'Channels and direct messages' });
  const focused = () => tab.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

  it('jumps with Ctrl+K and a few letters to a channel, a person, the app', async () => {
    await open('U0MARINA');
    await composer().waitFor();
    await tab.keyboard.press('Control+k');
    const jump = tab.getByRole('dialog', { name: 'Jump to' });
    await jump.getByRole('combobox').pressSequentially('gnr');
    await jump.getByRole('option', { name: /^general/, selected: true }).waitFor();
    await tab.keyboard.press('Enter');
    await tab.getByRole('combobox', { name: 'Message #general' }).waitFor();
    await tab.keyboard.press('Control+k');
    // Without the accent, and by the first letters of both names.
    await jump.getByRole('combobox').fill('lucia');
    await jump.getByRole('option', { name: /^Lúcia Ferraz/, selected: true }).waitFor();
    await jump.getByRole('combobox').fill('lf');
    await jump.getByRole('option', { name: /^Lúcia Ferraz/, selected: true }).waitFor();
    await tab.keyboard.press('Enter');
    await tab.getByRole('combobox', { name: 'Message Lúcia Ferraz' }).waitFor();
    await tab.keyboard.press('Control+k');
    await jump.getByRole('combobox').fill('greenlight');
    await tab.keyboard.press('Enter');
    await tab.getByRole('tab', { name: 'Messages', selected: true }).waitFor();
    await tab.keyboard.press('Control+k');
    await tab.keyboard.press('Escape');
    await jump.waitFor({ state: 'detached' });
  });

  it('draws the newest of a long channel, the older ones for who scrolls up or follows a link to one', async () => {
    const all: string[] = [];
    for (let n = 0; n < 150; n += 1) all.push(await post({ channel: marketing, text: `line ${n}.` }));
    await open('U0MARINA');
    await messages().getByText('line 149.').waitFor();
    const drawn = () => messages().getByRole('article').count();
    const first = await drawn();
    expect(first).toBeLessThan(100);
    await post({ channel: marketing, text: 'one more' });
    await messages().getByText('one more').waitFor();
    expect(await drawn()).toBe(first + 1);
    const oldest = messages().getByRole('article').first();
    const said = (await oldest.getAttribute('aria-label')) ?? '';
    await oldest.scrollIntoViewIfNeeded();
    await expect.poll(drawn).toBeGreaterThan(first + 1);
    // What stood there stays in sight.
    const kept = messages().getByRole('article', { name: said, exact: true });
    const place = await kept.boundingBox();
    expect(place?.y).toBeGreaterThan(0);
    expect(place?.y).toBeLessThan(800);
    await open('U0MARINA', 'channel=C0GENERAL');
    await tab.goto(`${workspace.origin}/archives/${marketing}/p${all[3]?.replace('.', '')}?user=U0MARINA`);
    await messages().locator('.message-marked').getByText('line 3.').waitFor();
    await expect.poll(drawn).toBe(151);
  });

  it('finds a message in a thread, shows it where it stands and marks it', async () => {
    const parent = await say('U0PEDRO', 'parent');
    await say('U0LUCIA', 'a nota do *titânio* está aqui', { thread_ts: parent });
    await open('U0MARINA', 'channel=C0GENERAL');
    await tab.keyboard.press('Control+g');
    await tab.keyboard.type('titanio');
    await tab.keyboard.press('Enter');
    await tab.getByText('1 result for “titanio”').waitFor();
    await tab.getByRole('button', { name: /in a thread.*a nota do titânio está aqui/ }).click();
    const found = thread().locator('.message-marked');
    await found.getByText('a nota do').waitFor();
    expect(await messages().getAttribute('aria-label')).toBe('Messages in #marketing');
    await tab.getByRole('textbox', { name: /^Search/ }).fill('from:@lucia nothing such');
    await tab.keyboard.press('Enter');
    await tab.getByRole('heading', { name: 'Nothing found' }).waitFor();
  });

  it('reacts with the picker, by keyboard alone, and takes it back with a press; who reacted is said', async () => {
    const ts = await say('U0PEDRO', 'pronto');
    await open('U0MARINA');
    await row(/Pedro Alves.*pronto/).focus();
    await tab.keyboard.press('r');
    const picker = tab.getByRole('dialog', { name: 'Pick an emoji' });
    await picker.getByRole('combobox').pressSequentially('celebrat');
    await picker.getByRole('option', { name: 'tada' }).waitFor();
    await picker.getByRole('combobox').fill('tada');
    await tab.keyboard.press('Enter');
    await picker.waitFor({ state: 'detached' });
    const mine = row(/pronto/).getByRole('button', { name: '1 tada: You' });
    await mine.waitFor();
    await tell('reaction', { user_id: 'U0LUCIA', ts, name: 'tada' });
    const both = row(/pronto/).getByRole('button', { name: '2 tada: You and Lúcia Ferraz', pressed: true });
    await both.click();
    await row(/pronto/)
      .getByRole('button', { name: '1 tada: Lúcia Ferraz', pressed: false })
      .waitFor();
  });

  it('edits the newest message of one’s own on E and says so; Delete asks first', async () => {
    await say('U0MARINA', 'primeira');
    await open('U0MARINA');
    await row(/primeira/).focus();
    await tab.keyboard.press('e');
    const editor = messages().getByRole('textbox', { name: 'Edit message' });
    await editor.fill('segunda');
    await tab.keyboard.press('Escape');
    await editor.waitFor({ state: 'detached' });
    expect(await focused()).toBe('Message #marketing');
    await row(/primeira/).focus();
    await tab.keyboard.press('e');
    await editor.fill('segunda');
    await tab.keyboard.press('Enter');
    await row(/segunda/)
      .getByText('(edited)')
      .waitFor();
    await row(/segunda/).focus();
    await tab.keyboard.press('Delete');
    await tab.getByRole('dialog', { name: 'Delete message' }).getByRole('button', { name: 'Delete' }).click();
    await row(/segunda/).waitFor({ state: 'detached' });
  });

  it('is one tab stop a list: arrows move, Enter opens the thread, controls inside are reached from their message', async () => {
    await say('U0PEDRO', 'um');
    await post({ channel: marketing, text: 'card', blocks: card });
    await say('U0LUCIA', 'três');
    await open('U0MARINA');
    await row(/três/).waitFor();
    const stops = await messages().evaluate(
      (list) => [...list.querySelectorAll<HTMLElement>('*')].filter((one) => one.tabIndex >= 0).length,
    );
    expect(stops).toBe(1);
    await composer().focus();
    await row(/três/).focus();
    await tab.keyboard.press('ArrowUp');
    expect(await focused()).toMatch(/^Greenlight/);
    await tab.keyboard.press('Tab');
    await tab.keyboard.press('Tab');
    await tab.keyboard.press('ArrowRight');
    await tab.keyboard.press('Escape');
    expect(await focused()).toMatch(/^Greenlight/);
    await tab.keyboard.press('Home');
    expect(await focused()).toMatch(/^Pedro Alves/);
    await tab.keyboard.press('Enter');
    await thread().getByText('um', { exact: true }).waitFor();
  });

  it('opens the card of a person from their name, with role and local time, and a conversation from it', async () => {
    await say('U0LUCIA', 'oi <@U0THOMAS>');
    await open('U0MARINA');
    await row(/^Lúcia/)
      .getByRole('button', { name: 'Lúcia Ferraz', exact: true })
      .click();
    const shown = tab.getByRole('dialog', { name: 'Lúcia Ferraz' });
    await shown.getByText('approver', { exact: true }).waitFor();
    await shown.getByText(/\d\d:\d\d local time, /).waitFor();
    await shown.getByRole('button', { name: 'Message' }).click();
    await tab.getByRole('combobox', { name: 'Message Lúcia Ferraz' }).fill('posso ajudar?');
    await tab.keyboard.press('Enter');
    await sidebar().getByRole('button', { name: 'Lúcia Ferraz' }).waitFor();
    await open('U0LUCIA');
    const direct = sidebar().getByRole('button', { name: /^Marina Souza/ });
    await expect.poll(() => direct.textContent()).toContain('1 unread');
    await direct.click();
    await tab.getByRole('log').getByText('posso ajudar?').waitFor();
    await expect.poll(() => direct.textContent()).not.toContain('unread');
  });

  it('lists the members of a channel, to be found and opened', async () => {
    await open('U0MARINA');
    await tab.getByRole('button', { name: /^View the \d+ members of #marketing/ }).click();
    const members = tab.getByRole('dialog', { name: 'Members of #marketing' });
    await members.getByRole('searchbox').fill('admin');
    await members.getByRole('button', { name: /Renata/ }).click();
    await tab
      .getByRole('dialog', { name: /^Renata/ })
      .getByText('admin', { exact: true })
      .waitFor();
  });

  it('lists the threads that one follows, with news first, and counts them until they were seen', async () => {
    const older = await say('U0MARINA', 'pergunta antiga');
    const newer = await say('U0MARINA', 'pergunta nova');
    await say('U0MARINA', 'eu mesma', { thread_ts: newer });
    await open('U0MARINA');
    const entry = sidebar().getByRole('button', { name: /^Threads/ });
    await expect.poll(() => entry.textContent()).toBe('Threads');
    await say('U0PEDRO', 'uma resposta', { thread_ts: older });
    await expect.poll(() => entry.textContent()).toContain('1 with unread replies');
    await entry.click();
    const cards = tab.getByRole('region', { name: /^Thread in marketing/ });
    await cards.first().getByText('uma resposta').waitFor();
    expect(await cards.first().getAttribute('aria-label')).toBe('Thread in marketing, new replies');
    expect(await cards.count()).toBe(2);
    await expect.poll(() => entry.textContent()).toBe('Threads');
    await cards.nth(1).getByRole('button', { name: 'Reply', exact: true }).click();
    await thread().getByRole('combobox').fill('mais uma');
    await tab.keyboard.press('Enter');
    await tab.getByRole('region', { name: 'Threads' }).getByText('mais uma').waitFor();
  });

  it('shows what the app says of its work in the thread, until it has answered', async () => {
    const ts = await say('U0MARINA', 'pedido');
    await open('U0MARINA', `channel=${marketing}&thread=${ts}`);
    await thread().getByText('pedido').waitFor();
    await app.api('assistant.threads.setStatus', {
      channel_id: marketing,
      thread_ts: ts,
      status: 'is reading the knowledge base…',
    });
    await thread().getByText('is reading the knowledge base…').waitFor();
    await post({ channel: marketing, thread_ts: ts, text: 'feito' });
    await thread().getByText('feito').waitFor();
    await thread().getByText('is reading the knowledge base…').waitFor({ state: 'detached' });
  });

  it('shows a reply that was also sent to the channel, and leads to its thread', async () => {
    const ts = await say('U0MARINA', 'qual a norma?');
    await say('U0LUCIA', 'ASTM F136', { thread_ts: ts, reply_broadcast: true });
    await open('U0MARINA');
    await row(/ASTM F136/)
      .getByText('replied to a thread:')
      .waitFor();
    await row(/ASTM F136/)
      .getByRole('button', { name: 'qual a norma?' })
      .click();
    await thread().getByText('Also sent to the channel').waitFor();
  });

  it('names other apps, workflows and people of other companies as what they are', async () => {
    await tell('app-message', { app: 'Jira', text: 'a ticket', has_no_user: true });
    await tell('app-message', { app: 'Onboarding', text: 'a step', is_workflow: true });
    const xenia = { user_id: 'U0XENIA', name: 'xenia', real_name: 'Xênia Alves' };
    await tell('person', { ...xenia, team_id: 'T0OTHER', is_stranger: true });
    await tell('channel', { shared_with: ['T0OTHER'] });
    await tell('membership', { user_id: 'U0XENIA', action: 'join' });
    await say('U0XENIA', 'olá de fora');
    await tell('channel', { name: 'mercado' });
    await open('U0MARINA');
    await row(/^Jira/).getByText('APP', { exact: true }).waitFor();
    await row(/^Onboarding/)
      .getByText('WORKFLOW', { exact: true })
      .waitFor();
    await row(/^Xênia Alves/)
      .getByText('EXTERNAL', { exact: true })
      .waitFor();
    await tab.getByText('Shared with other companies').waitFor();
    await messages().getByText('renamed the channel to #mercado.').waitFor();
  });

  it('stays at the newest message while a picture above it loads', async () => {
    const ts = await say('U0PEDRO', 'pictures');
    await app.uploadPictures(marketing, ts, 1);
    await say('U0LUCIA', 'depois', { thread_ts: ts });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await tab.route('**/sandbox/api/files/*', async (route) => {
      await held;
      await route.continue();
    });
    await tab.setViewportSize({ width: 1280, height: 320 });
    await open('U0MARINA', `channel=${marketing}&thread=${ts}`);
    await thread().getByText('depois').waitFor();
    release();
    const picture = thread().getByRole('img', { name: 'Slide 1' });
    await expect.poll(() => picture.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(40);
    const left = () =>
      thread()
        .getByRole('log')
        .evaluate((list) => list.scrollHeight - list.scrollTop - list.clientHeight);
    await expect.poll(left).toBeLessThan(60);
  });

  it('has everything within reach at the width of a phone', async () => {
    await tab.setViewportSize({ width: 390, height: 844 });
    const ts = await say('U0PEDRO', 'bom dia');
    await tell('reaction', { user_id: 'U0LUCIA', ts, name: 'eyes' });
    await open('U0MARINA');
    await row(/bom dia/)
      .getByRole('button', { name: 'Add reaction' })
      .first()
      .click();
    const box = await tab.getByRole('dialog', { name: 'Pick an emoji' }).boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 390 && box.y + box.height <= 844).toBe(true);
    await tab.keyboard.press('Escape');
    expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await tab.getByRole('textbox', { name: /^Search/ }).fill('bom');
    await tab.keyboard.press('Enter');
    await tab.getByText('1 result for “bom”').waitFor();
    await tab.getByRole('button', { name: 'Channels' }).click();
    await sidebar()
      .getByRole('button', { name: /^Threads/ })
      .click();
    await tab.getByRole('heading', { name: 'No threads yet' }).waitFor();
  });
});
