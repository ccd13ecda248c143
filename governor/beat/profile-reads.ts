/** Reads of a profile that one governor makes for an account on a local day. LinkedIn counts them as visits of its own. */
const DAILY_CAP = 80;
/** A profile read this recently is still good for the release it was read for. */
const FRESH_MS = 15 * 60_000;
const REMEMBERED = 1000;
/** After the provider refused a read: at least this long nothing is read, at most twice as long. */
const REST_MS = 15 * 60_000;
/** Who could not be read is read again after twice as long each time, up to this. */
const MOST_REST_MS = 24 * 60 * 60_000;

/**
 * Keeps the reading of profiles within its own cap, and does not read one again while it is fresh.
 *
 * Counted per process: replicas together may reach a multiple of the cap. Reads come one per due release, and those are
 * limited in the database, so this only bounds what repeated failures could cause.
 */
export function profileReads() {
  const fresh = new Map<string, number>();
  const counts = new Map<string, { date: string; count: number }>();
  const resting = new Map<string, number>();
  const refused = new Map<string, { times: number; until: number }>();
  return {
    /** The provider is overloaded or refuses: the account reads nothing for a while. `random` in [0, 1). */
    rest: (accountId: string, now: number, random: number) =>
      resting.set(accountId, now + REST_MS * (1 + random)),
    isResting: (accountId: string, now: number) => (resting.get(accountId) ?? Number.NEGATIVE_INFINITY) > now,
    /** The provider did not show this person: the other actions of the account need not wait for them. */
    refuse(leadId: string, now: number): void {
      const times = (refused.get(leadId)?.times ?? 0) + 1;
      if (refused.size >= REMEMBERED) refused.clear();
      refused.set(leadId, { times, until: now + Math.min(MOST_REST_MS, REST_MS * 2 ** times) });
    },
    isRefused: (leadId: string, now: number) =>
      (refused.get(leadId)?.until ?? Number.NEGATIVE_INFINITY) > now,
    isFresh: (leadId: string, now: number) =>
      now - (fresh.get(leadId) ?? Number.NEGATIVE_INFINITY) < FRESH_MS,
    /** False: the day's cap is reached, nothing may be read. */
    take(accountId: string, date: string): boolean {
      const known = counts.get(accountId);
      const count = known?.date === date ? known.count : 0;
      if (count >= DAILY_CAP) return false;
      counts.set(accountId, { date, count: count + 1 });
      return true;
    },
    note(leadId: string, now: number): void {
      if (fresh.size >= REMEMBERED) fresh.clear();
      fresh.set(leadId, now);
      refused.delete(leadId);
    },
    forget: (leadId: string) => fresh.delete(leadId),
  };
}
export type ProfileReads = ReturnType<typeof profileReads>;
