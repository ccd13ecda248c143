import { mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser, howToGetABrowser } from '../sandbox/page/find-browser.ts';
import { ARTICLE } from './article.ts';
import { pdfOf } from './documents.ts';
import { useApp } from './use-app.ts';

const executablePath = findBrowser({ chromiumPath: process.env.CHROMIUM_PATH, path: process.env.PATH });
if (executablePath === null) console.warn(`Left out: the journey in a browser; ${howToGetABrowser}`);

/** Where the pictures of the journey go; `SCREENSHOTS=docs` renews the README's. */
const pictures = process.env.SCREENSHOTS ?? join(tmpdir(), 'greenlight-screenshots');

describe.skipIf(executablePath === null)('an article, by hand, on the workspace page', () => {
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
  const composer = () => page.getByRole('combobox', { name: /^Message #/ });
  /** Opens the thread of what a command asked for: the newest message with these words and with replies. */
  const openThread = (words: string) =>
    messages()
      .getByRole('article')
      .filter({ hasText: words })
      .getByRole('button', { name: /repl(y|ies)/ })
      .last()
      .click();
  const become = async (name: string) => {
    await page.getByRole('button', { name: /^You are / }).click();
    await page.getByRole('menuitemradio', { name: new RegExp(name) }).click();
    await page.getByRole('button', { name: new RegExp(`^You are ${name}`) }).waitFor();
  };
  const picture = async (name: string, height = 900, of: Page | Locator = page) => {
    const path = join(pictures, `${name}.png`);
    await page.setViewportSize({ width: 1440, height });
    await of.screenshot({ path });
    await page.setViewportSize({ width: 1440, height: 900 });
    expect(statSync(path).size).toBeGreaterThan(50_000);
  };

  test('a document is added, a plan agreed to, a draft refined by a reply and approved', {
    timeout: 180_000,
  }, async () => {
    await page.goto(`${app().url}/?user=U0MARINA&channel=C0MARKETING`);
    await composer().fill('/knowledge add');
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog');
    await form.waitFor();
    await form.locator('input[type=file]').setInputFiles({
      name: 'citric-passivation.pdf',
      mimeType: 'application/pdf',
      buffer: await pdfOf([
        'Passivation with citric acid',
        'The line has used citric acid in place of nitric acid since March. It leaves no nitrogen oxides in the air of the room, and the bath is easier to keep and to dispose of.',
        'Each batch is tested before it leaves the line, and the results are kept with the record of the batch.',
      ]),
    });
    await picture('knowledge-add');
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    await openThread('citric-passivation.pdf');
    await thread()
      .getByText(/is in the knowledge base/)
      .waitFor();
    await picture('knowledge-stored');
    await page.getByRole('button', { name: 'Close thread' }).click();

    await composer().fill(`/blog ${ARTICLE}`);
    await page.keyboard.press('Enter');
    await openThread(ARTICLE);
    await thread().getByText('Plan of the article').waitFor();
    await thread().getByRole('button', { name: 'Go on' }).waitFor();
    await picture('blog-plan', 1180);
    await thread().getByRole('button', { name: 'Go on' }).click();
    await thread().getByText('Draft, version 1').waitFor();
    await thread().getByRole('button', { name: 'Approve' }).waitFor();
    await picture('blog-draft', 1500);

    await thread()
      .getByRole('button', { name: /^Open picture 1 of/ })
      .first()
      .click();
    await page.getByRole('dialog', { name: /^Picture 1 of/ }).waitFor();
    await picture('blog-preview', 1100);
    await page.keyboard.press('Escape');

    await thread().getByRole('combobox').fill('shorter introduction, please');
    await page.keyboard.press('Enter');
    await thread().getByText('I understood:').waitFor();
    await thread().getByText('Draft, version 2').waitFor();
    await thread().getByText('What changed since the version before').waitFor();
    await thread().getByRole('button', { name: 'Approve' }).scrollIntoViewIfNeeded();
    expect(await thread().getByRole('button', { name: 'Approve' }).count()).toBe(1);
    await picture('blog-card', 1500, thread());

    await become('Lúcia');
    await openThread(ARTICLE);
    await thread().getByRole('button', { name: 'Approve' }).click();
    await thread()
      .getByText(/final\.html/)
      .first()
      .waitFor();
    await thread()
      .getByText(/Approved by/)
      .first()
      .waitFor();
    expect(await thread().getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await picture('blog-approved');
    expect(faults).toEqual([]);
  });
});
