import type { Clock } from './clock.ts';
import { isExpected } from './errors.ts';
import type { Log } from './log.ts';

/** So many calls in a row without an answer mean that the other side is away. */
const SILENT_CALLS = 3;

/**
 * What the last calls to another system say of the line to it. The log has one line with the cause when it goes, and one
 * when it is back; who asks for `refusal` makes no call of their own.
 */
export class Outage {
  readonly #to: string;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #log: Log;
  readonly #fields: { model?: string };
  readonly #told = new Set<string>();
  #unanswered = 0;
  #refusal: string | null = null;
  #since: number | null = null;

  /** @param to `database`, `model`, `unipile`: the beginning of both events. */
  constructor(to: string, clock: Pick<Clock, 'now'>, log: Log, fields: { model?: string } = {}) {
    this.#to = to;
    this.#clock = clock;
    this.#log = log;
    this.#fields = fields;
  }

  /** Its word when it refuses us: nothing will do until an operator acts. Null while it does not. */
  get refusal(): string | null {
    return this.#refusal;
  }

  get isUp(): boolean {
    return this.#since === null;
  }

  answered(): void {
    this.#unanswered = 0;
    this.#refusal = null;
    if (this.#since === null) return;
    const ms = this.#clock.now() - this.#since;
    this.#since = null;
    this.#told.clear();
    this.#log.info(`${this.#to}_back`, { ...this.#fields, ms });
  }

  /** @param code Of the refusal, such as `token_refused`. */
  refused(code: string): void {
    this.#refusal = code;
    this.#tell(code);
  }

  /** @param code Of socket, resolver or status: what an operator would look for. */
  unanswered(code: string): void {
    this.#unanswered += 1;
    if (this.#unanswered >= SILENT_CALLS && this.#since === null) this.#tell(code);
  }

  #tell(code: string): void {
    this.#since ??= this.#clock.now();
    if (this.#told.has(code)) return;
    this.#told.add(code);
    this.#log.error(`${this.#to}_away`, { ...this.#fields, code });
  }
}

/**
 * The log without lines that say no more than that the database is away: each loop would write one a second, and the
 * outage has its own. What a person or a release lost by it stays.
 */
export function withoutOutages(log: Log): Log {
  type Line = (event: string, fields?: Parameters<Log['warn']>[1]) => void;
  const telling =
    (line: Line): Line =>
    (event, fields) => {
      const isOutage = isExpected(fields?.error, 'database_unavailable', 'token_refused');
      if (isOutage && fields?.user_id === undefined && fields?.release_id === undefined) return;
      line(event, fields);
    };
  return { info: telling(log.info), warn: telling(log.warn), error: telling(log.error) };
}
