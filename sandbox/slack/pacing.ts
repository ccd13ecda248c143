import { slackRates } from '../../ports/slack-limits.ts';

const MINUTE = 60_000;

export interface Rates {
  /** About one chat.postMessage a second and channel in Slack, with short bursts; null: as many as the app likes. */
  posts_per_second: number | null;
  /** Whether each other method has Slack's number of calls a minute. */
  tiers: boolean;
  /** Events that the app gets; null: all. */
  events_per_hour: number | null;
}

/** Slack's rates. Off until a test switches them on, as a sandbox is worked faster than a workspace. */
export function createPacing(now: () => number) {
  let rates: Rates = { posts_per_second: null, tiers: false, events_per_hour: null };
  const calls = new Map<string, number[]>();
  let toldMinute = 0;

  /** Seconds until another one may go; 0, and counted, when it may go now. */
  function retryAfter(key: string, most: number, withinMs: number): number {
    const recent = (calls.get(key) ?? []).filter((at) => at > now() - withinMs);
    const first = recent[0];
    if (first !== undefined && recent.length >= most)
      return Math.max(1, Math.ceil((first + withinMs - now()) / 1000));
    calls.set(key, [...recent, now()]);
    return 0;
  }

  return {
    set(wanted: Partial<Rates>): void {
      rates = { ...rates, ...wanted };
      calls.clear();
      toldMinute = 0;
    },
    get: (): Rates => rates,
    post: (channelId: string): number =>
      rates.posts_per_second === null ? 0 : retryAfter(`post ${channelId}`, rates.posts_per_second, 1000),
    call(method: string): number {
      const most = rates.tiers ? slackRates[method] : undefined;
      return most === undefined ? 0 : retryAfter(`call ${method}`, most, MINUTE);
    },
    /** Whether an event may be sent. */
    event: (): boolean =>
      rates.events_per_hour === null || retryAfter('event', rates.events_per_hour, 60 * MINUTE) === 0,
    /** The minute in which events are held back, in seconds since 1970; undefined once it was told. */
    untoldMinute(): number | undefined {
      const minute = Math.floor(now() / MINUTE) * 60;
      if (minute === toldMinute) return undefined;
      toldMinute = minute;
      return minute;
    },
  };
}
export type Pacing = ReturnType<typeof createPacing>;
