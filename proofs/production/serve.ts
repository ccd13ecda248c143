import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** An HTTP service on loopback that can go away and come back at the same address. */
export interface Served {
  url: string;
  /** Ends every connection; callers are refused until `up`. */
  down(): Promise<void>;
  up(): Promise<void>;
}

type Upgrade = (req: IncomingMessage, socket: Duplex, head: Buffer) => boolean;

/** @param upgrade Takes a WebSocket, or says false: it is then closed. */
export async function serve(answer: RequestListener, upgrade: Upgrade = () => false): Promise<Served> {
  let server: Server | undefined;
  let port = 0;
  const up = async () => {
    if (server) return;
    // As the services do that these stand for: after Node's 5 s a busy part would write into a connection that closes.
    const opened = createServer({ keepAliveTimeout: 75_000 }, answer);
    opened.on('upgrade', (req, socket, head) => {
      if (!upgrade(req, socket, head)) socket.destroy();
    });
    await new Promise<void>((resolve, reject) => {
      opened.once('error', reject);
      opened.listen(port, '127.0.0.1', resolve);
    });
    // SAFETY: a listening TCP server has an address with a port.
    port = (opened.address() as AddressInfo).port;
    server = opened;
  };
  await up();
  return {
    url: `http://127.0.0.1:${port}`,
    up,
    down: async () => {
      const closing = server;
      server = undefined;
      if (!closing) return;
      await new Promise((resolve) => {
        closing.close(resolve);
        closing.closeAllConnections();
      });
    },
  };
}
