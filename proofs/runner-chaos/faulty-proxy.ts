import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import type { Random } from '../../platform/clock.ts';

/** What the line does to each piece that it carries; shares in [0, 1]. */
export interface Line {
  /** Cuts the connection at both ends. */
  drops: number;
  delays: number;
  /** Up to so long, ms. */
  delayMs: number;
  /** From here on nothing comes through, and neither end is told. */
  halfOpens: number;
}

export const clearLine: Line = { drops: 0, delays: 0, delayMs: 0, halfOpens: 0 };

/** A TCP proxy on loopback before one port, whose line can be made bad for all connections at once. */
export async function startFaultyProxy(port: number, random: Random) {
  let line = clearLine;
  const met = { drops: 0, delays: 0, halfOpens: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    let isDead = false;
    const cut = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      let last = Promise.resolve();
      from.on('data', (piece: Buffer) => {
        if (isDead) return;
        const draw = random.next();
        if (draw < line.drops) {
          met.drops += 1;
          return cut();
        }
        if (draw < line.drops + line.halfOpens) {
          met.halfOpens += 1;
          isDead = true;
          return;
        }
        const isLate = draw < line.drops + line.halfOpens + line.delays;
        const ms = isLate ? random.next() * line.delayMs : 0;
        if (isLate) met.delays += 1;
        // In order: what comes after a late piece comes later still.
        last = last
          .then(() => (ms > 0 ? new Promise<void>((resolve) => setTimeout(resolve, ms)) : undefined))
          .then(() => {
            if (!isDead && to.writable) to.write(piece);
          });
      });
      from.on('error', cut);
      from.on('close', () => {
        sockets.delete(from);
        // The other end of a half-open connection is not told that this one has gone.
        if (!isDead) void last.then(() => to.end());
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // SAFETY: a listening TCP server has an address with a port.
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    /** How often each fault came. */
    met,
    set(next: Line): void {
      line = next;
    },
    async stop(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type FaultyProxy = Awaited<ReturnType<typeof startFaultyProxy>>;
