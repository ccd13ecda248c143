import type { Change, Person } from '../shapes.ts';
import type { Workspace } from '../workspace.ts';
import { mayRead, personOf } from './input.ts';
import type { Route } from './route.ts';

const HEARTBEAT_MS = 15_000;

/** Server-sent events: one for every visible change; with `user_id` only those that this person sees. */
export const eventsRoute: Route = (ws, { query, req, res }) => {
  const userId = query.get('user_id');
  const person = userId === null ? null : personOf(ws, userId);
  res.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
    'x-accel-buffering': 'no',
  });
  res.write('retry: 1000\n: connected\n\n');
  const unsubscribe = ws.changes.subscribe((change) => {
    if (!person || sees(ws, person, change)) res.write(`data: ${JSON.stringify(change)}\n\n`);
  });
  const heartbeat = setInterval(() => res.write(': alive\n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  req.on('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
};

function sees(ws: Workspace, person: Person, change: Change): boolean {
  if (change.user_id !== undefined && change.user_id !== person.id) return false;
  const channel = change.channel_id === undefined ? undefined : ws.channels.get(change.channel_id);
  return !channel || mayRead(ws, person, channel);
}
