/** When a beat comes, ms. */
export interface BeatTiming {
  everyMs: number;
  /** How much later than its time a beat may start: a governor that always calls at :00 looks like what it is. */
  jitterMs: number;
  /** A beat that waits for its provider may delay the next one by so much. */
  graceMs: number;
}

/** Of the governor as it is set up by itself: a beat each minute. */
export const beatTiming: BeatTiming = { everyMs: 60_000, jitterMs: 45_000, graceMs: 5 * 60_000 };

/** How late a beat can come in normal operation. */
export function latenessOf({ everyMs, jitterMs, graceMs }: BeatTiming): number {
  return everyMs + jitterMs + graceMs;
}
