import type { Owner } from './owner.ts';

interface Due {
  /** Something that only a beat of the governor notices. */
  beat: number | null;
  /** Something that happens by itself: a retry of a job, a redrawn card, a webhook. */
  other: number | null;
}

/** Each names moments by which something waits, and whether a beat of the governor is what it waits for. */
const waits: { table: string; isBeat: boolean; sql: string }[] = [
  {
    table: 'outreach.linkedin_automation',
    isBeat: true,
    sql: `select unnest(array[scheduled_for, retry_at]) as at from outreach.linkedin_automation
          where status in ('approved', 'scheduled')
          union all
          -- Ready, and nothing holds it: the next beat sees it. What has its time waits for the gap as well, of which its row says nothing.
          select greatest(platform.now() + interval '1 second', case when n.status = 'scheduled' then greatest(a.last_dispatch_at, a.resumed_at)
            + case when n.in_reply_to is null then make_interval(mins => a.gap_min_minutes) else interval '2 minutes' end end)
          from outreach.linkedin_automation n join outreach.accounts a on a.id = n.account_id
          where n.status in ('approved', 'scheduled') and n.blocked_by is null and not n.aside
            and coalesce(greatest(n.scheduled_for, n.retry_at), '-infinity') <= platform.now()`,
  },
  {
    table: 'outreach.release_ledger',
    isBeat: true,
    sql: `select next_lookup_at as at from outreach.release_ledger where next_lookup_at is not null
          union all
          select dispatched_at + interval '2 minutes' from outreach.release_ledger where outcome = 'dispatching'`,
  },
  {
    table: 'outreach.outbox',
    isBeat: false,
    sql: 'select run_at as at from outreach.outbox where wanted > shown and not given_up',
  },
  {
    table: 'content.outbox',
    isBeat: false,
    sql: 'select run_at as at from content.outbox where wanted > shown and not given_up',
  },
  {
    table: 'content.jobs',
    isBeat: false,
    sql: `select run_at as at from content.jobs where status = 'queued'`,
  },
  {
    table: 'content.waits',
    isBeat: false,
    sql: 'select look_at as at from content.waits where look_at is not null',
  },
];

/** Nearer than this one look is enough for both. */
const TOGETHER_MS = 1000;

type NextDue = (now: number, timers: (number | null)[]) => Promise<Due>;

/**
 * Answers the earliest moments after `now` at which something is due, as far as the database has the tables.
 *
 * @param beatsOnly Asks for nothing else, which takes less.
 */
export async function createNextDue(owner: Owner, { beatsOnly = false } = {}): Promise<NextDue> {
  const asked = waits.filter(({ isBeat }) => isBeat || !beatsOnly);
  const { rows: known } = await owner.query(
    'select name from unnest($1::text[]) name where to_regclass(name) is not null',
    [asked.map(({ table }) => table)],
  );
  const there = asked.filter(({ table }) => known.some(({ name }) => name === table));
  const selects = there.map(({ isBeat, sql }) => `select ${isBeat} as is_beat, w.at from (${sql}) w`);
  return async (now, timers) => {
    const { rows } = await owner.query(
      `select d.is_beat, (extract(epoch from min(d.at)) * 1000)::float8 as ms
       from (${selects.join(' union all ')}) d where d.at > to_timestamp($1) group by d.is_beat`,
      [now / 1000],
    );
    const stored = (isBeat: boolean): number | null => {
      const row = rows.find(({ is_beat }) => is_beat === isBeat);
      return row ? Math.ceil(Number(row.ms)) : null;
    };
    const others = [stored(false), ...timers].filter((at): at is number => at !== null && at > now);
    const other = others.length > 0 ? Math.max(Math.min(...others), now + TOGETHER_MS) : null;
    return { beat: stored(true), other };
  };
}
