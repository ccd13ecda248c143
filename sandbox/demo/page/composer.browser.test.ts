import type { Page as Tab } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveTestApp } from '../../../testing/page/app.ts';
import { hasBrowser, useTab } from '../../../testing/page/tab.ts';
import { startTestWorkspace, type TestWorkspace } from '../../../testing/workspace.ts';
import { createPage } from './start.ts';

const marketing = 'C0MARKETING';

describe.skipIf(!hasBrowser)('the composer of the workspace page', () => {
  const { tab: theTab, context, faults, leave } = useTab({ width: 1280, height: 800 });
  let workspace: TestWorkspace;
  let tab: Tab;
  const page = createPage();

  beforeEach(async () => {
    workspace = await startTestWorkspace();
    serveTestApp(workspace, page);
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
  const say = async (user_id: string, text: string, more: Record<string, unknown> = {}) => {
    const response = await fetch(`${workspace.origin}/sandbox/api/message`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ channel_id: marketing, user_id, text, ...more }),
    });
    expect(response.status, text).toBe(200);
    return String(((await response.json()) as { ts: string }).ts);
  };
  const composer = () => tab.getByRole('combobox', { name: /^Message / });
  const messages = () => tab.getByRole('log', { name: /^Messages in #/ });
  const row = (name: RegExp) => messages().getByRole('article', { name });
  const thread = () => tab.getByRole('complementary', { name: 'Thread' });
  const chosen = () => tab.getByRole('list', { name: 'Chosen files' }).getByRole('listitem');
  const editor = () => tab.getByRole('textbox', { name: 'Edit message' });
  const options = () => tab.getByRole('option');

  it('takes files that are dropped on its pane, shows them, lets one go and sends the rest with a text', async () => {
    await open('U0MARINA');
    const dataTransfer = await tab.evaluateHandle(() => {
      const dropped = new DataTransfer();
      dropped.items.add(new File(['the brief'], 'brief.txt', { type: 'text/plain' }));
      dropped.items.add(new File(['a;b'], 'wrong.csv', { type: 'text/csv' }));
      return dropped;
    });
    await messages().dispatchEvent('dragenter', { dataTransfer });
    await tab.getByText('Drop files here').waitFor();
    await messages().dispatchEvent('drop', { dataTransfer });
    await tab.getByText('Drop files here').waitFor({ state: 'detached' });
    await expect.poll(() => chosen().count()).toBe(2);
    await tab.getByRole('button', { name: 'Remove wrong.csv' }).click();
    await composer().fill('segue o briefing');
    await tab.keyboard.press('Enter');
    const sent = row(/segue o briefing/);
    await sent.getByText('brief.txt').first().waitFor();
    expect(await sent.getByText('wrong.csv').count()).toBe(0);
    expect(await chosen().count()).toBe(0);
    expect(await composer().inputValue()).toBe('');
  });

  it('takes a picture from the clipboard, shows it, and sends it without a word', async () => {
    await context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: workspace.origin });
    await open('U0MARINA');
    await tab.evaluate(async () => {
      const canvas = new OffscreenCanvas(40, 50);
      canvas.getContext('2d')?.fillRect(0, 0, 40, 50);
      const picture = await canvas.convertToBlob({ type: 'image/png' });
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
    });
    await composer().press('Control+v');
    await chosen().locator('img').waitFor();
    await tab.getByRole('button', { name: 'Send' }).click();
    const picture = row(/^Marina/).getByRole('img', { name: 'image.png' });
    await expect.poll(() => picture.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(40);
    await tab.evaluate(() => navigator.clipboard.writeText('só texto'));
    await composer().press('Control+v');
    expect(await composer().inputValue()).toBe('só texto');
    expect(await chosen().count()).toBe(0);
  });

  it('makes a link of what is selected by the dialog of the formatting bar, with the keyboard alone', async () => {
    await open('U0MARINA');
    await composer().fill('norma [1]');
    await tab.keyboard.press('Shift+Home');
    await tab.getByRole('toolbar', { name: 'Formatting' }).getByRole('button', { name: 'Link' }).click();
    const dialog = tab.getByRole('dialog', { name: 'Add link' });
    expect(await dialog.getByRole('textbox', { name: 'Text' }).inputValue()).toBe('norma [1]');
    await dialog.getByRole('textbox', { name: 'Link' }).fill('not an address');
    await tab.keyboard.press('Enter');
    await dialog.getByText('Please enter a whole address').waitFor();
    await dialog.getByRole('textbox', { name: 'Link' }).fill('example.com/f136_(ti)?a=1&b=2');
    await tab.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    // The caret stands behind the link.
    await tab.keyboard.type(' hoje');
    await tab.keyboard.press('Enter');
    const link = row(/^Marina.*hoje/).getByRole('link', { name: 'norma [1]', exact: true });
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe('https://example.com/f136_%28ti%29?a=1&b=2');
    await composer().fill('parado');
    await tab.keyboard.press('Control+Shift+u');
    await dialog.waitFor();
    await tab.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await composer().inputValue()).toBe('parado');
    expect(await composer().evaluate((area) => area === document.activeElement)).toBe(true);
  });

  it('edits one’s own last message with the up-arrow in an empty composer, here and in a thread', async () => {
    const ts = await say('U0MARINA', 'primeira');
    await say('U0PEDRO', 'de outra pessoa');
    await say('U0MARINA', 'resposta @lucia [aqui](https://example.com/x)', { thread_ts: ts });
    await open('U0MARINA', `channel=${marketing}&thread=${ts}`);
    await row(/de outra pessoa/).waitFor();
    await composer().fill('texto');
    await tab.keyboard.press('ArrowUp');
    expect(await editor().count()).toBe(0);
    await composer().fill('');
    await tab.keyboard.press('ArrowUp');
    expect(await editor().inputValue()).toBe('primeira');
    await editor().fill('segunda');
    await tab.keyboard.press('Enter');
    await row(/segunda/)
      .getByText('(edited)')
      .waitFor();
    await thread().getByText('resposta').waitFor();
    await thread().getByRole('combobox').press('ArrowUp');
    // As it was typed.
    expect(await editor().inputValue()).toBe('resposta @lucia [aqui](https://example.com/x)');
    await tab.keyboard.type('!');
    await tab.keyboard.press('Enter');
    const reply = thread().getByRole('article', { name: /resposta/ });
    await reply.getByText('(edited)').waitFor();
    await reply.getByRole('link', { name: 'aqui' }).waitFor();
  });

  it('brings a message into view that is edited by the up-arrow and stands far above', async () => {
    await say('U0MARINA', 'lá em cima');
    for (let n = 0; n < 60; n += 1) await say('U0PEDRO', `linha ${n}`);
    await open('U0MARINA');
    await row(/linha 59/).waitFor();
    await composer().press('ArrowUp');
    await editor().waitFor();
    const isInView = () =>
      editor().evaluate((area) => {
        const list = area.closest('.scroller')?.getBoundingClientRect();
        const own = area.getBoundingClientRect();
        return list !== undefined && own.top >= list.top && own.bottom <= list.bottom;
      });
    await expect.poll(isInView).toBe(true);
    await editor().fill('mudada');
    await tab.keyboard.press('Enter');
    await row(/mudada/)
      .getByText('(edited)')
      .waitFor();
  });

  it('offers the last command with the up-arrow, until something newer was said', async () => {
    await say('U0MARINA', 'antes');
    await open('U0MARINA');
    await composer().fill('/carousel 5 erros');
    await tab.keyboard.press('Enter');
    await messages().getByText('Got it:').waitFor();
    await tab.reload();
    await row(/antes/).waitFor();
    await composer().press('ArrowUp');
    expect(await composer().inputValue()).toBe('/carousel 5 erros');
    await composer().fill('depois');
    await tab.keyboard.press('Enter');
    await row(/depois/).waitFor();
    await composer().press('ArrowUp');
    expect(await editor().inputValue()).toBe('depois');
  });

  it('offers @channel and @here, asks before six people are called, and takes a typed <!channel> for text', async () => {
    await open('U0MARINA');
    await composer().pressSequentially('oi @ch');
    await tab.getByRole('option', { name: /^@channel/, selected: true }).waitFor();
    await tab.keyboard.press('Tab');
    expect(await composer().inputValue()).toBe('oi @channel ');
    await tab.keyboard.press('Enter');
    const question = tab.getByRole('dialog', { name: 'Call everyone with @channel?' });
    await question.getByText('5 other people in #marketing').waitFor();
    await question.getByRole('button', { name: 'Edit message' }).click();
    expect(await composer().inputValue()).toBe('oi @channel ');
    await composer().press('Enter');
    await question.getByRole('button', { name: 'Send now' }).click();
    await row(/oi @channel/)
      .locator('.mention-me')
      .waitFor();
    await composer().fill('<!here> é texto');
    await tab.keyboard.press('Enter');
    await row(/<!here> é texto/).waitFor();
    expect(await messages().locator('.mention-me').count()).toBe(1);
    await open('U0PEDRO', 'channel=C0GENERAL');
    const entry = tab.getByRole('button', { name: /^marketing/ });
    await expect.poll(() => entry.textContent()).toContain('1');
    await composer().pressSequentially('@every');
    await options()
      .filter({ hasText: /^.*@everyone/ })
      .waitFor();
  });
});
