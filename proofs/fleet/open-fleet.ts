import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLog } from '../../platform/log.ts';
import { type EmbeddedSupabase, startSupabase } from '../../sandbox/supabase/start.ts';
import { until } from '../../testing/product/app.ts';
import { type PartProcess, startPart } from '../production/part-process.ts';
import {
  type PartName,
  partNames,
  partRoles,
  type StandIns,
  startStandIns,
} from '../production/stand-ins.ts';

/** A balancer takes a dead replica off after its next look at it, ms. */
const HEALTH_CHECK_MS = 1000;
const MEMORY_EVERY_MS = 5000;

/** One process of a part, over its life. */
interface Replica {
  part: PartName;
  process: PartProcess;
  /** MB, each five seconds. */
  memory: number[];
  killed: boolean;
}

/** Something that was done to the parts or their database, ms of `Date.now()`. */
interface Disruption {
  what: string;
  began: number;
  /** When as many were ready as before. */
  ended: number;
}

export type Fleet = Awaited<ReturnType<typeof openFleet>>;

/**
 * So many processes of each part on one Postgres of their own, behind stand-ins that spread what arrives over those that
 * live, as a balancer does.
 *
 * @param env What an operator sets besides, by part.
 */
export async function openFleet(options: {
  size: Record<PartName, number>;
  env?: Partial<Record<PartName, Record<string, string>>>;
  people?: NonNullable<Parameters<typeof startStandIns>[2]>['people'];
}) {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-fleet-'));
  const supabase = await startSupabase({ dataFolder: folder, log: silentLog });
  const standIns = await startStandIns(supabase, folder, options.people ? { people: options.people } : {});
  const all: Replica[] = [];
  let live: Replica[] = [];
  const disruptions: Disruption[] = [];
  const faults: string[] = [];

  const of = (part: PartName) => live.filter((one) => one.part === part);
  const balance = () => {
    standIns.deliverTo(of('bot').map(({ process }) => process.url));
    standIns.webhooksTo(of('governor').map(({ process }) => process.url));
  };
  const start = async (part: PartName): Promise<Replica> => {
    const token = await supabase.token(partRoles[part]);
    const process = await startPart({
      env: { ...standIns.env(part, token), ...options.env?.[part] },
      // As in production: the hook that watches what a part loads is for the tests.
      bare: true,
    });
    const replica: Replica = { part, process, memory: [process.rssMb()], killed: false };
    all.push(replica);
    await until(`a ready ${part}`, async () => (await process.ready()).status === 200);
    live.push(replica);
    balance();
    return replica;
  };
  const leave = (replica: Replica) => {
    live = live.filter((one) => one !== replica);
    balance();
  };
  const disrupt = async (what: string, work: () => Promise<void>): Promise<void> => {
    const disruption: Disruption = { what, began: Date.now(), ended: Number.POSITIVE_INFINITY };
    disruptions.push(disruption);
    await work();
    disruption.ended = Date.now();
  };

  const memory = setInterval(() => {
    for (const replica of live)
      try {
        const mb = replica.process.rssMb();
        // Of a process that is about to end, nothing is resident.
        if (Number.isFinite(mb)) replica.memory.push(mb);
      } catch {
        // It has just been killed.
      }
  }, MEMORY_EVERY_MS);

  try {
    for (const part of partNames)
      await Promise.all(Array.from({ length: options.size[part] }, () => start(part)));
  } catch (error) {
    await close();
    throw error;
  }

  async function close(): Promise<void> {
    clearInterval(memory);
    await Promise.all(
      live.map(async ({ part, process }) => {
        const code = await process.stop();
        if (code !== 0) faults.push(`a ${part} ended with ${code} at SIGTERM`);
      }),
    );
    live = [];
    await standIns.stop();
    await supabase.stop();
    rmSync(folder, { recursive: true, force: true });
  }

  return {
    supabase: supabase as EmbeddedSupabase,
    standIns: standIns as StandIns,
    /** Every process there was. */
    all,
    disruptions,
    faults,
    of,
    /** kill -9; another process takes its place, as the host would start it. */
    kill: (part: PartName, index: number) =>
      disrupt(`kill -9 ${part}`, async () => {
        const victim = of(part)[index % of(part).length];
        if (!victim) throw new Error(`No ${part} runs`);
        victim.killed = true;
        await victim.process.kill();
        await sleep(HEALTH_CHECK_MS);
        leave(victim);
        await start(part);
      }),
    /** As a deploy does: one after the other is started anew, taken off the balancer and told to end. */
    roll: (part: PartName) =>
      disrupt(`rolling restart of ${part}`, async () => {
        for (const old of of(part)) {
          await start(part);
          leave(old);
          const code = await old.process.stop();
          if (code !== 0) faults.push(`a ${part} ended with ${code} at SIGTERM`);
        }
      }),
    /** A fast shut-down from outside, as at an update of the host; it comes back at the same port. */
    restartPostgres: () =>
      disrupt('restart of Postgres', async () => {
        const { rows } = await supabase.owner.query('select pg_backend_pid() as pid');
        const backend = readFileSync(`/proc/${String(rows[0]?.pid)}/status`, 'utf8');
        process.kill(Number(/^PPid:\s+(\d+)$/m.exec(backend)?.[1]), 'SIGINT');
        await sleep(200);
        await until('the database', async () => (await supabase.owner.query('select 1')).rows.length > 0);
      }),
    close,
  };
}
