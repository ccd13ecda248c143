import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Played } from './play-seed.ts';

const program = fileURLToPath(new URL('play-seeds.ts', import.meta.url));

export type PlayedApart = Omit<Played, 'trace'>;

/** A process that plays seeds one after the other, on a Postgres of its own. */
export interface Player {
  /**
   * That the process ended over a seed is a breach like any other; the next one is played by another process.
   *
   * @param planted Names the fault that is in its SQL meanwhile.
   */
  play(seed: number, planted?: string): Promise<PlayedApart>;
  end(): Promise<void>;
}

/** @param inFiles Names the fault that its TypeScript has. */
export function startPlayer(inFiles?: string): Player {
  const begin = () => {
    const child = fork(program, inFiles === undefined ? [] : [inFiles], { serialization: 'advanced' });
    return { child, ended: once(child, 'exit') };
  };
  let running = begin();
  return {
    async play(seed, planted) {
      const { child, ended } = running;
      const answered = once(child, 'message').then(([played]): PlayedApart => played);
      child.send({ seed, planted });
      const broken = ended.then(([code, signal]): PlayedApart => {
        const breaches = [`the process that played it ended with ${signal ?? code}`];
        return { seed, breaches, traceHash: '', calls: 0, kills: 0, jobs: 0, hits: new Map(), seconds: 0 };
      });
      const played = await Promise.race([answered, broken]);
      if (child.exitCode !== null || child.signalCode !== null) running = begin();
      return played;
    },
    async end() {
      if (running.child.connected) running.child.disconnect();
      await running.ended;
    },
  };
}
