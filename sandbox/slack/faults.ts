export interface Fault {
  /**
   * A Web API method, `response_url`, `upload`, or `*` for any. `share`, by its name alone: what `files.completeUploadExternal` asked
   * for never shows.
   */
  method: string;
  /** How many calls it hits. */
  count: number;
  /** HTTP status of the answer; 0 drops the connection. */
  status?: number;
  /** Slack error code of the answer, such as `ratelimited`. */
  error?: string;
  retry_after?: number;
  delay_ms?: number;
  /** The work is done first, then the fault strikes: the caller cannot know. */
  commit?: boolean;
}

/** What a test wants to go wrong next; memory only. */
export function createFaults() {
  let list: Fault[] = [];
  return {
    add: (fault: Fault): void => void list.push({ ...fault }),
    clear(): void {
      list = [];
    },
    list: (): Fault[] => list.map((f) => ({ ...f })),
    /** The fault that this call meets, counted down. */
    take(method: string, { named = false } = {}): Fault | undefined {
      const fault = list.find((f) => f.method === method || (f.method === '*' && !named));
      if (!fault) return undefined;
      fault.count -= 1;
      list = list.filter((f) => f.count > 0);
      return fault;
    },
  };
}
export type Faults = ReturnType<typeof createFaults>;
