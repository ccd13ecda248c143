import type { Page as Tab } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { choose } from '../../../testing/page/choose.ts';
import { serveFormsApp } from '../../../testing/page/forms-app.ts';
import { hasBrowser, useTab } from '../../../testing/page/tab.ts';
import { startTestWorkspace, type TestWorkspace } from '../../../testing/workspace.ts';
import { createPage } from './start.ts';

const marketing = 'C0MARKETING';
const norma = { name: 'norma.md', mimeType: 'text/markdown', buffer: Buffer.from('# ISO 13485') };

describe.skipIf(!hasBrowser)('forms, files and edits on the workspace page', () => {
  const page = createPage();
  const { tab: theTab, faults, leave } = useTab({ width: 1280, height: 900 });
  let workspace: TestWorkspace;
  let app: ReturnType<typeof serveFormsApp>;
  let tab: Tab;

  beforeEach(async () => {
    workspace = await startTestWorkspace();
    app = serveFormsApp(workspace, page);
    tab = theTab();
  });
  afterEach(async () => {
    await leave(workspace.origin);
    await workspace.stop();
    expect(faults).toEqual([]);
  });

  const composer = () => tab.getByRole('combobox', { name: /^Message #/ });
  const messages = () => tab.getByRole('log', { name: /^Messages in #/ });
  const dialog = (name: string) => tab.getByRole('dialog', { name });
  const open = async (user = 'U0MARINA', path = '') => {
    await tab.goto(`${workspace.origin}/?user=${user}&channel=${marketing}${path}`);
    await composer().waitFor();
  };
  const type = async (text: string) => {
    await composer().fill(text);
    await tab.keyboard.press('Enter');
  };
  const sent = (n = 0) =>
    (app.submissions[n]?.view as { state: { values: unknown } } | undefined)?.state.values;

  it('sends what is prefilled and what was changed: lines, select, radio, checkboxes', async () => {
    await open();
    await type('/carousel');
    const form = dialog('House rule');
    expect(await form.getByLabel('Voice').inputValue()).toBe('calm\nand exact');
    expect(await form.getByLabel('Kind').inputValue()).toBe('A claim');
    expect(await form.getByLabel('Blocks').isChecked()).toBe(true);
    await form.getByLabel('Voice').fill('one\ntwo');
    await choose(form.getByLabel('Kind'), 'A disclaimer');
    await form.getByLabel('Warns').check();
    await form.getByLabel('slides').uncheck();
    await form.getByLabel('posts').check();
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    expect(sent()).toMatchObject({
      voice: { value: { value: 'one\ntwo' } },
      kind: { value: { selected_option: { value: 'disclaimer' } } },
      severity: { value: { selected_option: { value: 'warn' } } },
      scope: { value: { selected_options: [{ value: 'articles' }, { value: 'posts' }] } },
      file: { value: { type: 'file_input', files: [] } },
    });
  });

  it('uploads a file into a form, shows it, and takes it out again', async () => {
    await open();
    await type('/carousel');
    const form = dialog('House rule');
    await form.locator('input[type=file]').setInputFiles(norma);
    await form.getByText('11 bytes').waitFor();
    expect(await form.getByRole('button', { name: 'Add file' }).count()).toBe(0);
    await form.getByRole('button', { name: 'Remove norma.md' }).click();
    await form.locator('input[type=file]').setInputFiles({ ...norma, name: 'other.md' });
    await form.getByText('other.md').waitFor();
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    expect(sent()).toMatchObject({
      file: { value: { files: [{ name: 'other.md', size: 11, url_private: expect.any(String) }] } },
    });
  });

  it('refuses a file of another kind and one above 10 MB, and keeps what was typed', async () => {
    await open();
    await type('/carousel');
    const form = dialog('House rule');
    await form.getByLabel('Voice').fill('kept');
    await form.locator('input[type=file]').setInputFiles({ ...norma, name: 'a.exe' });
    await form.getByText('“a.exe” cannot be uploaded here; accepted: pdf, md.').waitFor();
    const large = Buffer.alloc(10 * 1024 ** 2 + 1);
    await form.locator('input[type=file]').setInputFiles({ ...norma, buffer: large });
    await form.getByText('“norma.md” has 11 MB.').waitFor();
    expect(await form.getByLabel('Voice').inputValue()).toBe('kept');
    expect(await form.getByRole('button', { name: 'Add file' }).count()).toBe(1);
  });

  it('pushes a view on a view, comes back to what was typed, and asks before a button that asks', async () => {
    await open();
    await type('/carousel');
    await dialog('House rule').getByLabel('Voice').fill('typed before');
    await dialog('House rule').getByRole('button', { name: 'History' }).click();
    await dialog('History').getByText('Version 3, by Renata').waitFor();
    await dialog('History').getByRole('button', { name: 'Back to this' }).click();
    await dialog('Go back?').getByRole('button', { name: 'Go back' }).click();
    await expect.poll(() => app.clicks.length).toBe(2);
    expect(app.clicks[1]).toMatchObject({
      actions: [{ action_id: 'restore', value: '3' }],
      container: { type: 'view' },
    });
    await dialog('History').getByRole('button', { name: 'Back', exact: true }).first().click();
    await dialog('History').waitFor({ state: 'detached' });
    expect(await dialog('House rule').getByLabel('Voice').inputValue()).toBe('typed before');
    expect((await workspace.views('U0MARINA')).modals).toHaveLength(1);
  });

  it('follows an update of the open view and keeps what was typed in it', async () => {
    await open();
    await type('/carousel');
    await dialog('House rule').getByLabel('Voice').fill('typed before');
    await dialog('House rule').getByRole('button', { name: 'Refresh' }).click();
    const again = dialog('Refreshed');
    await again.waitFor();
    expect(await again.getByLabel('Voice').inputValue()).toBe('typed before');
    await again.getByRole('button', { name: 'Save' }).click();
    await again.waitFor({ state: 'detached' });
    expect(sent()).toMatchObject({ voice: { value: { value: 'typed before' } } });
  });

  it('turns the pages of a private list in place, and asks before an entry of its menu', async () => {
    await open();
    await type('/carousel list');
    await messages().getByText('Page 1').waitFor();
    await messages().getByRole('button', { name: 'More', exact: true }).click();
    await messages().getByText('Page 2').waitFor();
    expect(await messages().getByText('Page 1').count()).toBe(0);
    await messages().getByRole('button', { name: 'More options' }).nth(1).click();
    await messages().getByText('Remove', { exact: true }).click();
    await dialog('Go on?').getByText('With document b2.').waitFor();
    await dialog('Go on?').getByRole('button', { name: 'No' }).click();
    expect(app.clicks).toHaveLength(1);
    await messages().getByRole('button', { name: 'More options' }).nth(1).click();
    await messages().getByText('Remove', { exact: true }).click();
    await dialog('Go on?').getByRole('button', { name: 'Yes' }).click();
    await expect.poll(() => app.clicks.length).toBe(2);
    expect(app.clicks[1]).toMatchObject({
      actions: [{ action_id: 'entry', block_id: 'entry-b', selected_option: { value: 'remove:b2' } }],
      container: { is_ephemeral: true },
    });
  });

  it('sends files with a message, without words too', async () => {
    await open();
    const attach = tab.getByLabel('Attach files');
    await attach.setInputFiles([norma, { ...norma, name: 'b.pdf' }]);
    await tab.getByRole('button', { name: 'Remove b.pdf' }).click();
    await tab.getByRole('button', { name: 'Send' }).click();
    await messages().getByText('norma.md').waitFor();
    expect(await tab.getByRole('list', { name: 'Chosen files' }).count()).toBe(0);
    const [message] = await workspace.messages(marketing);
    expect(message).toMatchObject({ text: '', files: [{ name: 'norma.md', size: 11 }] });
    await attach.setInputFiles(norma);
    await type('/carousel with a file');
    await messages().getByText('takes no files').waitFor();
    expect(await composer().inputValue()).toBe('/carousel with a file');
  });

  it('edits a message of one’s own in place, and deletes it when asked twice', async () => {
    const ts = await workspace.say('U0MARINA', marketing, 'shorter, @lucia & <b>');
    await workspace.say('U0LUCIA', marketing, 'another’s');
    await open();
    const mine = messages().getByRole('article', { name: /Marina Souza/ });
    await mine.hover();
    await mine.getByRole('button', { name: 'Edit message' }).click();
    const editor = mine.getByRole('textbox', { name: 'Edit message' });
    expect(await editor.inputValue()).toBe('shorter, @lucia & <b>');
    await editor.fill('longer, @thomas');
    await tab.keyboard.press('Enter');
    await mine.getByText('@Thomas Weber').waitFor();
    await mine.getByText('(edited)').waitFor();
    expect((await workspace.messages(marketing)).find((m) => m.ts === ts)?.text).toBe('longer, <@U0THOMAS>');

    const other = messages().getByRole('article', { name: /Lúcia Ferraz/ });
    await other.hover();
    expect(await other.getByRole('button', { name: /Edit|Delete/ }).count()).toBe(0);

    await mine.hover();
    await mine.getByRole('button', { name: 'Delete message' }).click();
    await dialog('Delete message').getByRole('button', { name: 'Cancel' }).click();
    expect(await mine.count()).toBe(1);
    await mine.hover();
    await mine.getByRole('button', { name: 'Delete message' }).click();
    await dialog('Delete message').getByRole('button', { name: 'Delete' }).click();
    await mine.waitFor({ state: 'detached' });
  });

  it('leaves a message as it was on Escape, and the thread open', async () => {
    const root = await workspace.say('U0MARINA', marketing, 'root');
    await workspace.say('U0MARINA', marketing, 'a reply', root);
    await open('U0MARINA', `&thread=${root}`);
    const thread = tab.getByRole('complementary', { name: 'Thread' });
    const reply = thread.getByRole('article').filter({ hasText: 'a reply' });
    await reply.hover();
    await reply.getByRole('button', { name: 'Edit message' }).click();
    await reply.getByRole('textbox').fill('changed');
    await tab.keyboard.press('Escape');
    await thread.getByText('a reply').waitFor();
    expect(await thread.count()).toBe(1);
  });
});
