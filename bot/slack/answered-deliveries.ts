import type { ReceiverEvent } from '@slack/bolt';
import type { Clock } from '../../platform/clock.ts';

/** Slack sends again within minutes. */
const KEEP_MS = 10 * 60_000;

interface Answer {
  until: number;
  /** What the handler answered; undefined once the person has it another way. */
  response: Promise<unknown>;
}

/**
 * What was delivered in the last minutes and how it was answered: what Slack sends again gets the same answer, and is
 * not done again. Only for one process; across processes the database decides (idempotency key, compare-and-set).
 */
export class AnsweredDeliveries {
  readonly #answers = new Map<string, Answer>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The answer to an earlier delivery of the same, given or under way. */
  earlier(key: string): Promise<unknown> | undefined {
    const now = this.#clock.now();
    // Oldest first: a map keeps the order of insertion.
    for (const [old, { until }] of this.#answers) {
      if (until > now) break;
      this.#answers.delete(old);
    }
    return this.#answers.get(key)?.response;
  }

  note(key: string, response: Promise<unknown>): void {
    this.#answers.set(key, { until: this.#clock.now() + KEEP_MS, response });
  }

  forget(key: string): void {
    this.#answers.delete(key);
  }
}

/** The same for each delivery of the same command, press, form or event, in any envelope. */
export function deliveryKey({ body, customProperties }: ReceiverEvent): string {
  const { event_id, trigger_id } = (body ?? {}) as { event_id?: string; trigger_id?: string };
  return event_id ?? trigger_id ?? String(customProperties?.envelope_id);
}
