// A process that sends: reads a burst as JSON, writes what it took.
import { Agent } from 'node:http';
import { json } from 'node:stream/consumers';
import { inLanes } from '../../platform/lanes.ts';
import { signedRequest } from '../signed-request.ts';
import type { Burst, Sent } from './send-all.ts';

const { url, secret, bodies, lanes } = (await json(process.stdin)) as Burst;
// A server's queue of new connections holds 511; what waits for one is timed all the same.
const agent = new Agent({ keepAlive: true, maxSockets: 400 });
const began = Date.now();
const times = await inLanes(bodies, lanes ?? bodies.length, (body) =>
  signedRequest(url, secret, agent, body),
);
agent.destroy();
process.stdout.write(JSON.stringify({ began, times } satisfies Sent));
