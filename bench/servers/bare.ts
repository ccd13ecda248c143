// The floor: a server that checks the signature and answers, and does nothing else.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'node:querystring';

const secret = process.argv[2] ?? '';
const server = createServer((req, res) => {
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => chunks.push(chunk));
  req.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    const at = String(req.headers['x-slack-request-timestamp']);
    const expected = Buffer.from(
      `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`,
    );
    const given = Buffer.from(String(req.headers['x-slack-signature']));
    const genuine =
      given.length === expected.length &&
      timingSafeEqual(given, expected) &&
      Math.abs(Date.now() / 1000 - Number(at)) <= 300;
    parse(body);
    res.writeHead(genuine ? 200 : 401, { 'content-type': 'application/json' });
    res.end('{"response_type":"ephemeral","text":"on it"}');
  });
});
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`ready http://127.0.0.1:${(server.address() as AddressInfo).port}\n`),
);
