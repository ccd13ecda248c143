// Started by player.ts: plays seeds. Its argument names a fault that its files have.

import { faultOf, plantInFiles, withSqlOf } from './plant.ts';
import { plantedFaults } from './planted-faults.ts';
import { playForParent } from './play-for-parent.ts';
import type { Played } from './play-seed.ts';

export interface Seed {
  seed: number;
  /** Names the fault that is in its SQL meanwhile. */
  planted?: string;
}

export type PlayedApart = Omit<Played, 'trace'>;

const [inFiles] = process.argv.slice(2);
if (inFiles !== undefined) plantInFiles(faultOf(plantedFaults, inFiles));

playForParent<Seed, PlayedApart>(async (dataFolder) => {
  // After the faults are planted in what they import.
  const { startSupabase } = await import('../../sandbox/supabase/start.ts');
  const { silentLog } = await import('../../platform/log.ts');
  const { openSimulation } = await import('./simulate.ts');
  const database = await startSupabase({ dataFolder, log: silentLog, durable: false });
  const simulation = await openSimulation(database);
  return {
    database,
    async play({ seed, planted }) {
      const play = () => simulation.play(seed);
      const { trace: _, ...played } = await (planted === undefined
        ? play()
        : withSqlOf(database.owner.query, faultOf(plantedFaults, planted), play));
      return played;
    },
  };
});
