import { type Clock, systemClock, systemRandom } from '../../../platform/clock.ts';
import { namedLanes } from '../../../platform/lanes.ts';
import type { Log } from '../../../platform/log.ts';
import { retry } from '../../../platform/retry.ts';
import { type PlayedUntil, readStanding, reasonToStop } from './next-action.ts';
import { createNextDue } from './next-due.ts';
import type { Owner } from './owner.ts';

const MINUTE = 60_000;
/** Also where nothing is known to be due, the governor beats this often: not everything that waits has a time. */
const BEAT_EVERY_MS = 15 * MINUTE;
/** As the governor's own cron is late. */
const BEAT_LATE_MS = 45_000;
const IDLE_MS = 5_000;
/** A weekend, holidays and a breaker of 7 days lie within it. */
const NEXT_ACTION_MINUTES = 14 * 24 * 60;
/** Postgres' code for a lock that another process holds. */
const LOCK_NOT_AVAILABLE = '55P03';
const SHIFT_WAIT_MS = 5;
const SHIFT_ATTEMPTS = 2_000;

export interface ClockOptions {
  owner: Owner;
  log: Log;
  /** One beat of the governor; resolves when what it began has ended. */
  beat(): Promise<void>;
  /** Resolves when nothing is in flight anywhere in the sandbox. */
  idle(): Promise<void>;
  /** When the stand-ins' own timers are due, in virtual time: webhooks, lags. */
  timers(): (number | null)[];
  /** Moves what lives seconds and not days, such as Slack's triggers, along with the clock. */
  carry?(ms: number): void;
  /** In [0, 1). */
  random?: () => number;
  /** The machine's. */
  real?: Clock;
  /** Longest wait for `idle`, in real ms: a model that thinks for minutes does not stop the clock. */
  idleMs?: number;
}

export interface SandboxClock {
  /** Virtual time in ms since 1970: what `platform.now()` answers. */
  now(): number;
  /**
   * Plays the next minutes: everything that falls due in them happens at its time and in its order, with a pause until
   * nothing moves any more. Plays that are asked for at once come one after the other.
   *
   * @returns Virtual time afterwards.
   */
  advance(minutes: number): Promise<number>;
  /** Plays until an outreach action was released, or until it is clear that none will be, at most 14 days. */
  advanceToNextAction(): Promise<{ now: number; ended: PlayedUntil; heldBy: string | null }>;
}

/** The sandbox's one clock. The offset is kept in the database, so a restart goes on from where it was. */
export async function createSandboxClock(options: ClockOptions): Promise<SandboxClock> {
  const { owner, log, real = systemClock } = options;
  let offset = await readOffset(owner);
  const [leased, nextDue] = await Promise.all([leasedTables(owner), createNextDue(owner)]);
  const now = () => real.now() + offset;
  const nextBeat = createNextBeat(options.random ?? systemRandom.next);
  const inOrder = namedLanes();

  async function play(
    minutes: number,
    isEnough: () => Promise<boolean> = async () => false,
  ): Promise<number> {
    const began = performance.now();
    // Others may have moved it: tests do, through SQL.
    offset = await readOffset(owner);
    const end = now() + minutes * MINUTE;
    let beatenAt = now();
    let beats = 0;
    await settle();
    for (;;) {
      const due = await nextDue(now(), options.timers());
      const beatAt = nextBeat(Math.min(due.beat ?? Number.POSITIVE_INFINITY, beatenAt + BEAT_EVERY_MS));
      const at = Math.min(beatAt, due.other ?? Number.POSITIVE_INFINITY, end);
      await moveTo(at);
      await settle();
      if (at === beatAt) {
        await options.beat();
        await settle();
        beatenAt = at;
        beats += 1;
        if (await isEnough()) break;
      }
      if (at >= end) break;
    }
    log.info('clock_advanced', { ms: Math.round(performance.now() - began), count: beats });
    return now();
  }

  /** Leases are promises of seconds: a holder keeps what is left of one. */
  async function moveTo(at: number): Promise<void> {
    const step = Math.round(at - now());
    if (step <= 0) return;
    await shift(owner, leased, offset + step, step);
    options.carry?.(step);
    offset += step;
  }

  async function settle(): Promise<void> {
    const quiet = new AbortController();
    await Promise.race([options.idle(), real.sleep(options.idleMs ?? IDLE_MS, quiet.signal)]);
    quiet.abort();
  }

  return {
    now,
    advance(minutes) {
      return inOrder('play', () => play(minutes));
    },
    advanceToNextAction() {
      return inOrder('play', async () => {
        const from = await readStanding(owner);
        let ended = (from.waiting === 0 ? 'nothing_waits' : 'time_is_up') as PlayedUntil;
        let heldBy: string | null = null;
        if (ended === 'time_is_up')
          await play(NEXT_ACTION_MINUTES, async () => {
            const at = await readStanding(owner);
            ended = reasonToStop(from, at) ?? 'time_is_up';
            heldBy = at.heldBy;
            return ended !== 'time_is_up';
          });
        return { now: now(), ended, heldBy: ended === 'held' ? heldBy : null };
      });
    },
  };
}

/**
 * Moves clock and leases in one step. The tables are locked, or a lease that is taken meanwhile by the old clock would be
 * over by the new one. Never waits while it holds a lock, so that it can be part of no deadlock.
 */
async function shift(owner: Owner, leased: string[], offset: number, step: number): Promise<void> {
  const statements = [
    ...leased.map((table) => `lock table ${table} in share row exclusive mode nowait`),
    ...leased.map(
      (table) =>
        `update ${table} set leased_until = leased_until + interval '${step} milliseconds' where leased_until > platform.now()`,
    ),
    `select platform.set_clock_offset(interval '${offset} milliseconds')`,
  ].join(';\n');
  await retry(
    { clock: systemClock, firstMs: SHIFT_WAIT_MS, tries: SHIFT_ATTEMPTS },
    (error) => (error as { code?: string }).code === LOCK_NOT_AVAILABLE,
    () => owner.query(statements),
  );
}

/** The governor's cron fires on full minutes, and then waits a little, drawn anew for each. */
function createNextBeat(random: () => number): (due: number) => number {
  // Minutes that were asked for keep their draw, however often they are asked for.
  const drawn = new Map<number, number>();
  const beatOf = (minute: number): number => {
    if (drawn.size > 100) drawn.clear();
    const late = drawn.get(minute) ?? Math.floor(random() * BEAT_LATE_MS);
    drawn.set(minute, late);
    return minute + late;
  };
  return (due) => {
    const minute = Math.ceil((due - BEAT_LATE_MS) / MINUTE) * MINUTE;
    return beatOf(minute) >= due ? beatOf(minute) : beatOf(minute + MINUTE);
  };
}

async function readOffset(owner: Owner): Promise<number> {
  const { rows } = await owner.query(
    'select round(extract(epoch from clock_offset) * 1000)::float8 as ms from platform.settings',
  );
  return Number(rows[0]?.ms ?? 0);
}

async function leasedTables(owner: Owner): Promise<string[]> {
  const { rows } = await owner.query(
    `select format('%I.%I', c.table_schema, c.table_name) as name
     from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.column_name = 'leased_until' and c.table_schema in ('content', 'outreach') and t.table_type = 'BASE TABLE'
     order by 1`,
  );
  return rows.map((row) => String(row.name));
}
