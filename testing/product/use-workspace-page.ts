import { mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { findBrowser, howToGetABrowser } from '../../sandbox/demo/page/find-browser.ts';
import { browserFlags } from '../browser-flags.ts';
import { HANG_MS } from '../hang-ms.ts';
import type { AppOptions } from './app.ts';
import { useApp } from './use-app.ts';

const executablePath = findBrowser({ chromiumPath: process.env.CHROMIUM_PATH, path: process.env.PATH });
/** Tests by hand are left out, and say so, on a machine without one. */
export const hasBrowser = executablePath !== null;
if (!hasBrowser) console.warn(`Left out: the journey in a browser; ${howToGetABrowser}`);

/** Where the pictures of the journey go; `SCREENSHOTS=docs` renews the README's. */
const pictures = process.env.SCREENSHOTS ?? join(tmpdir(), 'greenlight-screenshots');
const size = { width: 1440, height: 900 };

/** The places of the page that a person looks at. */
const placesOf = (page: () => Page) => ({
  messages: () => page().getByRole('log', { name: /^Messages in #/ }),
  thread: () => page().getByRole('complementary', { name: 'Thread' }),
  home: () => page().getByRole('tabpanel', { name: 'Home' }),
  composer: () => page().getByRole('combobox', { name: /^Message #/ }),
});

/** The product and a browser that shows its workspace page, for one test file. */
export function useWorkspacePage(options: AppOptions = {}) {
  let launching: Promise<Browser>;
  // While the product starts.
  beforeAll(() => {
    launching = chromium.launch({ executablePath: executablePath ?? '', args: browserFlags });
    // Heard below.
    launching.catch(() => {});
  });
  const { app, slack, start } = useApp(options);
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];
  const newTab = async (context: BrowserContextOptions): Promise<Page> => {
    const tab = await browser.newPage(context);
    tab.setDefaultTimeout(HANG_MS);
    tab.on('pageerror', (error) => faults.push(error.message));
    return tab;
  };
  const addressOf = (userId: string) => `${app().url}/?user=${userId}&channel=C0MARKETING`;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    browser = await launching;
    page = await newTab({ viewport: size });
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
    /** Another person at a browser of their own. */
    sit: async (userId: string, context: BrowserContextOptions) => {
      const tab = await newTab(context);
      await tab.goto(addressOf(userId));
      return { page: tab, ...placesOf(() => tab) };
    },
    /** SIGKILL of the product and all that it started, then a start at the same address with the same data. */
    killAndRestart: async () => {
      const { port } = new URL(app().url);
      await app().kill('group');
      await start({ PORT: port });
    },
    open: (userId: string) => page.goto(addressOf(userId)),
    openHome: (userId: string) => page.goto(`${app().url}/?user=${userId}&view=home`),
    ...placesOf(() => page),
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
