import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { readBody } from './read-body.ts';

const read: Promise<Awaited<ReturnType<typeof readBody>>>[] = [];
const server = createServer((req, res) => {
  const body = readBody(req, 10, systemClock);
  read.push(body);
  void body.then(() => res.end());
});
let port = 0;
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => void server.close());

async function told(body: string) {
  await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body, headers: { connection: 'close' } });
  return read.pop();
}

it('readBody() answers the bytes, and 413 beyond the most that is taken', async () => {
  expect(await told('0123456789')).toEqual(Buffer.from('0123456789'));
  expect(await told('0123456789a')).toBe(413);
});

it('readBody() answers 400 where the caller goes away in the middle, and throws nothing', async () => {
  const asked = new Promise((resolve) => server.once('request', resolve));
  const socket = connect(port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"a');
  await asked;
  socket.destroy();
  expect(await read.pop()).toBe(400);
});
