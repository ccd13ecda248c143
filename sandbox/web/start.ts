import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebStandIn } from '../../platform/config.ts';
import { sites } from './sites.ts';

/** Reserved for tests by RFC 6761: no such name ever leads anywhere else. */
const DOMAIN = 'sandbox.test';

export interface StandInWeb extends WebStandIn {
  stop(): Promise<void>;
}

/** A handful of example pages for a machine without internet, served under names of their own. */
export async function startWeb(): Promise<StandInWeb> {
  const server = createServer((req, res) => {
    const [host = ''] = (req.headers.host ?? '').split(':');
    const path = new URL(req.url ?? '/', 'http://x').pathname;
    const site = host.endsWith(`.${DOMAIN}`) ? sites[host.slice(0, -DOMAIN.length - 1)] : undefined;
    const answer = site?.[path];
    if (answer) answer(req, res);
    else res.writeHead(404, { 'content-type': 'text/plain' }).end('No such page in the stand-in web.');
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
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
