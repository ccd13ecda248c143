import type { FileStore } from '../../platform/file-store.ts';
import { silentLog } from '../../platform/log.ts';
import { seeded } from '../../testing/seeded.ts';
import { Faults } from './faults.ts';
import { breachesOf } from './invariants.ts';
import { ModelInMemory } from './model.ts';
import { type Command, People } from './people.ts';
import { isOver } from './play-seed.ts';
import { engineFaults } from './points.ts';
import { SlackInMemory } from './slack.ts';
import { type Fleet, Supervisor } from './supervise.ts';
import { VirtualTime } from './virtual-time.ts';
import { TEAM, type WatchedDatabase } from './watched-database.ts';
import { between, type World } from './world.ts';

const STARTS = Date.parse('2026-11-30T12:00:00Z');
const LOOK_MS = 5000;
/** After the last command everything has ended within so long. */
const PATIENCE_MS = 60 * 60_000;
/** Slack's, for the answer to a command. */
const ACK_LIMIT_MS = 3000;

export interface Load {
  seed: number;
  /** Commands come from each of them alike over the whole time, but from the noisy ones all in its first tenth. */
  people: number;
  noisyPeople: number;
  commands: number;
  noisyCommands: number;
  minutes: number;
  modelMs: number;
  fleet: Fleet;
}

/** Nothing goes wrong, and there is a lot to do: who gets what share, and when. All times are virtual. */
export async function playLoad(database: WatchedDatabase, load: Load, storage: FileStore) {
  const time = new VirtualTime(STARTS);
  const random = seeded(load.seed);
  const faults = new Faults(time, random, load.seed, engineFaults, () => {});
  faults.end();
  await database.begin(load.seed, time);
  const everyone = Array.from({ length: load.people }, (_, n) => `U1P${String(n).padStart(4, '0')}`);
  const noisy = everyone.slice(0, load.noisyPeople);
  const others = everyone.slice(load.noisyPeople);
  for (const user_id of everyone)
    await database.owner.query('select platform.note_person($1)', [
      { team_id: TEAM, user_id, name: user_id, tz: 'UTC' },
    ]);
  const world: World = {
    ...{ seed: load.seed, time, random, faults, database, storage, log: silentLog },
    slack: new SlackInMemory(time, random),
    model: new ModelInMemory(time, random, load.modelMs),
  };
  const parts = new Supervisor(world, load.fleet);
  const people = new People(world, parts);
  const span = load.minutes * 60_000;
  const commands = Array.from({ length: load.commands }, (_, n): Command => {
    const isNoisy = n < load.noisyCommands;
    const from = isNoisy ? noisy : others;
    // The processes are there by then.
    return {
      requester: from[n % from.length] ?? '',
      atMs: 5000 + between(random, 0, isNoisy ? span / 10 : span),
    };
  });
  const found: string[] = [];
  const story = async () => {
    const asked = people.ask(commands);
    let isAsked = false;
    void asked.then(() => {
      isAsked = true;
    });
    const until = time.now + span + PATIENCE_MS;
    while (!isAsked || !(await isOver(world))) {
      if (time.now > until) {
        found.push(`${PATIENCE_MS / 60_000} minutes after the last command not everything has ended`);
        break;
      }
      await people.settle();
      await time.sleep(LOOK_MS, undefined, null);
    }
    found.push(...(await breachesOf(world, people)));
  };
  await time.run(story());
  parts.end();
  const waits = await database.ask(
    `select j.requester_id = any (string_to_array($1, ',')) as noisy, extract(epoch from min(m.at) - j.created_at)::float8 as s
     from content.jobs j join simulation.moves m on m.job_id = j.id and m."to" = 'running' group by j.id`,
    noisy.join(','),
  );
  const waited = (isNoisy: boolean) =>
    quantiles(waits.filter((wait) => wait.noisy === isNoisy).map(({ s }) => Number(s)));
  const wait_s = { others: waited(false), noisy: waited(true) };
  const ack_ms = quantiles(people.acks);
  if (ack_ms.longest > ACK_LIMIT_MS) found.push(`an acknowledgement took ${ack_ms.longest} ms`);
  if (people.accepted.length < load.commands)
    found.push(`${load.commands - people.accepted.length} commands were not taken`);
  if (wait_s.noisy.p50 > 5 && wait_s.others.p99 > wait_s.noisy.p50)
    found.push(
      `others waited ${wait_s.others.p99} s (p99) behind those who waited ${wait_s.noisy.p50} s (p50)`,
    );
  return {
    ...load,
    calls: faults.calls,
    model_calls: world.model.calls,
    messages: world.slack.messages.length,
    virtual_minutes: Math.round((time.now - STARTS) / 60_000),
    ack_ms,
    wait_s,
    faults: found,
  };
}

function quantiles(of: number[]): { p50: number; p99: number; longest: number } {
  const sorted = of.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(10 * (sorted[Math.ceil(share * sorted.length) - 1] ?? 0)) / 10;
  return { p50: at(0.5), p99: at(0.99), longest: at(1) };
}
