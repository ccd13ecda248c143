import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Reach } from '../../platform/web/reach.ts';

/**
 * A site on loopback, and a reach that takes 127.0.0.1 for the public internet and every other address for a private
 * one. Names lead to it unless `lookup` says otherwise.
 */
export async function testSite(answer: RequestListener) {
  const asked: string[] = [];
  let connections = 0;
  const server = createServer((req, res) => {
    asked.push(`${req.headers.host}${req.url}`);
    answer(req, res);
  });
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // SAFETY: a listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  const lookedUp: string[] = [];
  const reach = (names: Record<string, string[]> = {}): Reach => ({
    async lookup(hostname) {
      lookedUp.push(hostname);
      return (names[hostname] ?? ['127.0.0.1']).map((address) => ({
        address,
        family: address.includes(':') ? 6 : 4,
      }));
    },
    allow: (address) => address === '127.0.0.1',
    port: () => port,
  });
  return {
    port,
    asked,
    lookedUp,
    connections: () => connections,
    reach,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
