import { describe, expect, test } from 'vitest';
import { axeFaults } from '../testing/page/axe.ts';
import { isFocused, reach } from '../testing/page/reach.ts';
import { until } from '../testing/product/app.ts';
import { BRIEF, MARINA } from '../testing/product/thread.ts';
import { hasBrowser, useWorkspacePage } from '../testing/product/use-workspace-page.ts';

describe.skipIf(!hasBrowser)('the workspace page for everybody', () => {
  const { page, open, openHome, faults, messages, thread, home, composer, slack } = useWorkspacePage();
  const guide = () => page().getByRole('region', { name: 'First minute' });
  const press = (key: string) => page().keyboard.press(key);

  test('with the keyboard alone: a command, its card, another person, Approve; the guide ticks what happened', async () => {
    await open(MARINA);
    await composer().waitFor();
    const done = (step: string) =>
      guide().getByRole('listitem').filter({ hasText: step }).getByText('(done)');
    await guide().getByText('Ask for a carousel').waitFor();
    expect(await done('Ask for a carousel').count()).toBe(0);
    await reach('Tab', guide().getByRole('button', { name: 'Type it for me' }));
    await press('Enter');
    await expect.poll(() => composer().inputValue()).toMatch(/^\/carousel ./);
    expect(await isFocused(composer())).toBe(true);
    // Another brief than the suggested one, which the other walks know.
    await press('Control+a');
    await page().keyboard.insertText(`/carousel ${BRIEF}`);
    await press('Enter');
    await done('Ask for a carousel').waitFor();
    await done('The draft arrives').waitFor();
    await press('ArrowUp');
    expect(await composer().inputValue()).toBe(`/carousel ${BRIEF}`);
    await press('Control+a');
    await press('Delete');

    const card = messages().getByRole('article').filter({ hasText: BRIEF }).last();
    await reach('Shift+Tab', messages().getByRole('article'));
    await reach('ArrowUp', card);
    await press('Enter');
    await thread().getByText('Draft, version 1').waitFor();

    await reach('Tab', page().getByRole('button', { name: /^You are Marina/ }));
    await press('Enter');
    await reach('ArrowDown', page().getByRole('menuitemradio', { name: /Lúcia/ }));
    await press('Enter');
    await page()
      .getByRole('button', { name: /^You are Lúcia/ })
      .waitFor();
    const approve = thread().getByRole('button', { name: 'Approve' });
    await approve.waitFor();
    const draft = thread()
      .getByRole('article')
      .filter({ has: page().getByRole('button', { name: 'Approve' }) });
    await reach('Shift+Tab', thread().getByRole('article'));
    await press('End');
    await reach('ArrowUp', draft);
    await reach('ArrowRight', approve);
    await press('Enter');
    await thread()
      .getByText(/Approved by/)
      .first()
      .waitFor();
    await guide().getByText('That is Greenlight').waitFor();
    await page().reload();
    await composer().waitFor();
    // Who comes back needs no guide.
    expect(await guide().count()).toBe(0);
    expect(faults).toEqual([]);
  });

  test('a PDF opens inside the page, its pages drawn, and nothing is asked of another server', async () => {
    const asked: string[] = [];
    page().on('request', (request) => asked.push(request.url()));
    await open(MARINA);
    const channel = await slack.channel('marketing');
    const root = await until('the carousel', async () =>
      (await slack.messages(MARINA, channel)).findLast(
        (m) => Number((m as { reply_count?: number }).reply_count) > 0,
      ),
    );
    await page().goto(`${page().url()}&thread=${root.ts}`);
    await thread()
      .getByRole('button', { name: /^Open .*final.*\.pdf/ })
      .first()
      .click();
    const viewer = page().getByRole('dialog', { name: /^PDF: / });
    await viewer.getByText(/Page 1 of \d+/).waitFor();
    const drawn = () =>
      viewer
        .locator('canvas')
        .first()
        .evaluate((canvas) => {
          const { width, height } = canvas as HTMLCanvasElement;
          const data = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data;
          return new Set(data).size;
        });
    await expect.poll(drawn).toBeGreaterThan(10);
    await press('End');
    await viewer.getByText(/Page ([2-9]|1\d) of \d+/).waitFor();
    await press('Escape');
    await viewer.waitFor({ state: 'detached' });
    expect(await thread().count()).toBe(1);
    const own = new URL(page().url()).origin;
    expect(asked.filter((url) => !url.startsWith(own) && !/^(data|blob):/.test(url))).toEqual([]);
  });

  test.each([
    ['light', 1280, 800],
    ['dark', 1280, 800],
    ['light', 390, 844],
    ['dark', 390, 844],
  ] as const)('axe finds no serious fault, %s, %i pixels wide', async (scheme, width, height) => {
    await page().emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page().setViewportSize({ width, height });
    const found: Record<string, string[]> = {};
    await open(MARINA);
    await composer().waitFor();
    await messages().getByRole('article').first().waitFor();
    found.channel = await axeFaults(page());
    const channel = await slack.channel('marketing');
    const root = (await slack.messages(MARINA, channel)).findLast(
      (m) => Number((m as { reply_count?: number }).reply_count) > 0,
    );
    await page().goto(`${page().url()}&thread=${root?.ts}`);
    await thread().getByRole('article').first().waitFor();
    found.thread = await axeFaults(page());
    await open(MARINA);
    await composer().fill('/carousel');
    await press('Enter');
    await page().getByRole('dialog').waitFor();
    found.window = await axeFaults(page());
    await press('Escape');
    await page().getByRole('dialog').waitFor({ state: 'detached' });
    await openHome(MARINA);
    await home().getByRole('heading').first().waitFor();
    found.home = await axeFaults(page());
    await page()
      .getByRole('button', { name: /LinkedIn simulator/ })
      .click();
    await page().getByRole('region', { name: 'What is real' }).waitFor();
    found.panel = await axeFaults(page());
    await page().getByRole('button', { name: 'Close the LinkedIn simulator' }).click();
    expect(found).toEqual({ channel: [], thread: [], window: [], home: [], panel: [] });
    expect(faults).toEqual([]);
  });
});
