import type { Random } from '../../platform/clock.ts';
import { nameOf, type Points, type Variant } from './points.ts';
import { currentProcess, type SimulatedProcess, type VirtualTime } from './virtual-time.ts';

/** Longest way there and longest way back, ms. */
const WAY_MS = 20;

/** How the failures of a kind of call look to its caller. */
export interface Failures {
  /** No answer came. */
  lost(): Error;
  /** 429. */
  busy(): Error;
  /** 5xx, nothing done. */
  broken(): Error;
}

/** How a call is made. */
interface Passing {
  /** After so long the caller gives up. */
  deadlineMs: number;
  failures: Failures;
  /** What the trace says of it besides its name. */
  about?: string;
}

/** What goes wrong in one seed, and where. */
export class Faults {
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #points: Points;
  readonly #rate: number;
  /** After how many passes a meant fault comes. */
  readonly #meant = new Map<string, { variant: Variant; in: number }[]>();
  readonly hits = new Map<string, number>();
  /** When each came, in order. */
  readonly hitsAt: { name: string; at: number }[] = [];
  readonly trace: (line: string) => void;
  calls = 0;
  kills = 0;
  isOver = false;

  /** @param mostRate Of all calls, by chance, in the worst seed. */
  constructor(
    time: VirtualTime,
    random: Random,
    seed: number,
    { points, mostRate }: { points: Points; mostRate: number },
    trace: (line: string) => void,
  ) {
    this.#time = time;
    this.#random = random;
    this.#points = points;
    this.#rate = random.next() * mostRate;
    this.trace = trace;
    for (const { point, variant } of points.meantIn(seed)) {
      const passes = Math.floor(random.next() * points.within);
      this.#meant.set(point, [...(this.#meant.get(point) ?? []), { variant, in: passes }]);
    }
    for (const { point, variant } of points.rareIn(seed))
      this.#meant.set(point, [{ variant, in: 0 }, ...(this.#meant.get(point) ?? [])]);
  }

  /** Before this none comes by chance. */
  end(): void {
    this.isOver = true;
    this.#meant.clear();
  }

  draw(point: string): Variant | null {
    const possible = this.#points.at(point);
    if (this.isOver) return null;
    const meant = this.#meant.get(point);
    const [first] = meant ?? [];
    if (first && first.in <= 0) {
      meant?.shift();
      return this.#hit(point, first.variant);
    }
    if (first) first.in -= 1;
    if (this.#random.next() >= this.#rate) return null;
    return this.#hit(point, possible[Math.floor(this.#random.next() * possible.length)] as Variant);
  }

  #hit(point: string, variant: Variant): Variant {
    const name = nameOf({ point, variant });
    this.hits.set(name, (this.hits.get(name) ?? 0) + 1);
    this.hitsAt.push({ name, at: this.#time.now });
    return variant;
  }

  /** Kills a process; its supervisor starts another. */
  kill(process: SimulatedProcess | undefined): Promise<never> {
    if (process && !process.isDead) {
      this.kills += 1;
      process.kill();
    }
    return new Promise(() => {});
  }

  /**
   * One call of the current process to something outside of it, with what may go wrong on the way.
   *
   * @param work The other side's doing, as one piece, or with another process's call in its midst.
   */
  async pass<T>(point: string, passing: Passing, work: (isOverlapped: boolean) => Promise<T>): Promise<T> {
    const process = currentProcess();
    if (process?.isDead) return new Promise(() => {});
    try {
      return await this.#pass(process, point, passing, work);
    } finally {
      if (process) process.answers += 1;
    }
  }

  async #pass<T>(
    process: SimulatedProcess | undefined,
    point: string,
    { deadlineMs, failures, about = '' }: Passing,
    work: (isOverlapped: boolean) => Promise<T>,
  ): Promise<T> {
    const variant = this.draw(point);
    this.calls += 1;
    const tell = (what: string) =>
      this.trace(
        `${Math.round(this.#time.now)} ${process?.name ?? 'world'} ${point} ${about} ${variant ?? ''} ${what}`,
      );
    const done = async () => {
      try {
        const answer = await work(variant === 'overlapped');
        tell('done');
        return answer;
      } catch (error) {
        tell((error as { code?: string }).code ?? (error as Error).name);
        throw error;
      }
    };
    const later = (ms: number) =>
      void this.#time.sleep(ms, undefined, null).then(() => done().catch(() => {}));

    await this.#way();
    switch (variant) {
      case 'killed_before':
        tell('killed');
        return this.kill(process);
      case 'busy':
        tell('429');
        throw failures.busy();
      case 'broken':
        tell('5xx');
        throw failures.broken();
      case 'frozen':
        process?.freeze(31_000 + this.#random.next() * 20_000);
        await this.#time.sleep(0);
        break;
      case 'late':
        later(deadlineMs + this.#random.next() * 5000);
        await this.#time.sleep(deadlineMs);
        throw failures.lost();
    }
    const answer = await done();
    switch (variant) {
      case 'killed_after':
        return this.kill(process);
      case 'answer_lost':
        await this.#time.sleep(this.#random.next() < 0.5 ? deadlineMs : 0);
        throw failures.lost();
      case 'twice':
        if (this.#random.next() < 0.5) later(this.#random.next() * 2000);
        else return done();
    }
    await this.#way();
    return answer;
  }

  #way(): Promise<void> {
    return this.#time.sleep(this.#random.next() * WAY_MS);
  }
}
