import { loadavg } from 'node:os';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser, howToGetABrowser } from '../sandbox/demo/page/find-browser.ts';
import { createPage } from '../sandbox/demo/page/start.ts';
import { browserFlags } from '../testing/browser-flags.ts';
import { startTestWorkspace, type TestWorkspace } from '../testing/workspace.ts';
import { quantile } from './quantile.ts';

const CHANNEL = 'C0MARKETING';
const LOADS = 10;
const POSTS = 200;
const kinds = ['page', 'bare'] as const;

/**
 * What a person waits for on the workspace page, in a channel of few messages and in one of many: the cold load (nothing
 * cached) until the newest message is drawn, and ms from a post of the bot to the frame that shows it: from when
 * chat.postMessage was sent, and from when it was answered. Beside each, in turn with it, a bare page: a few lines of script
 * that follow the same events, read the one message that each names and append it.
 */
export async function benchPage(): Promise<Record<string, Record<string, number>>> {
  return { few: await benchChannel(20), many: await benchChannel(520) };
}

async function benchChannel(stored: number): Promise<Record<string, number>> {
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
    for (let n = 0; n < stored; n += 1) await post(workspace, `stored ${n}`);
    const newest = `stored ${stored - 1}`;
    const address = {
      page: `${workspace.origin}/?user=U0MARINA&channel=${CHANNEL}`,
      bare: `${workspace.origin}/bare`,
    };
    // The bundle is built at the first request.
    await coldLoad(browser, address.page, newest);
    const loads = { page: [] as Load[], bare: [] as Load[] };
    for (let n = 0; n < LOADS; n += 1)
      for (const kind of kinds) loads[kind].push(await coldLoad(browser, address[kind], newest));
    const sent = { page: [] as number[], bare: [] as number[] };
    const answered = { page: [] as number[], bare: [] as number[] };
    const tabs = {
      page: await watch(browser, address.page, newest),
      bare: await watch(browser, address.bare, newest),
    };
    for (let n = 0; n < POSTS; n += 1)
      for (const kind of kinds) {
        await tabs[kind].bringToFront();
        // Together: a post that fails is told as itself, not as a tab that closed under its watcher.
        const sentAt = Date.now();
        const text = `seen ${kind} ${n}`;
        const [shownAt, answeredAt] = await Promise.all([
          shown(tabs[kind], text),
          post(workspace, text).then(Date.now),
        ]);
        sent[kind].push(shownAt - sentAt);
        // It may be on screen before the app has its answer.
        answered[kind].push(Math.max(0, shownAt - answeredAt));
      }
    const ms = (kind: 'page' | 'bare') => loads[kind].map((load) => load.ms);
    return {
      ...loads.page[0]?.weight,
      first_message_p50_ms: quantile(ms('page'), 0.5),
      first_message_max_ms: quantile(ms('page'), 1),
      bare_first_message_p50_ms: quantile(ms('bare'), 0.5),
      bare_first_message_max_ms: quantile(ms('bare'), 1),
      ...percentiles('sent_to_pixels', sent.page),
      ...percentiles('answered_to_pixels', answered.page),
      ...percentiles('bare_sent_to_pixels', sent.bare),
      ...percentiles('bare_answered_to_pixels', answered.bare),
      load_of_machine: loadavg()[0] ?? 0,
    };
  } finally {
    await browser.close();
    await workspace.stop();
  }
}

const percentiles = (name: string, ms: number[]) => ({
  [`${name}_p50_ms`]: quantile(ms, 0.5),
  [`${name}_p99_ms`]: quantile(ms, 0.99),
});

interface Load {
  ms: number;
  weight: Record<string, number>;
}

/** When the frame that shows the text was over, in ms since 1970. */
function shown(tab: Page, text: string): Promise<number> {
  return tab.evaluate(
    (wanted) => (globalThis as unknown as { shown(text: string): Promise<number> }).shown(wanted),
    text,
  );
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
async function coldLoad(browser: Browser, url: string, newest: string): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const tab = await context.newPage();
    await tab.addInitScript(watching, newest);
    await tab.goto(url);
    // Watched for since before the page's own script: it may be there before this asks.
    const at = await tab.evaluate(() => (globalThis as unknown as { first: Promise<number> }).first);
    return await tab.evaluate((shownAt) => {
      const entries = [
        ...(performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]),
        ...(performance.getEntriesByType('resource') as PerformanceResourceTiming[]),
      ];
      const weight: Record<string, number> = {
        requests: entries.length,
        foreign_requests: 0,
        wire_kb: 0,
        unpacked_kb: 0,
      };
      const add = (key: string, bytes: number) => {
        weight[key] = Math.round(((weight[key] ?? 0) + bytes / 1024) * 10) / 10;
      };
      for (const { name, transferSize, decodedBodySize } of entries) {
        const { origin, pathname } = new URL(name);
        if (origin !== location.origin) weight.foreign_requests = (weight.foreign_requests ?? 0) + 1;
        add('wire_kb', transferSize);
        add('unpacked_kb', decodedBodySize);
        add(`${/\.(js|css|woff2|svg)$/.exec(pathname)?.[1] ?? 'other'}_wire_kb`, transferSize);
      }
      return { ms: shownAt - performance.timeOrigin, weight };
    }, at);
  } finally {
    await context.close();
  }
}

async function watch(browser: Browser, url: string, newest: string): Promise<Page> {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await tab.addInitScript(watching, newest);
  await tab.goto(url);
  await shown(tab, newest);
  return tab;
}

/** `shown(text)`: when the frame after the one that draws the text begins, in ms since 1970. `first`: that of the newest. */
function watching(newest: string): void {
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
  Object.assign(globalThis, { shown, first: shown(newest) });
}

const bare = `<!doctype html><meta charset="utf-8"><pre id="all"></pre><script>
const read = async (only) => {
  const answer = await fetch('/sandbox/api/messages?user_id=U0MARINA&channel_id=${CHANNEL}' + only);
  document.getElementById('all').append(...(await answer.json()).messages.map((m) => m.text + '\\n'));
};
new EventSource('/sandbox/api/events').onmessage = ({ data }) => read('&ts=' + JSON.parse(data).ts);
read('');
</script>`;
