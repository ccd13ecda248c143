import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { findBrowser, howToGetABrowser } from '../../sandbox/demo/page/find-browser.ts';
import { browserFlags } from '../browser-flags.ts';
import { HANG_MS } from '../hang-ms.ts';

const executablePath = findBrowser({ chromiumPath: process.env.CHROMIUM_PATH, path: process.env.PATH });
/** Tests are left out, and say so, on a machine without one. */
export const hasBrowser = executablePath !== null;
if (!hasBrowser) console.warn(`Left out: the tests of the workspace page in a browser; ${howToGetABrowser}`);

/**
 * One tab for the tests of a file: a new one for each takes 1.7 s of processor time to show the page, the same one 0.6 s.
 * Each test begins with a blank page, nothing stored and nothing intercepted.
 */
export function useTab(viewport: { width: number; height: number }) {
  const faults: string[] = [];
  let browser: Browser;
  let context: BrowserContext;
  let tab: Page;
  let storage: CDPSession;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: browserFlags });
    context = await browser.newContext({ viewport });
    // So that a failure names the step.
    context.setDefaultTimeout(HANG_MS);
    tab = await context.newPage();
    tab.on('pageerror', (error) => faults.push(error.message));
    storage = await context.newCDPSession(tab);
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    await context.setOffline(false);
    await tab.setViewportSize(viewport);
    faults.length = 0;
  });
  return {
    context: () => context,
    tab: () => tab,
    /** Errors of the page's own code in this test. */
    faults,
    /** Leaves the page of `origin`, before its server stops. */
    async leave(origin: string): Promise<void> {
      await tab.unrouteAll({ behavior: 'ignoreErrors' });
      await tab.goto('about:blank');
      await storage.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    },
  };
}
