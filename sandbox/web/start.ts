import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebStandIn } from '../../platform/config.ts';
import type { SearchSettings } from '../../platform/search-settings.ts';
import { answerForCompany } from './companies/company-site.ts';
import type { Page } from './page.ts';
import { createSearchStandIn, type SearchStandIn } from './search/search-stand-in.ts';
import { sites } from './sites.ts';

/** Reserved for tests by RFC 6761: no such name ever leads anywhere else. */
const DOMAIN = 'sandbox.test';
/** Below it each name is the site of a company, made when it is asked for; the search knows none of them. */
const COMPANIES = '.companies';

export interface StandInWeb extends WebStandIn {
  /** A search of these pages, which speaks as each of the four providers does. */
  search: Pick<SearchStandIn, 'faults'> & {
    settings(provider: SearchSettings['provider']): SearchSettings;
  };
  stop(): Promise<void>;
}

/** A handful of example pages for a machine without internet, served under names of their own, and a search of them. */
export async function startWeb(): Promise<StandInWeb> {
  const search = createSearchStandIn(sites, DOMAIN);
  const reads = new Map<Page, number>();
  const server = createServer((req, res) => {
    const [host = ''] = (req.headers.host ?? '').split(':');
    if (!host.endsWith(`.${DOMAIN}`)) return search.handle(req, res);
    const path = new URL(req.url ?? '/', 'http://x').pathname;
    const name = host.slice(0, -DOMAIN.length - 1);
    if (name.endsWith(COMPANIES)) {
      answerForCompany(name.slice(0, -COMPANIES.length), path, res);
      return;
    }
    const there = sites[name]?.[path];
    if (typeof there === 'function') there(req, res);
    else if (there && !there.isGone) {
      const before = reads.get(there) ?? 0;
      reads.set(there, before + 1);
      show(res, there.html(before));
    } else res.writeHead(404, { 'content-type': 'text/plain' }).end('No such page in the stand-in web.');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // SAFETY: a listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    domain: DOMAIN,
    port,
    search: {
      faults: search.faults,
      settings: (provider) => ({
        provider,
        apiKey: provider === 'searxng' ? null : search.key,
        baseUrl: `http://127.0.0.1:${port}/${provider}`,
        isStandIn: true,
      }),
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function show(res: ServerResponse, html: string): void {
  const bytes = Buffer.from(html);
  res
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': bytes.length })
    .end(bytes);
}
