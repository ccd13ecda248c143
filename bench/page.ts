import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser, howToGetABrowser } from '../sandbox/demo/page/find-browser.ts';
import { createPage } from '../sandbox/demo/page/start.ts';
import { browserFlags } from '../testing/browser-flags.ts';
import { startTestWorkspace, type TestWorkspace } from '../testing/workspace.ts';
import { quantile, round2 } from './quantile.ts';

const CHANNEL = 'C0MARKETING';
const STORED = 200;
const LOADS = 10;
const POSTS = 200;

/**
 * What a person waits for on the workspace page: bytes and ms of a cold load (nothing cached) until the newest of 200
 * messages is drawn, and ms from a post of the bot to the frame that shows it. Beside each, in turn with it, a bare page: one
 * script line that follows the same events and reads the same messages.
 */
export async function benchPage(): Promise<Record<string, number>> {
  const executablePath = findBrowser({ chromiumPath: process.env.CHROMIUM_PATH, path: process.env.PATH });
  if (executablePath === null) throw new Error(`Cannot bench the page: ${howToGetABrowser}`);
  const workspace = await startTestWorkspace();
  const browser = await chromium.launch({ executablePath, args: browserFlags });
  try {
    const page = createPage();
    workspace.setApp((req, res) => {
      if (req.url === '/bare') {
        res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(bare);
        return true;
      }
      if (page.handle(req, res)) return true;
      if (req.url !== '/slack/events') return false;
      res.writeHead(200).end();
      return true;
    });
    for (let n = 0; n < STORED; n += 1) await post(workspace, `stored ${n}`);
    const address = { page: `/?user=U0MARINA&channel=${CHANNEL}`, bare: '/bare' };
    // The bundle is built at the first request.
    await coldLoad(browser, workspace.origin + address.page);
    const loads: Record<'page' | 'bare', { ms: number; bytes: number }[]> = { page: [], bare: [] };
    for (let n = 0; n < LOADS; n += 1)
      for (const kind of ['page', 'bare'] as const)
        loads[kind].push(await coldLoad(browser, workspace.origin + address[kind]));
    const pixels = { page: [] as number[], bare: [] as number[] };
    const tabs = {
      page: await watch(browser, workspace.origin + address.page),
      bare: await watch(browser, workspace.origin + address.bare),
    };
    for (let n = 0; n < POSTS; n += 1)
      for (const kind of ['page', 'bare'] as const) {
        const text = `seen ${kind} ${n}`;
        await tabs[kind].bringToFront();
        const shown = tabs[kind].evaluate(
          (wanted) => (globalThis as unknown as { shown(text: string): Promise<number> }).shown(wanted),
          text,
        );
        const at = Date.now();
        await post(workspace, text);
        pixels[kind].push((await shown) - at);
      }
    const ms = (kind: 'page' | 'bare') => loads[kind].map((load) => load.ms);
    return {
      weight_kb: round2((loads.page[0]?.bytes ?? Number.NaN) / 1024),
      first_message_p50_ms: quantile(ms('page'), 0.5),
      bare_first_message_p50_ms: quantile(ms('bare'), 0.5),
      post_to_pixels_p50_ms: quantile(pixels.page, 0.5),
      post_to_pixels_p99_ms: quantile(pixels.page, 0.99),
      bare_post_to_pixels_p50_ms: quantile(pixels.bare, 0.5),
      bare_post_to_pixels_p99_ms: quantile(pixels.bare, 0.99),
    };
  } finally {
    await browser.close();
    await workspace.stop();
  }
}

async function post(workspace: TestWorkspace, text: string): Promise<void> {
  const response = await fetch(`${workspace.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${workspace.slack.botToken}` },
    body: JSON.stringify({ channel: CHANNEL, text }),
  });
  const answer = (await response.json()) as { ok: boolean; error?: string };
  if (!answer.ok) throw new Error(`Cannot post "${text}": ${answer.error}`);
}

/** In a context of its own, so that nothing is cached. */
async function coldLoad(browser: Browser, url: string): Promise<{ ms: number; bytes: number }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const tab = await context.newPage();
    await tab.addInitScript(watching);
    await tab.goto(url);
    const at = await tab.evaluate(
      (wanted) => (globalThis as unknown as { shown(text: string): Promise<number> }).shown(wanted),
      `stored ${STORED - 1}`,
    );
    return tab.evaluate((shownAt) => {
      const loaded = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      const [own] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      const bytes = [...loaded, ...(own ? [own] : [])].reduce((sum, entry) => sum + entry.transferSize, 0);
      return { ms: shownAt - performance.timeOrigin, bytes };
    }, at);
  } finally {
    await context.close();
  }
}

async function watch(browser: Browser, url: string): Promise<Page> {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await tab.addInitScript(watching);
  await tab.goto(url);
  await tab.getByText(`stored ${STORED - 1}`, { exact: true }).waitFor();
  return tab;
}

/** `shown(text)`: when the frame after the one that draws the text begins, in ms since 1970. */
function watching(): void {
  const shown = (text: string) =>
    new Promise<number>((resolve) => {
      const look = () => {
        if (!document.body?.textContent?.includes(text)) return false;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
        return true;
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { childList: true, subtree: true, characterData: true });
      look();
    });
  Object.assign(globalThis, { shown });
}

const bare = `<!doctype html><meta charset="utf-8"><pre id="all"></pre><script>
const read = async () => { const { messages } = await (await fetch('/sandbox/api/messages?user_id=U0MARINA&channel_id=${CHANNEL}')).json();
  document.getElementById('all').textContent = messages.map((m) => m.text).join('\\n'); };
new EventSource('/sandbox/api/events').onmessage = read; read();
</script>`;
