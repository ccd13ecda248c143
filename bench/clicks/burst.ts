// A process that presses: reads a burst as JSON, writes what it took.
import { Agent } from 'node:http';
import { json } from 'node:stream/consumers';
import { signedRequest } from '../signed-request.ts';
import type { Burst, Pressed } from './press-all.ts';

const { url, secret, bodies } = (await json(process.stdin)) as Burst;
// A server's queue of new connections holds 511; a press that waits for one is timed all the same.
const agent = new Agent({ keepAlive: true, maxSockets: 400 });
const began = Date.now();
const times = await Promise.all(bodies.map((body) => signedRequest(url, secret, agent, body)));
agent.destroy();
process.stdout.write(JSON.stringify({ began, times } satisfies Pressed));
