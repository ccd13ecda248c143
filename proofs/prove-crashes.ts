import { setTimeout as sleep } from 'node:timers/promises';
import { type App, startApp, temporaryData, until, workspace } from '../testing/product/app.ts';
import {
  faultsOf,
  LUCIA,
  openThread,
  press,
  requestChanges,
  startCarousel,
  type Thread,
} from '../testing/product/thread.ts';
import { seeded } from '../testing/seeded.ts';

interface CrashProof {
  carousels: number;
  kills: { node: number; group: number };
  /** Longest from a start after a kill to the next wanted message, seconds. */
  slowest_recovery_s: number;
  faults: string[];
}

/**
 * Kills the product at random moments while carousels go from command over a change to final files, half of the kills
 * node alone and half the whole process group, and looks for anything lost or shown twice.
 */
export async function proveCrashes(options: {
  seed: number;
  kills: number;
  log(line: string): void;
}): Promise<CrashProof> {
  const random = seeded(options.seed).next;
  const data = temporaryData();
  const proof: CrashProof = { carousels: 0, kills: { node: 0, group: 0 }, slowest_recovery_s: 0, faults: [] };
  let app: App = await startApp({ dataFolder: data.path });
  const slack = workspace(() => app.url);

  /** Lets `wanted` come true while the product may be killed and started again once on the way. */
  const through = async <T>(
    what: string,
    withinMs: number,
    wanted: () => Promise<T | undefined | false>,
  ): Promise<T> => {
    if (proof.kills.node + proof.kills.group < options.kills && random() < 0.75) {
      const kind = random() < 0.5 ? 'node' : 'group';
      const after = Math.round(random() * withinMs);
      await sleep(after);
      await app.kill(kind);
      app = await startApp({ dataFolder: data.path });
      proof.kills[kind] += 1;
      options.log(
        `kill ${proof.kills.node + proof.kills.group} of ${kind}, ${after} ms into waiting for ${what}`,
      );
    }
    const began = performance.now();
    const found = await until(what, wanted, 90);
    proof.slowest_recovery_s = Math.max(
      proof.slowest_recovery_s,
      Math.round((performance.now() - began) / 100) / 10,
    );
    return found;
  };
  const approvable = (thread: Thread, version: number) => async () => thread.card(version, 1);

  try {
    while (proof.kills.node + proof.kills.group < options.kills) {
      const started = await startCarousel(slack);
      const thread = openThread(slack, started.channel, started.root);
      const first = await through('version 1', 2500, approvable(thread, 1));
      await requestChanges(slack, thread, first, LUCIA, 'slide 3: mais curto');
      const second = await through('version 2', 2000, approvable(thread, 2));
      await press(slack, thread, second, LUCIA, /approve/i);
      await through('the final files', 1500, async () =>
        (await thread.finals()).some((f) => f.mimetype === 'application/pdf'),
      );
      await sleep(1500);
      proof.carousels += 1;
      proof.faults.push(...(await faultsOf(thread)));
    }
  } catch (error) {
    proof.faults.push(
      `${error instanceof Error ? error.message : String(error)}\n${app.errors().slice(-2000)}`,
    );
  } finally {
    await app.stop();
    data.remove();
  }
  return proof;
}
