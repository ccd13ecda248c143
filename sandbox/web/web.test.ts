import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createExtractor } from '../../agents/extraction/create-extractor.ts';
import { extract } from '../../agents/extraction/extract.ts';
import { createReadPage } from '../../agents/extraction/read-page.ts';
import { createWeb } from '../../agents/web/create-web.ts';
import { readConfig } from '../../platform/config.ts';
import { withStandIn } from '../../platform/web/reach.ts';
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
      dead: await outcome('reprocessing/ultrasonic'),
      teaser: await outcome('journal/drying-time'),
      paid: await outcome('journal/drying-time/full'),
      empty: await outcome('journal/cannulated'),
      tray: await outcome('catalogue/trays/10'),
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
      dead: 'http_status',
      teaser: 'en http://journal.sandbox.test/drying-time',
      paid: 'http_status',
      empty: 'no_text',
      tray: 'en http://catalogue.sandbox.test/trays/10',
      none: 'http_status',
    });
  } finally {
    await standIn.stop();
  }
});

/** Pages of text that can be read; what is special about the others, the test above says. */
const articles = Object.entries(sites).flatMap(([host, paths]) =>
  Object.entries(paths)
    .filter(([path, there]) => typeof there !== 'function' && !there.isGone && path !== '/log')
    .map(([path]) => `${host}${path}`)
    .filter((path) => !['oficina/validacion', 'journal/cannulated', 'closed/notes'].includes(path)),
);

it('every article says that it is an example to a person who looks at it, and is not read for that', async () => {
  const standIn = await startWeb();
  const web = createWeb({ reach: withStandIn(standIn) });
  const readPage = createReadPage({ web, extract, clock: { now: () => 0 } });
  try {
    expect(articles.length).toBeGreaterThan(25);
    for (const path of articles) {
      const url = `http://${path.replace('/', '.sandbox.test/')}`;
      expect((await web.fetch(url)).bytes.toString(), path).toMatch(
        /<aside>(Example page of|Página de exemplo da) .*Greenlight.*<\/aside>/,
      );
      const { text, title } = await readPage(url);
      expect(`${title} ${text}`, path).not.toMatch(/Greenlight|outside of this machine|fora desta máquina/);
      expect(text.length, path).toBeGreaterThan(150);
    }
  } finally {
    await standIn.stop();
  }
});

it('one page changes with each reading, and is as before for a stand-in that was started anew', async () => {
  const rates = async (times: number) => {
    const standIn = await startWeb();
    const web = createWeb({ reach: withStandIn(standIn) });
    const read: string[] = [];
    for (let n = 0; n < times; n += 1) {
      const page = await web.fetch('http://theatre.sandbox.test/current-rate');
      read.push(/quarter is ([\d.]+%)/.exec(page.bytes.toString())?.[1] ?? 'none');
    }
    await standIn.stop();
    return read;
  };
  expect(await rates(3)).toEqual(['1.8%', '2.1%', '1.8%']);
  expect(await rates(1)).toEqual(['1.8%']);
});

it('the long page has 5,000,000 bytes and the same page stands under two addresses', async () => {
  const standIn = await startWeb();
  const web = createWeb({ reach: withStandIn(standIn) });
  try {
    expect((await web.fetch('http://catalogue.sandbox.test/log')).bytes.length).toBe(5_000_000);
    const [one, other] = await Promise.all(
      ['cleaning-validation', 'articles/42'].map((path) =>
        web.fetch(`http://reprocessing.sandbox.test/${path}`),
      ),
    );
    expect(one?.bytes.equals(other?.bytes ?? Buffer.alloc(0))).toBe(true);
    expect(one?.bytes.toString()).toContain(
      '<link rel="canonical" href="http://reprocessing.sandbox.test/cleaning-validation">',
    );
  } finally {
    await standIn.stop();
  }
});

it.each([
  ['cme/pre-limpeza', 'centrocirurgico/pre-limpeza', /começa em até (\d+) minutos/],
  ['reprocessing/point-of-use', 'theatre/point-of-use', /begins within (\d+) minutes/],
])('%s and %s contradict each other in a number', (one, other, claim) => {
  const numberIn = (path: string) => {
    const [host = '', name = ''] = path.split('/');
    const there = sites[host]?.[`/${name}`];
    return typeof there === 'object' ? claim.exec(there.html(0))?.[1] : undefined;
  };
  expect([numberIn(one), numberIn(other)]).toEqual(['20', '60']);
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
