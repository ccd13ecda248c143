/**
 * Slack's limit of about one chat.postMessage a second and channel, with short bursts. Off until a test switches it on.
 */
export function createPacing(now: () => number) {
  let perSecond: number | null = null;
  const posts = new Map<string, number[]>();
  return {
    set(limit: number | null): void {
      perSecond = limit;
      posts.clear();
    },
    get: () => perSecond,
    /** Seconds to wait, or 0 when the post may go. */
    retryAfter(channelId: string): number {
      if (perSecond === null) return 0;
      const recent = (posts.get(channelId) ?? []).filter((at) => at > now() - 1000);
      if (recent.length >= perSecond) return 1;
      posts.set(channelId, [...recent, now()]);
      return 0;
    },
  };
}
export type Pacing = ReturnType<typeof createPacing>;
