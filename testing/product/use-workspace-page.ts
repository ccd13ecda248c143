import { mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { findBrowser, howToGetABrowser } from '../../sandbox/demo/page/find-browser.ts';
import { browserFlags } from '../browser-flags.ts';
import { HANG_MS } from '../hang-ms.ts';
import { useApp } from './use-app.ts';

const executablePath = findBrowser({ chromiumPath: process.env.CHROMIUM_PATH, path: process.env.PATH });
/** Tests by hand are left out, and say so, on a machine without one. */
export const hasBrowser = executablePath !== null;
if (!hasBrowser) console.warn(`Left out: the journey in a browser; ${howToGetABrowser}`);

/** Where the pictures of the journey go; `SCREENSHOTS=docs` renews the README's. */
const pictures = process.env.SCREENSHOTS ?? join(tmpdir(), 'greenlight-screenshots');
const size = { width: 1440, height: 900 };

/** The product and a browser that shows its workspace page, for one test file. */
export function useWorkspacePage() {
  let launching: Promise<Browser>;
  // While the product starts.
  beforeAll(() => {
    launching = chromium.launch({ executablePath: executablePath ?? '', args: browserFlags });
    // Heard below.
    launching.catch(() => {});
  });
  const { app, slack } = useApp();
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    browser = await launching;
    page = await browser.newPage({ viewport: size });
    page.setDefaultTimeout(HANG_MS);
    page.on('pageerror', (error) => faults.push(error.message));
  });
  afterEach(async (context) => {
    if (context.task.result?.state === 'fail') await page.screenshot({ path: join(pictures, 'failed.png') });
  });
  afterAll(() => browser?.close());

  return {
    /** Errors of the page's own code. */
    faults,
    /** The same workspace without a browser, for what a test does not look at. */
    slack,
    page: () => page,
    open: (userId: string) => page.goto(`${app().url}/?user=${userId}&channel=C0MARKETING`),
    openHome: (userId: string) => page.goto(`${app().url}/?user=${userId}&view=home`),
    messages: () => page.getByRole('log', { name: /^Messages in #/ }),
    thread: () => page.getByRole('complementary', { name: 'Thread' }),
    home: () => page.getByRole('tabpanel', { name: 'Home' }),
    composer: () => page.getByRole('combobox', { name: /^Message #/ }),
    become: async (name: string) => {
      await page.getByRole('button', { name: /^You are / }).click();
      await page.getByRole('menuitemradio', { name: new RegExp(name) }).click();
      await page.getByRole('button', { name: new RegExp(`^You are ${name}`) }).waitFor();
    },
    picture: async (name: string, height = size.height, of: Page | Locator = page) => {
      const path = join(pictures, `${name}.png`);
      await page.setViewportSize({ ...size, height });
      await of.screenshot({ path });
      await page.setViewportSize(size);
      expect(statSync(path).size).toBeGreaterThan(50_000);
    },
  };
}
