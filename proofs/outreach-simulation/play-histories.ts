// Started by player.ts: plays histories of outreach.
import { silentLog } from '../../platform/log.ts';
import { startSupabase } from '../../sandbox/supabase/start.ts';
import { playForParent } from '../simulation/play-for-parent.ts';
import type { PlayedHistory } from './play-history.ts';
import { openOutreachSimulation } from './simulate.ts';

export interface History {
  history: number;
  days: number;
  version: 'v1' | 'v2';
}

export type HistoryApart = Omit<PlayedHistory, 'trace'>;

playForParent<History, HistoryApart>(async (dataFolder) => {
  const database = await startSupabase({ dataFolder, log: silentLog, durable: false });
  const simulation = await openOutreachSimulation(database);
  return {
    database,
    async play({ history, ...options }) {
      const { trace: _, ...played } = await simulation.play(history, options);
      return played;
    },
  };
});
