import type { IncomingMessage, ServerResponse } from 'node:http';
import { type SearchProviderName, searchProviders } from '../../../platform/search-settings.ts';
import type { Answer, Page } from '../page.ts';
import { type Asked, dialects, type Reply } from './dialects.ts';
import { createSearchFaults, type SearchFaults } from './faults.ts';
import { createSearchIndex, type Hit, type IndexedPage, type SearchIndex } from './search-index.ts';

/** What an engine keeps of a page. */
const INDEXED_CHARACTERS = 20_000;
const MAX_BODY_BYTES = 100_000;
/** As many as SearXNG gives, which has no parameter for it. */
const OWN_LIMIT = 20;

export interface SearchStandIn {
  /** The one key that is accepted where a provider has keys. */
  key: string;
  faults: SearchFaults;
  handle(req: IncomingMessage, res: ServerResponse): void;
}

/**
 * A search of the stand-in's own pages that speaks as Tavily, Brave, Exa and SearXNG do, each below a path of its own. It
 * knows no page of the true web, and the pages of a site that asks robots to stay away are not in it.
 */
export function createSearchStandIn(
  sites: Readonly<Record<string, Record<string, Answer | Page>>>,
  domain: string,
): SearchStandIn {
  const key = 'offline-search-key';
  const faults = createSearchFaults();
  const index = createSearchIndex(pagesOf(sites, domain));
  return {
    key,
    faults,
    handle(req, res) {
      answer(req, { key, faults, index }).then(
        (reply) => reply && send(res, reply),
        // The process edge of this stand-in.
        (error: unknown) => send(res, { status: 500, body: { error: String(error) } }),
      );
    },
  };
}

function pagesOf(
  sites: Readonly<Record<string, Record<string, Answer | Page>>>,
  domain: string,
): IndexedPage[] {
  return Object.entries(sites).flatMap(([host, paths]) =>
    Object.entries(paths).flatMap(([path, there]) => {
      if (typeof there === 'function' || '/robots.txt' in paths) return [];
      const html = there.html(0).slice(0, INDEXED_CHARACTERS);
      return [{ address: `http://${host}.${domain}${path}`, ...read(html) }];
    }),
  );
}

function read(html: string): Omit<IndexedPage, 'address'> {
  return {
    title: /<title>(.*?)<\/title>/s.exec(html)?.[1] ?? '',
    language: /<html lang="(\w\w)/.exec(html)?.[1] ?? '',
    day: /published_time" content="([\d-]+)"/.exec(html)?.[1] ?? null,
    text: html
      .replace(/^.*?<body>/s, '')
      .replace(/<(script|style|aside|nav|footer|h1)\b.*?<\/\1>/gs, ' ')
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  };
}

/** Null: nothing is ever answered. */
async function answer(
  req: IncomingMessage,
  { key, faults, index }: { key: string; faults: SearchFaults; index: SearchIndex },
): Promise<Reply | null> {
  const url = new URL(req.url ?? '/', 'http://x');
  const provider = searchProviders.find((name) => url.pathname === `/${name}${dialects[name].path}`);
  const body = await bodyOf(req);
  const dialect = provider && dialects[provider];
  if (!dialect || req.method !== dialect.method) return { status: 404, body: { error: 'No such search.' } };
  const met = faults.meet();
  if (met?.fault === 'silent') return null;
  if (!dialect.hasKey(req, key)) return dialect.refusedKey;
  const asked = dialect.read(url, body);
  if (!asked) return provider === 'searxng' && url.searchParams.has('q') ? noJson : dialect.badRequest;
  const hits = index(asked.query, asked.language, asked.limit ?? OWN_LIMIT);
  switch (met?.fault) {
    case undefined:
      return { status: 200, body: dialect.found(asked.query, hits) };
    case 'refused_key':
      return dialect.refusedKey;
    case 'busy':
      return dialect.busy(met.retryAfterSeconds);
    case 'no_credit':
      return dialect.noCredit;
    case 'bad_request':
      return dialect.badRequest;
    case 'down':
      return { status: 503, body: '<title>503 Service Unavailable</title>' };
    case 'page':
      return { status: 200, body: '<!doctype html><title>Sign in</title>' };
    case 'no_json':
      return noJson;
    case 'redirect':
      return { status: 302, headers: { location: 'http://127.0.0.1:9/elsewhere' }, body: '' };
    case 'error_in_body':
      return { status: 200, body: { error: `Something went wrong for ${key}` } };
    case 'empty':
      return { status: 200, body: dialect.found(asked.query, []) };
    case 'engines_failed':
      return { status: 200, body: enginesFailed(asked, provider) };
    case 'strange_addresses':
      return { status: 200, body: dialect.found(asked.query, [...strange(hits), ...hits]) };
  }
}

const noJson: Reply = { status: 403, body: '<title>403 Forbidden</title>' };

function enginesFailed(asked: Asked, provider: SearchProviderName): unknown {
  const nothing = dialects[provider].found(asked.query, []) as object;
  return {
    ...nothing,
    unresponsive_engines: [
      ['brave', 'Suspended: too many requests'],
      ['duckduckgo', 'CAPTCHA'],
    ],
  };
}

/** No agent may read the first of them; the others are one page. */
function strange(hits: readonly Hit[]): Hit[] {
  const hidden = [
    'http://169.254.169.254/latest/',
    'http://localhost:8080/',
    'http://10.0.0.7/',
    'ftp://a.example/x',
  ];
  const [first] = hits;
  if (!first) return [];
  const tracked = [`${first.address}?utm_source=search`, `${first.address}#first`];
  return [...hidden, ...tracked].map((address) => ({ ...first, address }));
}

async function bodyOf(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return null;
  }
}

/** Each answer says what it is, as the offline writer's do. */
function send(res: ServerResponse, { status, headers, body }: Reply): void {
  const isPage = typeof body === 'string';
  res
    .writeHead(status, {
      'content-type': isPage ? 'text/html; charset=utf-8' : 'application/json',
      'x-search-backend': 'offline-index',
      ...headers,
    })
    .end(isPage ? body : JSON.stringify(body));
}
