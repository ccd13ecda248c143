import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { seeded } from '../../testing/seeded.ts';
import { clearLine, type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts';

let echo: Server;
let proxy: FaultyProxy;
beforeAll(async () => {
  echo = createServer((socket) => socket.on('error', () => {}).pipe(socket));
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
  // SAFETY: a listening TCP server has an address with a port.
  proxy = await startFaultyProxy((echo.address() as AddressInfo).port, seeded(1));
});
afterEach(() => proxy.set(clearLine));
afterAll(async () => {
  await proxy.stop();
  echo.close();
});

async function opened(): Promise<Socket> {
  const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

it('carries what comes in order, late pieces too', async () => {
  const socket = await opened();
  proxy.set({ ...clearLine, delays: 0.5, delayMs: 20 });
  let back = '';
  socket.on('data', (piece) => {
    back += piece;
  });
  for (let n = 0; n < 10; n += 1) {
    socket.write(`${n};`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await expect.poll(() => back).toBe('0;1;2;3;4;5;6;7;8;9;');
  socket.destroy();
});

it('cuts a connection that it drops', async () => {
  const socket = await opened();
  proxy.set({ ...clearLine, drops: 1 });
  const ended = once(
    socket.on('error', () => {}),
    'close',
  );
  socket.write('x');
  await ended;
  expect(proxy.met.drops).toBe(1);
});

it('leaves a half-open connection open, and nothing comes through it any more, also on a clear line', async () => {
  const socket = await opened();
  const other = await opened();
  proxy.set({ ...clearLine, halfOpens: 1 });
  socket.write('x');
  await expect.poll(() => proxy.met.halfOpens).toBe(1);
  proxy.set(clearLine);
  let back = '';
  socket.on('data', (piece) => {
    back += piece;
  });
  socket.write('y');
  other.write('z');
  expect(String((await once(other, 'data'))[0])).toBe('z');
  expect([back, socket.destroyed, socket.readableEnded]).toEqual(['', false, false]);
  socket.destroy();
  other.destroy();
});
