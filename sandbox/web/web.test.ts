import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createExtractor } from '../../agents/extraction/create-extractor.ts';
import { extract } from '../../agents/extraction/extract.ts';
import { createReadPage } from '../../agents/extraction/read-page.ts';
import { createWeb } from '../../agents/web/create-web.ts';
import { withStandIn } from '../../agents/web/reach.ts';
import { readConfig } from '../../platform/config.ts';
import { sites } from './sites.ts';
import { startWeb } from './start.ts';

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');

it('the README lists every page of the stand-in web, and no other', () => {
  const listed = [...readme.matchAll(/^\| http:\/\/(\S+?)\.sandbox\.test(\/\S+)/gm)].map(
    ([, host, path]) => `${host}${path}`,
  );
  const served = Object.entries(sites).flatMap(([host, pages]) =>
    Object.keys(pages)
      .filter((path) => path !== '/robots.txt')
      .map((path) => host + path),
  );
  expect(listed.toSorted()).toEqual(served.toSorted());
});

it('every address ends as the README says, read as the agents read', async () => {
  const standIn = await startWeb();
  const readPage = createReadPage({
    web: createWeb({ reach: withStandIn(standIn), limits: { totalMs: 3000 } }),
    extract: createExtractor(),
    clock: { now: () => 0 },
  });
  const outcome = (path: string) =>
    readPage(`http://${path.replace('/', '.sandbox.test/')}`).then(
      ({ language, url }) => `${language} ${url}`,
      (error) => error.code,
    );
  try {
    expect({
      rebarbas: await outcome('oficina/rebarbas'),
      burrs: await outcome('oficina/burrs'),
      bars: await outcome('shopfloor/bar-stock'),
      old: await outcome('shopfloor/old/bar-stock'),
      spanish: await outcome('oficina/validacion'),
      approve: await outcome('hostile/approve'),
      scripts: await outcome('hostile/scripts'),
      inside: await outcome('hostile/inside'),
      loop: await outcome('hostile/loop'),
      big: await outcome('hostile/big'),
      endless: await outcome('hostile/endless'),
      picture: await outcome('hostile/picture'),
      broken: await outcome('hostile/broken'),
      closed: await outcome('closed/notes'),
      none: await outcome('oficina/none'),
    }).toEqual({
      rebarbas: 'pt http://oficina.sandbox.test/rebarbas',
      burrs: 'pt http://oficina.sandbox.test/rebarbas',
      bars: 'en http://shopfloor.sandbox.test/bar-stock',
      old: 'en http://shopfloor.sandbox.test/bar-stock',
      spanish: 'other_language',
      approve: 'en http://hostile.sandbox.test/approve',
      scripts: 'en http://hostile.sandbox.test/scripts',
      inside: 'private_address',
      loop: 'redirect_loop',
      big: 'too_large',
      endless: 'timeout',
      picture: 'content_type',
      broken: 'http_status',
      closed: 'refused_by_robots',
      none: 'http_status',
    });
  } finally {
    await standIn.stop();
  }
});

it('every page says that it is an example to a person who looks at it, and is not read for that', async () => {
  const standIn = await startWeb();
  const readPage = createReadPage({
    web: createWeb({ reach: withStandIn(standIn) }),
    extract,
    clock: { now: () => 0 },
  });
  try {
    for (const path of ['oficina/rebarbas', 'shopfloor/bar-stock', 'hostile/approve', 'hostile/scripts']) {
      const url = `http://${path.replace('/', '.sandbox.test/')}`;
      const page = await createWeb({ reach: withStandIn(standIn) }).fetch(url);
      expect(page.bytes.toString()).toMatch(
        /<aside>(Example page of|Página de exemplo da) .*Greenlight.*<\/aside>/,
      );
      const { text } = await readPage(url);
      expect(text).not.toMatch(/Greenlight|outside of this machine|fora desta máquina/);
      expect(text.length).toBeGreaterThan(300);
    }
  } finally {
    await standIn.stop();
  }
});

it('no environment leads production to a stand-in for the web', () => {
  const production = {
    MODE: 'production',
    PARTS: 'agents',
    SUPABASE_URL: 'https://a.supabase.co',
    SUPABASE_PUBLISHABLE_KEY: 'k',
    AGENTS_DATABASE_TOKEN: 't',
    OPENAI_API_KEY: 'k',
    // What a visitor might try.
    WEB: '{"domain":"test","port":80}',
    WEB_PORT: '80',
    AGENTS_WEB: '{"domain":"test","port":80}',
  };
  const { agents } = readConfig(production);
  expect(agents).toBeDefined();
  expect(agents && 'web' in agents).toBe(false);
  const start = readFileSync(new URL('../../main.ts', import.meta.url), 'utf8');
  // Settings come from the sandbox or from the environment, never from both.
  expect(start).toContain('const settings = sandbox ?? config;');
});
