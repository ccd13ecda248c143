import { createNextDue } from '../../sandbox/demo/clock/next-due.ts';
import { SimulatedProcess } from '../simulation/virtual-time.ts';
import { between, oneOf } from '../simulation/world.ts';
import { type RunningGovernor, startGovernor } from './governor.ts';
import { brokenLine } from './http-in-memory.ts';
import { DAY, HOUR, MINUTE, type OutreachWorld } from './outreach-world.ts';

/** Of a process, by which its clock may be wrong, ms. */
const MOST_SKEW_MS = 5000;
/** A beat is late by up to so much. */
const LATE_MS = 45_000;
/** Where nothing is due the governors still look at the inbox so often. */
const IDLE_MS = 12 * HOUR;

/** Keeps one to four governors running, and lets them beat: at each moment at which something is due, and now and then besides. */
export class Governors {
  readonly #world: OutreachWorld;
  readonly #running: RunningGovernor[] = [];
  #started = 0;
  #stir = new AbortController();
  #isOver = false;
  beats = 0;

  constructor(world: OutreachWorld) {
    this.#world = world;
    for (let n = 0; n < 1 + Math.floor(world.random.next() * 4); n += 1) void this.#keep();
    void this.#beatWhenDue();
    void world.linkedIn.deliver((url, init) => this.receive(url, init));
  }

  /** Something happened: what is due is looked up anew. */
  stir(): void {
    this.#stir.abort();
  }

  end(): void {
    this.#isOver = true;
    for (const { process } of this.#running) process.kill();
    this.stir();
  }

  async #keep(): Promise<void> {
    const { time, random, history } = this.#world;
    while (!this.#isOver) {
      this.#started += 1;
      const number = this.#started;
      const skew = between(random, -MOST_SKEW_MS, MOST_SKEW_MS);
      const process = new SimulatedProcess(time, `g${number}`, history * 1000 + number, skew);
      const governor = process.in(() => startGovernor(this.#world, process));
      this.#running.push(governor);
      const stopsAt = time.now + between(random, 2 * HOUR, 6 * DAY);
      while (!process.isDead && time.now < stopsAt)
        await time.sleep(between(random, 1, 20) * MINUTE, undefined, null);
      this.#running.splice(this.#running.indexOf(governor), 1);
      // A restart waits for the call that is under way, as stop() does.
      if (!process.isDead)
        await Promise.race([process.in(() => governor.idle()), time.sleep(30_000, undefined, null)]);
      process.kill();
      await time.sleep(between(random, 1000, random.next() < 0.1 ? 8 * HOUR : 5 * MINUTE), undefined, null);
    }
  }

  async #beatWhenDue(): Promise<void> {
    const { time, wall, random, database } = this.#world;
    const nextDue = await createNextDue(database, { beatsOnly: true });
    let beatAt = time.now;
    while (!this.#isOver) {
      this.#stir = new AbortController();
      const { beat } = await nextDue(wall.now(), []);
      const due = beat === null ? Number.POSITIVE_INFINITY : time.now + beat - wall.now();
      const at = Math.max(beatAt + MINUTE, Math.min(due, beatAt + between(random, 0.3, 1) * IDLE_MS));
      await time.sleep(at - time.now + random.next() * LATE_MS, this.#stir.signal, null);
      if (this.#stir.signal.aborted) {
        // Who stirred comes to an end first: one thing happens at a time.
        await time.sleep(1, undefined, null);
        continue;
      }
      beatAt = time.now;
      const first = oneOf(random, this.#running);
      for (const governor of this.#running)
        if (governor === first) void this.#beat(governor, 0);
        // In the same instant, or while a call of the first may be under way.
        else if (random.next() < 0.15)
          void this.#beat(governor, random.next() < 0.5 ? 0 : random.next() * MINUTE);
    }
  }

  async #beat({ process, beat }: RunningGovernor, afterMs: number): Promise<void> {
    if (afterMs > 0) await this.#world.time.sleep(afterMs, undefined, null);
    if (process.isDead) return;
    this.beats += 1;
    await process.in(() => beat().catch(() => {}));
    // What it planned is due at another time.
    this.stir();
  }

  /** Any governor takes a webhook; where none runs no one answers. */
  async receive(url: string, init: RequestInit): Promise<Response> {
    const { faults, random } = this.#world;
    const governor = oneOf(random, this.#running);
    if (!governor) throw brokenLine('ECONNREFUSED');
    const failures = {
      lost: () => brokenLine('ETIMEDOUT'),
      busy: () => brokenLine('ECONNREFUSED'),
      broken: () => brokenLine('ECONNRESET'),
    };
    const answer = await governor.process.in(() =>
      faults.pass('webhook', { deadlineMs: 10_000, failures }, () => governor.receive(url, init)),
    );
    this.stir();
    return answer;
  }
}
