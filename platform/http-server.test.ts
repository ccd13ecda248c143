import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listen } from './http-server.ts';

function ask(port: number, target: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`GET ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`),
    );
    socket.on('data', (chunk) => {
      answer += String(chunk);
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

describe('listen()', () => {
  it('keeps a request that comes before its part has started, and gives it to that part', async () => {
    const server = await listen(0, '127.0.0.1');
    const held = server.hold();
    const port = Number(new URL(server.url).port);
    const [taken, lost] = [ask(port, '/early'), ask(port, '/none')];
    server.use((req, res) => {
      if (req.url !== '/early') return false;
      res.writeHead(200).end('taken');
      return true;
    });
    held.open();
    expect(await taken).toMatch(/^HTTP\/1\.1 200 [\s\S]*taken/);
    expect(await lost).toMatch(/^HTTP\/1\.1 404 /);
    await server.close();
  });

  it('keeps an idle connection longer than a balancer in front of it does', async () => {
    const server = await listen(0, '127.0.0.1');
    const { headers } = await fetch(`${server.url}/none`);
    expect(headers.get('keep-alive')).toBe('timeout=620');
    await server.close();
  });

  it('answers 400 to a request on which a handler stumbles, and goes on', async () => {
    const server = await listen(0, '127.0.0.1');
    server.use((req, res) => {
      const { pathname } = new URL(req.url ?? '', 'http://localhost');
      res.writeHead(200).end(pathname);
      return true;
    });
    const port = Number(new URL(server.url).port);
    expect(await ask(port, '//')).toMatch(/^HTTP\/1\.1 400 /);
    // A machine under load may be slower than so short a limit, once.
    await expect.poll(() => ask(port, '/fine')).toMatch(/^HTTP\/1\.1 200 /);
    await server.close();
  });

  it('cuts off who drips a request, in its head or in its body, and goes on', async () => {
    const server = await listen(0, '127.0.0.1', 200);
    server.use((req, res) => {
      req.resume().once('end', () => res.end('whole'));
      return true;
    });
    const port = Number(new URL(server.url).port);
    const drip = (start: string) =>
      new Promise<string>((resolve) => {
        let answer = '';
        const socket = connect(port, '127.0.0.1', () => socket.write(start));
        const drops = setInterval(() => socket.write('x'), 50);
        socket.on('data', (chunk) => {
          answer += String(chunk);
        });
        socket.on('error', () => {});
        socket.on('close', () => {
          clearInterval(drops);
          resolve(answer);
        });
      });
    const head = 'POST /slow HTTP/1.1\r\nhost: localhost\r\n';
    expect(await drip(head)).toMatch(/^HTTP\/1\.1 408 /);
    expect(await drip(`${head}content-length: 100000\r\n\r\n`)).toMatch(/^HTTP\/1\.1 408 /);
    await expect.poll(() => ask(port, '/fine')).toMatch(/^HTTP\/1\.1 200 /);
    await server.close();
  });
});
