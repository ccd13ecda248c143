import { quantile } from '../../bench/quantile.ts';
import { forbidden } from './journal.ts';
import type { World } from './world.ts';

/** One span of time and what failed in it besides the kills; ms of `Date.now()`. */
export interface Spell {
  name: string;
  from: number;
  to: number;
}

export interface Kill {
  runner: string;
  at: number;
  /** `random`, or the call and its moment. */
  point: string;
}

export interface Stop {
  runner: string;
  from: number;
  to: number;
}

export interface Recovery {
  jobs: number;
  p50: number;
  p99: number;
  longest: number;
}

const MOST_ROWS = 20;

/** What the journal says that may never be. */
export async function forbiddenIn(world: Pick<World, 'query'>): Promise<string[]> {
  const faults: string[] = [];
  for (const [what, sql] of Object.entries(forbidden)) {
    const rows = await world.query(sql);
    if (rows.length > MOST_ROWS) faults.push(`${what}: ${rows.length} times`);
    faults.push(...rows.slice(0, MOST_ROWS).map(({ it }) => `${what}: ${it}`));
  }
  return faults;
}

/** From each kill to the next claim of each job that the dead runner held. */
export async function recoveries(
  world: Pick<World, 'query'>,
  kills: readonly Kill[],
  spells: readonly Spell[],
): Promise<{ clear: Recovery; amidFaults: Recovery }> {
  const rows = await world.query(
    `select extract(epoch from t.at) * 1000 as killed, extract(epoch from n.at) * 1000 as claimed
     from jsonb_to_recordset($1) k(runner text, ms double precision)
     cross join lateral (select to_timestamp(k.ms / 1000) as at) t
     join chaos.claims c on c.writer = k.runner and c.at < t.at
     join chaos.claims n on n.job_id = c.job_id and n.fence = c.fence + 1
     where not exists (
       select from chaos.job_changes x where x.job_id = c.job_id and x.fence_was = c.fence and x.status_was = 'running' and x.at <= t.at)`,
    [JSON.stringify(kills.map(({ runner, at }) => ({ runner, ms: at })))],
  );
  const all = rows.map(({ killed, claimed }) => ({ killed: Number(killed), claimed: Number(claimed) }));
  const isClear = (one: { killed: number; claimed: number }) =>
    spells.some((s) => s.name === 'clear' && s.from <= one.killed && one.claimed <= s.to);
  const seconds = (some: typeof all) => figures(some.map(({ killed, claimed }) => (claimed - killed) / 1000));
  return {
    clear: seconds(all.filter(isClear)),
    amidFaults: seconds(all.filter((one) => !isClear(one))),
  };
}

function figures(values: number[]): Recovery {
  const at = (share: number) => (values.length === 0 ? 0 : quantile(values, share));
  return { jobs: values.length, p50: at(0.5), p99: at(0.99), longest: at(1) };
}

/** How the attempts ended that no runner ended itself, and those of them that nothing explains. */
export async function lostAttempts(
  world: Pick<World, 'query'>,
  { kills, stops, spells }: { kills: readonly Kill[]; stops: readonly Stop[]; spells: readonly Spell[] },
): Promise<{ claims: number; leasesOver: number; unheardClaims: number; faults: string[] }> {
  const rows = await world.query(
    `select x.job_id, c.writer, extract(epoch from c.at) * 1000 as claimed, extract(epoch from x.at) * 1000 as reaped,
       not exists (select from chaos.effects e where e.job_id = x.job_id and e.fence = x.fence_was and e.writer = c.writer) as idle
     from chaos.job_changes x join chaos.claims c on c.job_id = x.job_id and c.fence = x.fence_was
     where x.status_was = 'running' and x.status in ('queued', 'failed') and x.lease_over and x.writer <> 'people'`,
  );
  const faults: string[] = [];
  let unheardClaims = 0;
  for (const row of rows) {
    const claimed = Number(row.claimed);
    const reaped = Number(row.reaped);
    const isDead = kills.some(({ runner, at }) => runner === row.writer && at <= reaped);
    const isStopped = stops.some(
      ({ runner, from, to }) => runner === row.writer && from <= reaped && to >= claimed,
    );
    if (isDead || isStopped) continue;
    if (row.idle) unheardClaims += 1;
    const isClear = spells.some((s) => s.name === 'clear' && s.from <= claimed && reaped <= s.to);
    if (isClear)
      faults.push(`${row.writer} lived and lost its lease of job ${row.job_id}, and nothing failed`);
  }
  const [{ n } = { n: 0 }] = await world.query('select count(*) as n from chaos.claims');
  return { claims: Number(n), leasesOver: rows.length, unheardClaims, faults };
}
