import type { Owner } from './owner.ts';

/** Where outreach stands, as far as a play until the next action needs it. */
interface Standing {
  /** Dispatches that have ended, with any outcome. */
  ended: number;
  /** Approved actions that wait. */
  waiting: number;
  /** What holds all of them until a person does something; null: at least one goes by itself. */
  heldBy: string | null;
}

export async function readStanding(owner: Owner): Promise<Standing> {
  const { rows } = await owner.query(
    `select (select count(*) from outreach.release_ledger where source = 'release' and ended_at is not null)::integer as ended,
            count(*)::integer as waiting,
            case when bool_and(blocked_by is not null and retry_at is null and not aside) then min(blocked_by) end as held_by
     from outreach.linkedin_automation where status in ('approved', 'scheduled', 'dispatching')`,
  );
  const row = rows[0] ?? {};
  return {
    ended: Number(row.ended ?? 0),
    waiting: Number(row.waiting ?? 0),
    heldBy: typeof row.held_by === 'string' ? row.held_by : null,
  };
}

/** How a play until the next action ended. */
export type PlayedUntil = 'released' | 'nothing_waits' | 'held' | 'time_is_up';

/** Whether there is a reason to stop, after `from` was seen at the start; null: play on. */
export function reasonToStop(from: Standing, at: Standing): Exclude<PlayedUntil, 'time_is_up'> | null {
  if (at.ended > from.ended) return 'released';
  if (at.waiting === 0) return 'nothing_waits';
  return at.heldBy === null ? null : 'held';
}
