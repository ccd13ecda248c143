import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../platform/clock.ts';
import { clearLine } from './faulty-proxy.ts';
import type { World } from './world.ts';

/** What came of the faults that a run brought about. */
export interface Weathered {
  postgres_restarts: number;
  backends_ended: number;
  connections_held_s: number;
}

export const weathers = [
  'restarts of Postgres',
  'backends ended',
  'no connection left',
  'a bad line',
] as const;
export type Weather = (typeof weathers)[number];

/** One more than the gateway has. */
const ALL_CONNECTIONS = 11;
/** Shares of the pieces that it carries. */
const badLine = { drops: 0.02, delays: 0.1, delayMs: 1500, halfOpens: 0.01 };

/** Has one thing fail again and again until `until`, ms of `Date.now()`; at the end it is whole. */
export async function bring(
  weather: Weather,
  until: number,
  { world, random, had, hurries }: { world: World; random: Random; had: Weathered; hurries: boolean },
): Promise<void> {
  const between = (least: number, most: number) =>
    sleep(Math.max(0, Math.min(least + random.next() * (most - least), until - Date.now())));
  if (weather === 'a bad line') {
    // A call on a half-open connection ends after its 15 s.
    world.line.set(hurries ? { ...badLine, halfOpens: 0 } : badLine);
    await between(until - Date.now(), until - Date.now());
    world.line.set(clearLine);
    return;
  }
  while (Date.now() < until) {
    if (weather === 'restarts of Postgres') {
      // Fast shutdown, immediate shutdown, and a crash of the machine.
      const how = (['SIGINT', 'SIGQUIT', 'SIGKILL'] as const)[Math.floor(random.next() * 3)] ?? 'SIGINT';
      if (world.signalPostgres(how)) had.postgres_restarts += 1;
      await between(5_000, 10_000);
    } else if (weather === 'backends ended') {
      had.backends_ended += await world.terminateBackends(0.5);
      await between(500, 2_000);
    } else {
      // Up to longer than the gateway lets a call wait for a connection, 10 s.
      const seconds = Math.min(3 + random.next() * 11, (until - Date.now()) / 1000);
      await world.holdConnections(ALL_CONNECTIONS, seconds);
      had.connections_held_s += Math.round(seconds);
      await between(2_000, 5_000);
    }
  }
}
