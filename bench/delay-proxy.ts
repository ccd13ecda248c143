import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export interface DelayProxy {
  port: number;
  /** Since the last `reset`: bytes to the server and from it, and times that the client spoke after the server had. */
  seen: { sent: number; received: number; turns: number };
  reset(): void;
  stop(): Promise<void>;
}

/**
 * Passes TCP on to a port of this machine, each way `roundTripMs / 2` later, as a server far away: in order, and without a limit to
 * what is under way. Connecting itself costs nothing.
 */
export async function startDelayProxy(port: number, roundTripMs: number): Promise<DelayProxy> {
  const sockets = new Set<Socket>();
  const seen = { sent: 0, received: 0, turns: 0 };
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    let clientsTurn = true;
    client.on('data', (bytes: Buffer) => {
      seen.sent += bytes.length;
      if (clientsTurn) seen.turns += 1;
      clientsTurn = false;
    });
    upstream.on('data', (bytes: Buffer) => {
      seen.received += bytes.length;
      clientsTurn = true;
    });
    pass(client, upstream, roundTripMs / 2);
    pass(upstream, client, roundTripMs / 2);
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    reset: () => Object.assign(seen, { sent: 0, received: 0, turns: 0 }),
    stop: () =>
      new Promise((stopped) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => stopped());
      }),
  };
}

function pass(from: Socket, to: Socket, ms: number): void {
  from.on('data', (bytes: Buffer) => {
    if (ms === 0) to.write(bytes);
    // Timers of one length fire in the order in which they were set.
    else setTimeout(() => to.writable && to.write(bytes), ms);
  });
}
