import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPage } from './start.ts';

let server: Server;
let origin: string;

beforeAll(async () => {
  const page = createPage();
  server = createServer((req, res) => {
    if (!page.handle(req, res)) res.writeHead(418).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe('createPage()', () => {
  it('serves the page at / and at permalinks, and allows it to call no other server', async () => {
    for (const path of ['/', '/?user=U1', '/archives/C1/p1700000000000100?thread_ts=1']) {
      const response = await fetch(origin + path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(await response.text()).toContain('<div id="root">');
    }
  });

  it('serves its script, styles and fonts, none of which names another server', async () => {
    const script = await (await fetch(`${origin}/page/app.js`)).text();
    expect(script.length).toBeGreaterThan(100_000);
    const markdown = await (await fetch(`${origin}/page/markdown.js`)).text();
    expect(markdown).toMatch(/export\s*\{.*parseMarkdown/);
    // Only a markdown block needs it.
    const parserOnly = 'mdast';
    expect([markdown.includes(parserOnly), script.includes(parserOnly)]).toEqual([true, false]);
    const sheet = await (await fetch(`${origin}/page/app.css`)).text();
    expect(sheet).toContain('.composer');
    expect(sheet).not.toMatch(/url\(["']?https?:|@import/);
    const font = await fetch(`${origin}/page/fonts/inter-400.ttf`);
    expect(font.headers.get('content-type')).toBe('font/ttf');
  });

  it('packs what a browser takes packed, and sends it plain to one that does not', async () => {
    for (const path of ['/page/app.js', '/page/app.css', '/page/fonts/inter-400.ttf']) {
      const sent = async (encoding: string) => {
        const response = await fetch(origin + path, { headers: { 'accept-encoding': encoding } });
        const { headers } = response;
        const body = Buffer.from(await response.arrayBuffer());
        return {
          encoding: headers.get('content-encoding'),
          size: Number(headers.get('content-length')),
          body,
        };
      };
      const packed = await sent('br, gzip');
      for (const none of ['identity', 'gzip;q=0', 'gzip; q=0.0, br']) {
        const plain = await sent(none);
        expect(plain.encoding).toBeNull();
        expect(plain.body.equals(packed.body)).toBe(true);
        expect(packed.size).toBeLessThan(plain.size * 0.7);
      }
      expect(packed.encoding).toBe('gzip');
    }
  });

  it('leaves everything else to others', async () => {
    for (const path of ['/slack/events', '/sandbox/api/state', '/api/chat.postMessage', '/healthz']) {
      expect((await fetch(origin + path)).status).toBe(418);
    }
    expect((await fetch(origin, { method: 'POST' })).status).toBe(418);
  });

  it('says so when an asset does not exist', async () => {
    expect((await fetch(`${origin}/page/nothing.js`)).status).toBe(404);
    expect((await fetch(`${origin}/page/../start.ts`)).status).toBe(418);
  });
});
