// Started by player.ts: plays histories of outreach. Its argument names a fault that its files have.

import { faultOf, plantInFiles, withSqlOf } from '../simulation/plant.ts';
import { playForParent } from '../simulation/play-for-parent.ts';
import { plantedFaults } from './planted-faults.ts';
import type { PlayedHistory } from './play-history.ts';

export interface History {
  history: number;
  days: number;
  version: 'v1' | 'v2';
  /** Names the fault that is in its SQL meanwhile. */
  planted?: string;
}

export type HistoryApart = Omit<PlayedHistory, 'trace'>;

const [inFiles] = process.argv.slice(2);
if (inFiles !== undefined) plantInFiles(faultOf(plantedFaults, inFiles));

playForParent<History, HistoryApart>(async (dataFolder) => {
  // After the faults are planted in what they import.
  const { startSupabase } = await import('../../sandbox/supabase/start.ts');
  const { silentLog } = await import('../../platform/log.ts');
  const { openOutreachSimulation } = await import('./simulate.ts');
  const database = await startSupabase({ dataFolder, log: silentLog, durable: false });
  const simulation = await openOutreachSimulation(database);
  return {
    database,
    async play({ history, planted, ...options }) {
      const play = () => simulation.play(history, options);
      const { trace: _, ...played } = await (planted === undefined
        ? play()
        : withSqlOf(database.owner.query, faultOf(plantedFaults, planted), play));
      return played;
    },
  };
});
