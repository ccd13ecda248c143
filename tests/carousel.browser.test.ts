import { mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser, howToGetABrowser } from '../sandbox/page/find-browser.ts';
import { BRIEF } from './thread.ts';
import { useApp } from './use-app.ts';

const executablePath = findBrowser({ chromiumPath: process.env.CHROMIUM_PATH, path: process.env.PATH });
if (executablePath === null) console.warn(`Left out: the journey in a browser; ${howToGetABrowser}`);

/** Where the pictures of the journey go; `SCREENSHOTS=docs` renews the README's. */
const pictures = process.env.SCREENSHOTS ?? join(tmpdir(), 'greenlight-screenshots');

describe.skipIf(executablePath === null)('a carousel, by hand, on the workspace page', () => {
  const { app } = useApp();
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    browser = await chromium.launch({
      executablePath: executablePath ?? '',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    });
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => faults.push(error.message));
  });
  afterEach(async (context) => {
    if (context.task.result?.state === 'fail') await page.screenshot({ path: join(pictures, 'failed.png') });
  });
  afterAll(() => browser?.close());

  const messages = () => page.getByRole('log', { name: /^Messages in #/ });
  const thread = () => page.getByRole('complementary', { name: 'Thread' });
  const become = async (name: string) => {
    await page.getByRole('button', { name: /^You are / }).click();
    await page.getByRole('menuitemradio', { name: new RegExp(name) }).click();
    await page.getByRole('button', { name: new RegExp(`^You are ${name}`) }).waitFor();
  };
  const picture = async (name: string) => {
    const path = join(pictures, `${name}.png`);
    await page.screenshot({ path });
    expect(statSync(path).size).toBeGreaterThan(50_000);
  };

  test('typed, drafted, changed, approved', { timeout: 180_000 }, async () => {
    await page.goto(`${app().url}/?user=U0MARINA&channel=C0MARKETING`);
    const composer = page.getByRole('combobox', { name: /^Message #/ });
    await composer.pressSequentially('/car');
    await page.getByRole('option', { name: /\/carousel/ }).waitFor();
    await page.keyboard.press('Tab');
    await composer.pressSequentially(BRIEF);
    await page.keyboard.press('Enter');
    await messages().getByText('Only visible to you').waitFor();
    await messages()
      .getByRole('button', { name: /repl(y|ies)/ })
      .click();
    await thread().getByText('Draft, version 1').waitFor();
    await thread().getByText('Search the knowledge base').waitFor();

    await thread().getByRole('button', { name: 'Approve' }).click();
    await thread()
      .getByText(/four eyes/)
      .waitFor();

    await become('Lúcia');
    await messages()
      .getByRole('button', { name: /repl(y|ies)/ })
      .click();
    await thread().getByRole('button', { name: 'Request changes' }).waitFor();
    // Tall enough for a whole card: this one is in the README.
    await page.setViewportSize({ width: 1440, height: 1180 });
    await picture('workspace');
    await page.setViewportSize({ width: 1440, height: 900 });
    await thread().getByRole('button', { name: 'Request changes' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('slide 4: mais curto');
    await dialog.getByRole('button', { name: /send|submit|request/i }).click();
    await thread().getByText('Draft, version 2').waitFor();
    await thread()
      .getByText(/superseded by version 2/i)
      .first()
      .waitFor();
    expect(await thread().getByRole('button', { name: 'Approve' }).count()).toBe(1);

    await thread().getByRole('button', { name: 'Approve' }).click();
    await thread()
      .getByText(/final\.pdf/)
      .first()
      .waitFor();
    await thread()
      .getByText(/Approved by/)
      .first()
      .waitFor();
    expect(await thread().getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await picture('approved');
    expect(faults).toEqual([]);
  });

  test('the form refuses 13 slides and an empty brief, then starts a carousel', {
    timeout: 90_000,
  }, async () => {
    await page.goto(`${app().url}/?user=U0PEDRO&channel=C0MARKETING`);
    const composer = page.getByRole('combobox', { name: /^Message #/ });
    await composer.fill('/carousel');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await picture('briefing');
    await dialog.getByRole('textbox', { name: /Number of slides/ }).fill('13');
    await dialog.getByRole('button', { name: /start|draft|create/i }).click();
    await dialog.getByText(/12/).first().waitFor();
    await dialog.getByRole('textbox').first().fill('What ASTM F136 titanium means for implants');
    await dialog.getByRole('textbox', { name: /Number of slides/ }).fill('6');
    await dialog.getByRole('button', { name: /start|draft|create/i }).click();
    await dialog.waitFor({ state: 'detached' });
    await messages().getByText('What ASTM F136 titanium means for implants').last().waitFor();
    expect(faults).toEqual([]);
  });
});
