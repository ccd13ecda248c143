/** What a look for work answered: a list, a number, something or nothing. */
function countOf(answer: unknown): number {
  if (Array.isArray(answer)) return answer.length;
  return typeof answer === 'number' ? answer : Number(Boolean(answer));
}

/** Looks of a loop that may fail one after the other before a wake no longer waits for it. */
const FAILURES = 2;

/** Longest pause of a loop while a host is paid for the wait, ms; while work holds the wake in any case, less often. */
const HURRIED_MS = 250;
const UNDER_WAY_MS = 1000;

/** One loop's side of the rounds. */
export class Turn {
  readonly #rounds: Rounds;
  /** The moment, as the rounds count them, at which a look in vain began; -1: none did yet. */
  emptyAt = -1;
  failures = 0;

  constructor(rounds: Rounds) {
    this.#rounds = rounds;
  }

  /** Passes on what `ask` answers; an empty answer is nothing that was due when it was asked. */
  async look<T>(ask: () => Promise<T>): Promise<T> {
    const at = this.#rounds.moment;
    try {
      const answer = await ask();
      this.failures = 0;
      const count = countOf(answer);
      if (count > 0) this.#rounds.happened(count);
      else this.emptyAt = at;
      return answer;
    } catch (error) {
      this.failures += 1;
      throw error;
    } finally {
      this.#rounds.changed();
    }
  }

  /** How long the loop may pause that would pause for `ms`. */
  pause(ms: number): number {
    return Math.min(ms, this.#rounds.longestPauseMs);
  }

  /** It may not look now, for a reason that no waiting here removes. */
  pass(): void {
    this.failures = FAILURES;
    this.#rounds.changed();
  }

  rests(moment: number): boolean {
    return this.emptyAt === moment || this.failures >= FAILURES;
  }
}

/**
 * What the loops of a part say of their looks for work, so that a wake knows when nothing is due: each loop looked in vain
 * after the last thing that happened, and nothing is under way.
 */
export class Rounds {
  readonly #turns = new Set<Turn>();
  readonly #waiting = new Set<() => void>();
  #underWay = 0;
  #found = 0;
  /** Counts what happened: found, begun, ended, asked. */
  moment = 0;
  /** The loops run while a wake is held, and no longer. */
  readonly #hurried: boolean;

  constructor({ hurried }: { hurried: boolean } = { hurried: false }) {
    this.#hurried = hurried;
  }

  get longestPauseMs(): number {
    if (!this.#hurried) return Number.POSITIVE_INFINITY;
    return this.#underWay > 0 ? UNDER_WAY_MS : HURRIED_MS;
  }

  /** Pieces of work since the process began. */
  get found(): number {
    return this.#found;
  }

  /** Pieces under way, and loops that have not looked in vain: those that could not look among them. */
  get left(): number {
    const restless = [...this.#turns].filter((turn) => turn.emptyAt !== this.moment);
    return this.#underWay + restless.length;
  }

  /** For one loop, for as long as it runs. */
  join(): Turn {
    const turn = new Turn(this);
    this.#turns.add(turn);
    return turn;
  }

  /** The loops were stopped: they look no more. */
  forget(): void {
    this.#turns.clear();
  }

  happened(count = 0): void {
    this.#found += count;
    this.moment += 1;
  }

  /** Work that no look shows while it is under way; its end may have left something for another loop. */
  during(work: Promise<unknown>): void {
    this.#underWay += 1;
    this.happened();
    const ended = () => {
      this.#underWay -= 1;
      this.happened();
      this.changed();
    };
    work.then(ended, ended);
  }

  /** Resolves when nothing is due, counted from the last thing that `happened`; or when `signal` is aborted. */
  async quiet(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !this.#isQuiet()) {
      await new Promise<void>((resolve) => {
        const done = () => {
          this.#waiting.delete(done);
          signal.removeEventListener('abort', done);
          resolve();
        };
        this.#waiting.add(done);
        signal.addEventListener('abort', done);
      });
    }
  }

  changed(): void {
    for (const done of [...this.#waiting]) done();
  }

  #isQuiet(): boolean {
    return this.#underWay === 0 && [...this.#turns].every((turn) => turn.rests(this.moment));
  }
}
