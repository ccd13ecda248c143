import { type RunningBot, type RunningPart, startBot, startRunner } from './parts.ts';
import { SimulatedProcess } from './virtual-time.ts';
import { between, type World } from './world.ts';

/** Of a process, by which its clock may be wrong, ms. */
const MOST_SKEW_MS = 5000;
/** Until the second version of the graph is deployed, at the latest, ms. */
const DEPLOYED_MS = 70_000;

/** How many processes there are; left out: as chance has it. */
export interface Fleet {
  runners: number;
  /** Of each runner. */
  slots?: number;
  bots: number;
}

/** Keeps the parts running: what dies is started again, and in the middle of the story a new version is deployed over the old. */
export class Supervisor {
  readonly #world: World;
  readonly bots: RunningBot[] = [];
  readonly runners: RunningPart[] = [];
  readonly #deployedAt: number;
  readonly #slots: number | undefined;
  #started = 0;
  #isOver = false;

  constructor(world: World, fleet?: Fleet) {
    this.#world = world;
    this.#slots = fleet?.slots;
    this.#deployedAt = world.time.now + between(world.random, 0, DEPLOYED_MS);
    const { random } = world;
    const { runners, bots } = fleet ?? {
      runners: 1 + Math.floor(random.next() * 5),
      bots: 1 + Math.floor(random.next() * 2),
    };
    for (let n = 0; n < runners; n += 1) void this.#keep(this.runners, (p) => this.#runner(p));
    for (let n = 0; n < bots; n += 1) void this.#keep(this.bots, (p) => startBot(world, p));
  }

  get isDeployed(): boolean {
    return this.#world.time.now >= this.#deployedAt;
  }

  /** A bot that lives; Slack's requests come to any of them. */
  bot(): RunningBot | undefined {
    return this.bots[Math.floor(this.#world.random.next() * this.bots.length)];
  }

  /** Kills everything. */
  end(): void {
    this.#isOver = true;
    for (const { process } of [...this.bots, ...this.runners]) process.kill();
  }

  #runner(process: SimulatedProcess) {
    return startRunner(this.#world, process, this.isDeployed ? 2 : 1, this.#slots);
  }

  /** One place for a process: started, watched, stopped in order or dead, and started again. */
  async #keep<P extends RunningPart>(all: P[], start: (process: SimulatedProcess) => P): Promise<void> {
    const { time, random, seed, faults } = this.#world;
    await time.sleep(between(random, 0, 3000), undefined, null);
    while (!this.#isOver) {
      this.#started += 1;
      const number = this.#started;
      const skew = between(random, -MOST_SKEW_MS, MOST_SKEW_MS);
      const process = new SimulatedProcess(time, `p${number}`, seed * 1000 + number, skew);
      const part = process.in(() => start(process));
      all.push(part);
      const isOld = !this.isDeployed;
      const stopsAt = time.now + between(random, 20_000, 300_000);
      while (!process.isDead && !(isOld && this.isDeployed) && !(time.now >= stopsAt && !faults.isOver)) {
        await time.sleep(1000, undefined, null);
      }
      all.splice(all.indexOf(part), 1);
      if (!process.isDead) {
        const stopped = process.in(() => part.stop());
        await Promise.race([stopped, time.sleep(30_000, undefined, null)]);
        process.kill();
      }
      await time.sleep(between(random, 200, 12_000), undefined, null);
    }
  }
}
