import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTraces } from './otlp-traces.ts';
import { COMMAND, spanIdOf, traceIdOf } from './traces.ts';

interface Told {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  status: { code: number; message?: string };
}
const told: Told[] = [];
const types: (string | undefined)[] = [];
const server = createServer(async (req, res) => {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  types.push(req.headers['content-type']);
  const body = JSON.parse(Buffer.concat(chunks).toString());
  for (const { scopeSpans } of body.resourceSpans) for (const { spans } of scopeSpans) told.push(...spans);
  expect(req.url).toBe('/v1/traces');
  res.writeHead(200, { 'content-type': 'application/json' }).end('{}');
});
beforeAll(() => new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready)));
afterAll(() => void server.close());

const JOB = 'F7a1c9d2-0b3e-4c5d-8e6f-1a2b3c4d5e6f';

it('openTraces() makes one trace of what parts that never meet say of one job, by OTLP as JSON', async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const [bot, agents] = [openTraces(url), openTraces(url)];
  const at = { of: JOB, startedAt: 1_000, endedAt: 2_500 };
  agents.end({ ...at, key: 'run 1', parent: COMMAND, name: 'run', failed: 'model_busy' });
  bot.end({ ...at, key: COMMAND, name: 'start carousel' });
  await Promise.all([bot.stop(), agents.stop()]);
  expect(types).toEqual(['application/json', 'application/json']);
  expect(told.map(({ traceId }) => traceId)).toEqual(Array(2).fill('f7a1c9d20b3e4c5d8e6f1a2b3c4d5e6f'));
  const run = told.find(({ name }) => name === 'run');
  const command = told.find(({ name }) => name === 'start carousel');
  expect(run?.parentSpanId).toBe(command?.spanId);
  expect(command?.parentSpanId).toBeUndefined();
  expect(run?.status).toEqual({ code: 2, message: 'model_busy' });
  expect([run?.startTimeUnixNano, run?.endTimeUnixNano]).toEqual(['1000000000', '2500000000']);
});

it('openTraces() ends in time and without a fault where the collector does not answer', async () => {
  const silent = createServer(() => {});
  await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready));
  const traces = openTraces(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`, 20);
  traces.end({ of: JOB, key: 'run 1', name: 'run', startedAt: 1_000, endedAt: 2_500 });
  await expect(traces.stop()).resolves.toBeUndefined();
  silent.closeAllConnections();
  silent.close();
});

it('traceIdOf() gives any other id a trace of its own, and spanIdOf() each piece of work', () => {
  expect(traceIdOf('job 7')).toMatch(/^[0-9a-f]{32}$/);
  expect(traceIdOf('job 7')).not.toBe(traceIdOf('job 8'));
  expect(spanIdOf('j', 'run 1')).toMatch(/^[0-9a-f]{16}$/);
  expect(spanIdOf('j', 'run 1')).not.toBe(spanIdOf('j', 'run 2'));
});
