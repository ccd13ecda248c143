import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ActionType } from '../ports/outreach.ts';
import { type CrashOptions, type CrashPoint, crashPoints } from '../testing/governor/crash-points.ts';
import { openWorld, seed, type World } from '../testing/governor/world.ts';
import { seeded } from '../testing/seeded.ts';

const SCRIPT = join(import.meta.dirname, '../testing/governor/crash-governor.ts');
const UNTIL_DONE_MINUTES = 20;

interface GovernorKillProof {
  kills: number;
  /** Kills by point. */
  points: Record<string, number>;
  /** How the actions ended: completed, or unknown and left to a person. */
  ended: Record<string, number>;
  /** Writes that reached LinkedIn although the answer was not heard. */
  unheard: number;
  faults: string[];
}

/**
 * Kills governors by SIGKILL around the one call of a release, each a process of its own, and lets another one go on.
 *
 * A fault is: a second write of the same action, a write without a committed claim, an action that is lost or ends in a
 * state that contradicts LinkedIn, any breach that the simulator's judge saw.
 */
export async function proveGovernorKills(
  database: Parameters<typeof openWorld>[0],
  options: { seed: number; kills: number; log(line: string): void },
): Promise<GovernorKillProof> {
  const random = seeded(options.seed).next;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const proof: GovernorKillProof = { kills: 0, points: {}, ended: {}, unheard: 0, faults: [] };
  const world = await openWorld(database, options.seed);
  try {
    await world.setAccount({
      window_start: '00:00',
      window_end: '23:59',
      gap_min_minutes: 1,
      gap_max_minutes: 2,
    });
    await world.setRules(200, 200);
    const survivor = await world.startGovernor();
    world.drive(survivor);
    const work = acts();
    while (proof.kills < options.kills) {
      const [lead, type, text] = work[proof.kills % work.length] ?? [0, 'view_profile', null];
      // Every point comes; `during`, where the outcome is unknown, more often than the others.
      const point: CrashPoint =
        proof.kills < crashPoints.length
          ? (crashPoints[proof.kills] ?? 'write:during')
          : pick([...crashPoints, 'write:during', 'write:during']);
      const slug = seed.leads[lead]?.public_identifier;
      const reached = () => world.writes().filter((w) => w.kind === type && w.lead === slug);
      const before = reached().length;
      const action = await world.due(lead, type, text);
      await world.inject({ fault: null });
      if (point === 'write:during')
        await world.inject({ fault: { on: 'write', commit: random() < 0.5, delay_ms: 500 } });
      const exit = await runUntilKilled(world, database.publishableKey, point, Math.floor(random() * 300));
      if (exit !== 'SIGKILL') proof.faults.push(`${point}: the governor was not killed (${exit})`);
      await world.linkedIn.idle();
      await world.inject({ fault: null });
      const heard = (await world.get(action)).status === 'completed';
      await world.clock.advance(UNTIL_DONE_MINUTES);
      const { status } = await world.get(action);
      const writes = reached().slice(before);
      const effects = writes.filter((w) => w.effect).length;
      if (!heard && writes.length > 0) proof.unheard += 1;
      proof.kills += 1;
      proof.points[point] = (proof.points[point] ?? 0) + 1;
      proof.ended[status] = (proof.ended[status] ?? 0) + 1;
      if (writes.length > 1) proof.faults.push(`${point}: ${type} reached LinkedIn ${writes.length} times`);
      if (status === 'completed' ? effects !== 1 : status !== 'unknown')
        proof.faults.push(`${point}: ${type} ended ${status} with ${effects} effects`);
      // What can be seen at the provider must have been seen.
      if (status === 'unknown' && effects > 0 && type !== 'view_profile')
        proof.faults.push(`${point}: ${type} was sent and stayed unknown`);
      options.log(`kill ${proof.kills} at ${point}: ${type} ${status}, ${writes.length} reached LinkedIn`);
      if (status === 'unknown')
        await world.bot.resolveUnknown(action, 'rui', effects > 0 ? 'sent' : 'not_sent');
      await world.clear();
    }
    await survivor.stop(5000);
    proof.faults.push(...world.linkedIn.judge.breaches());
  } finally {
    await world.stop();
  }
  return proof;
}

/** Each person once for each kind of act, kinds in turn. */
function acts(): [number, ActionType, string | null][] {
  const strangers = seed.leads.flatMap((l, i) => (l.connected ? [] : [i]));
  const friends = seed.leads.flatMap((l, i) => (l.connected ? [i] : []));
  const list: [number, ActionType, string | null][] = [];
  for (let i = 0; i < strangers.length; i += 1) {
    const [stranger, friend] = [strangers[i], friends[i]];
    if (stranger !== undefined) list.push([stranger, 'send_invite', i % 2 ? null : `Olá!\nNota ${i}`]);
    if (friend !== undefined) list.push([friend, 'send_message', `Bom dia,\n\nmensagem ${i}`]);
    if (stranger !== undefined) list.push([stranger, 'view_profile', null]);
  }
  return list;
}

async function runUntilKilled(
  world: World,
  publishableKey: string,
  crashAt: CrashPoint,
  afterMs: number,
): Promise<string> {
  const { linkedIn } = world;
  const options: CrashOptions = {
    database: { url: world.databaseUrl, publishableKey, token: world.token },
    unipile: linkedIn.unipile,
    offset: world.clock.now() - Date.now(),
    crashAt,
    afterMs,
  };
  const child = spawn(process.execPath, [SCRIPT, JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return signal ?? `exit ${code}`;
}
