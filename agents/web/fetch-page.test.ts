import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { publicInternet, withStandIn } from '../../platform/web/reach.ts';
import { testSite } from '../../testing/agents/site.ts';
import { JobFailure } from '../runner/job-failure.ts';
import { createWeb } from './create-web.ts';

const open: { stop(): void }[] = [];
afterEach(() => {
  for (const site of open.splice(0)) site.stop();
});

async function siteOf(pages: Record<string, RequestListener>) {
  const site = await testSite((req, res) => {
    const page = pages[req.url ?? ''];
    if (page) page(req, res);
    else res.writeHead(404).end();
  });
  open.push(site);
  return site;
}
const html: RequestListener = (_req, res) =>
  res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<p>olá</p>');
const to =
  (location: string, status = 302): RequestListener =>
  (_req, res) =>
    res.writeHead(status, { location }).end();

describe('fetchPage()', () => {
  it('brings the page, its type and where the redirects ended, and says who asks', async () => {
    let agent: string | undefined;
    const site = await siteOf({
      '/a': to('/b?x=1#part'),
      '/b?x=1': (req, res) => {
        agent = req.headers['user-agent'];
        html(req, res);
      },
    });
    const page = await createWeb({ reach: site.reach() }).fetch('http://alba.test/a#top');
    expect(page).toEqual({
      url: 'http://alba.test/b?x=1',
      contentType: 'text/html',
      charset: 'utf-8',
      bytes: Buffer.from('<p>olá</p>'),
    });
    expect(agent).toBe('GreenlightBot/1.0');
  });

  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://017700000001/',
    'http://127.1:8080/',
    'http://0/',
    'http://[::1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::ffff:169.254.169.254]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[::a00:1]/',
    'http://[2600:1:2:3:0:5efe:a00:1]/',
    'http://[2600:1:2:3:200:5efe:10.0.0.1]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://10.0.0.8/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.100.100.200/',
    'http://169.254.169.254/latest/meta-data',
    'http://168.63.129.16/',
    'http://１２７.０.０.１/',
    'http://localhost/',
  ])('refuses %s, which only this machine or its network can reach', async (url) => {
    await expect(createWeb().fetch(url)).rejects.toMatchObject({ code: 'private_address' });
  });

  it('refuses a name that leads to a private address, also when that is only one of several', async () => {
    const site = await siteOf({ '/': html });
    const reach = site.reach({
      'inside.test': ['10.0.0.8'],
      'mixed.test': ['127.0.0.1', '10.0.0.8'],
      'v6.test': ['::1'],
    });
    for (const name of ['inside.test', 'mixed.test', 'v6.test']) {
      await expect(createWeb({ reach }).fetch(`http://${name}/`)).rejects.toMatchObject({
        code: 'private_address',
        params: { host: name },
      });
    }
    expect(site.connections()).toBe(0);
  });

  it('connects to the very address that was checked, and checks each new connection anew', async () => {
    const site = await siteOf({
      '/': html,
      '/robots.txt': (_req, res) => res.writeHead(404, { connection: 'close' }).end(),
    });
    let inside = 0;
    const internal = createServer(() => {});
    internal.on('connection', () => {
      inside += 1;
    });
    await new Promise<void>((resolve) => internal.listen(site.port, '127.0.0.2', resolve));
    open.push({ stop: () => internal.close() });
    const reach = site.reach();
    // The name's owner answers with another address at the second look-up: DNS rebinding.
    const answers = ['127.0.0.1', '127.0.0.2'];
    const changing = {
      ...reach,
      lookup: async () => [{ address: answers.shift() ?? '127.0.0.2', family: 4 }],
    };
    await expect(createWeb({ reach: changing }).fetch('http://evil.test/')).rejects.toMatchObject({
      code: 'private_address',
    });
    expect(answers).toEqual([]);
    expect(site.asked).toEqual(['evil.test/robots.txt']);
    expect(inside).toBe(0);
  });

  it('looks a name up once for each connection: nothing stands between the check and the use', async () => {
    const site = await siteOf({ '/': html });
    await createWeb({ reach: site.reach() }).fetch('http://alba.test/');
    expect(site.lookedUp).toHaveLength(site.connections());
  });

  it.each([
    ['http://169.254.169.254/latest', 'private_address'],
    ['http://inside.test/', 'private_address'],
    ['//inside.test/', 'private_address'],
    ['file:///etc/passwd', 'bad_url'],
    ['http://user:secret@alba.test/', 'bad_url'],
    ['http://alba.test:22/', 'bad_url'],
    ['http://[', 'bad_url'],
    [`/${'%E3'.repeat(3000)}`, 'bad_url'],
  ])('refuses a redirect to %s', async (location, code) => {
    const site = await siteOf({ '/': to(location, 307), '/ok': html });
    const reach = site.reach({ 'inside.test': ['10.0.0.8'] });
    await expect(createWeb({ reach }).fetch('http://alba.test/')).rejects.toMatchObject({ code });
  });

  it('refuses an address that grows too long for any server once its letters are written as bytes', async () => {
    await expect(createWeb().fetch(`http://alba.test/${'あ'.repeat(1500)}`)).rejects.toMatchObject({
      code: 'bad_url',
      params: { reason: 'too_long' },
    });
  });

  it('follows five redirects and refuses the sixth, also one that goes around in a ring', async () => {
    const steps = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`/${n}`, to(`/${n + 1}`, 301)]));
    const site = await siteOf({ ...steps, '/6': html, '/0': to('/1'), '/ring': to('/ring') });
    const web = createWeb({ reach: site.reach() });
    await expect(web.fetch('http://alba.test/1')).resolves.toMatchObject({ url: 'http://alba.test/6' });
    await expect(web.fetch('http://alba.test/0')).rejects.toMatchObject({
      code: 'redirect_loop',
      params: { url: 'http://alba.test/0', redirects: 5 },
    });
    await expect(web.fetch('http://alba.test/ring')).rejects.toMatchObject({ code: 'redirect_loop' });
  });

  it('refuses 500 MB by what the server says of it, before a byte is read', async () => {
    const site = await siteOf({
      '/': (_req, res) => {
        res.writeHead(200, { 'content-type': 'text/html', 'content-length': String(500 * 1024 * 1024) });
        res.write('x');
      },
    });
    await expect(createWeb({ reach: site.reach() }).fetch('http://alba.test/')).rejects.toMatchObject({
      code: 'too_large',
      params: { unit: 'bytes', limit: 5 * 1024 * 1024, actual: 500 * 1024 * 1024 },
    });
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])(
    'counts the bytes that a body compressed with %s becomes, and stops there',
    async (encoding, compress) => {
      const body = compress(Buffer.alloc(60 * 1024 * 1024));
      expect(body.length).toBeLessThan(100_000);
      const site = await siteOf({
        '/': (_req, res) =>
          res.writeHead(200, { 'content-type': 'text/html', 'content-encoding': encoding }).end(body),
      });
      await expect(createWeb({ reach: site.reach() }).fetch('http://alba.test/')).rejects.toMatchObject({
        code: 'too_large',
      });
    },
  );

  it('stops a body without a stated length at the limit, and lets the connection go', async () => {
    let closed = false;
    const site = await siteOf({
      '/': (_req, res) => {
        res.writeHead(200, { 'content-type': 'text/html' });
        const timer = setInterval(() => res.write(Buffer.alloc(10_000)), 1);
        res.on('close', () => {
          clearInterval(timer);
          closed = true;
        });
      },
    });
    const web = createWeb({ reach: site.reach(), limits: { pageBytes: 50_000 } });
    await expect(web.fetch('http://alba.test/')).rejects.toMatchObject({ code: 'too_large' });
    await expect.poll(() => closed).toBe(true);
  });

  it('gives a page that drips as long as all else together, and no longer', async () => {
    const site = await siteOf({
      '/': (_req, res) => {
        res.writeHead(200, { 'content-type': 'text/html' });
        const timer = setInterval(() => res.write('x'), 20);
        res.on('close', () => clearInterval(timer));
      },
    });
    const web = createWeb({ reach: site.reach(), limits: { totalMs: 300 } });
    // The page would drip for good.
    await expect(web.fetch('http://alba.test/')).rejects.toMatchObject({ code: 'timeout' });
  });

  it('ends with the reason of its signal, not with one of its own', async () => {
    const site = await siteOf({ '/': () => {} });
    const stop = new AbortController();
    const fetching = createWeb({ reach: site.reach() }).fetch('http://alba.test/', stop.signal);
    const reason = new Error('the lease is lost');
    setTimeout(() => stop.abort(reason), 50);
    await expect(fetching).rejects.toBe(reason);
  });

  it.each(['image/png', 'application/zip', 'video/mp4', 'application/json'])('refuses %s', async (type) => {
    const site = await siteOf({ '/': (_req, res) => res.writeHead(200, { 'content-type': type }).end('x') });
    await expect(createWeb({ reach: site.reach() }).fetch('http://alba.test/')).rejects.toMatchObject({
      code: 'content_type',
      params: { type },
    });
  });

  it.each([401, 403, 404, 410, 429, 500, 503])('says so when the page answers %d', async (status) => {
    const site = await siteOf({ '/': (_req, res) => res.writeHead(status).end() });
    await expect(createWeb({ reach: site.reach() }).fetch('http://alba.test/')).rejects.toMatchObject({
      code: 'http_status',
      params: { status },
    });
  });

  it('tells an unknown name from a refused connection', async () => {
    const site = await siteOf({});
    site.stop();
    const web = createWeb({ reach: site.reach({ 'gone.test': [] }) });
    await expect(web.fetch('http://alba.test/')).rejects.toMatchObject({
      code: 'not_reachable',
      params: { reason: 'refused' },
    });
    await expect(web.fetch('http://gone.test/')).rejects.toMatchObject({
      code: 'not_reachable',
      params: { reason: 'unknown_name' },
    });
  });
});

describe('robots.txt', () => {
  const robots =
    (text: string): RequestListener =>
    (_req, res) =>
      res.writeHead(200, { 'content-type': 'text/plain' }).end(text);

  it('is asked first, and keeps us from what it disallows for us or for all robots', async () => {
    const site = await siteOf({
      '/robots.txt': robots(
        'User-agent: *\nDisallow: /private\n\nUser-agent: greenlightbot\nDisallow: /ours\n',
      ),
      '/private/a': html,
      '/ours/a': html,
    });
    const web = createWeb({ reach: site.reach() });
    await expect(web.fetch('http://alba.test/ours/a')).rejects.toMatchObject({
      code: 'refused_by_robots',
      params: { reason: 'disallowed', host: 'alba.test' },
    });
    expect(site.asked).toEqual(['alba.test/robots.txt']);
    // Rules for our own name take the place of those for all robots.
    await expect(web.fetch('http://alba.test/private/a')).resolves.toMatchObject({
      contentType: 'text/html',
    });
  });

  it.each([404, 403, 401, 429])('that answers %d allows everything', async (status) => {
    const site = await siteOf({ '/': html, '/robots.txt': (_req, res) => res.writeHead(status).end() });
    await expect(createWeb({ reach: site.reach() }).fetch('http://alba.test/')).resolves.toBeDefined();
  });

  it.each([500, 503])('that answers %d allows nothing', async (status) => {
    const site = await siteOf({ '/': html, '/robots.txt': (_req, res) => res.writeHead(status).end() });
    await expect(createWeb({ reach: site.reach() }).fetch('http://alba.test/')).rejects.toMatchObject({
      code: 'refused_by_robots',
      params: { reason: 'robots_unavailable' },
    });
    expect(site.asked).toEqual(['alba.test/robots.txt']);
  });

  it('is asked of each site that a redirect leads to', async () => {
    const site = await siteOf({});
    site.stop();
    const other = await testSite((req, res) => {
      const key = `${req.headers.host}${req.url}`;
      if (key === 'a.test/') res.writeHead(302, { location: 'http://b.test/' }).end();
      else if (key === 'b.test/robots.txt') res.writeHead(200).end('User-agent: *\nDisallow: /');
      else res.writeHead(404).end();
    });
    open.push(other);
    await expect(createWeb({ reach: other.reach() }).fetch('http://a.test/')).rejects.toMatchObject({
      code: 'refused_by_robots',
      params: { host: 'b.test' },
    });
    expect(other.asked).not.toContain('b.test/');
  });

  it('cannot lead us inside either', async () => {
    const site = await siteOf({ '/': html, '/robots.txt': to('http://169.254.169.254/robots.txt') });
    await expect(createWeb({ reach: site.reach() }).fetch('http://alba.test/')).rejects.toMatchObject({
      code: 'private_address',
    });
  });

  it('is read to its limit, not to its end', async () => {
    const site = await siteOf({
      '/': html,
      '/robots.txt': (_req, res) => {
        res.write('User-agent: *\nDisallow: /no\n');
        const timer = setInterval(() => res.write(`# ${'x'.repeat(100_000)}\n`), 1);
        res.on('close', () => clearInterval(timer));
      },
    });
    const web = createWeb({ reach: site.reach() });
    await expect(web.fetch('http://alba.test/')).resolves.toBeDefined();
    await expect(web.fetch('http://alba.test/no')).rejects.toMatchObject({ code: 'refused_by_robots' });
  });
});

describe('what any address may be', () => {
  it('never reaches anything but the stand-in, and always ends in a page or a JobFailure', async () => {
    const site = await siteOf({ '/': html });
    const reach = { ...site.reach(), lookup: async () => [{ address: '127.0.0.1', family: 4 }] };
    const web = createWeb({ reach, limits: { totalMs: 2000 } });
    const host = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.domain(),
      fc.string({ maxLength: 12 }),
      fc.nat().map(String),
    );
    const url = fc.oneof(
      fc.string(),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc
        .tuple(fc.constantFrom('http', 'https', 'ftp', 'file', 'javascript'), host)
        .map(([s, h]) => `${s}://${h}/`),
      fc.ipV6().map((ip) => `http://[${ip}]/`),
    );
    await fc.assert(
      fc.asyncProperty(url, async (given) => {
        // Names lead to the test's site; literal addresses are refused, since the site is the only one allowed.
        if (URL.parse(given)?.hostname === '127.0.0.1') return;
        await web.fetch(given).catch((error: unknown) => {
          expect(error).toBeInstanceOf(JobFailure);
        });
      }),
      { numRuns: 150 },
    );
  });
});

describe('publicInternet', () => {
  it('allows unicast addresses of the internet and no other', () => {
    const allow = (address: string) => publicInternet.allow(address, address);
    expect(
      ['93.184.216.34', '8.8.8.8', '2606:4700::1111', '2600::1:5efe', '::ffff:8.8.8.8'].filter(allow),
    ).toHaveLength(5);
    const refused = [
      '0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.1.1', '172.31.0.1', '192.0.2.1', '192.168.0.1',
      '198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255', '::', '::1', '::ffff:10.0.0.1', '2002:7f00:1::',
      '2001:db8::1', 'fc00::1', 'fe80::1', 'ff02::1', '64:ff9b::a00:1', '::127.0.0.1', '::7f00:1', '::808:808',
      '2600::5efe:a00:1', '2600::200:5efe:7f00:1', 'not an address',
    ]; // biome-ignore format: a list
    expect(refused.filter(allow)).toEqual([]);
  });
});

describe('withStandIn()', () => {
  it('serves names below its domain from one port of this machine, and no other name', async () => {
    const site = await siteOf({ '/': html });
    const reach = withStandIn({ domain: 'sandbox.test', port: site.port });
    const web = createWeb({ reach });
    await expect(web.fetch('http://norma.sandbox.test/')).resolves.toMatchObject({
      contentType: 'text/html',
    });
    for (const url of [
      `http://127.0.0.1/`,
      'http://localhost/',
      'http://sandbox.test.localhost/',
      'http://evilsandbox.test/',
    ]) {
      await expect(web.fetch(url)).rejects.toMatchObject({
        code: expect.stringMatching(/^(private_address|not_reachable)$/),
      });
    }
    expect(site.asked.every((asked) => asked.startsWith('norma.sandbox.test'))).toBe(true);
  });
});
