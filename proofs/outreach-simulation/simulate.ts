import type { EmbeddedSupabase } from '../../sandbox/supabase/embedded-supabase.ts';
import { replaceGlobals } from '../simulation/virtual-time.ts';
import { type PlayedHistory, playHistory } from './play-history.ts';
import { watchOutreach } from './watched-outreach.ts';

export interface OutreachSimulation {
  /** Histories are played one after the other. */
  play(history: number, options: { days: number; version: 'v1' | 'v2' }): Promise<PlayedHistory>;
}

/** @param database Migrated, and of the simulation's own: it is changed for good. */
export async function openOutreachSimulation(database: EmbeddedSupabase): Promise<OutreachSimulation> {
  const watched = await watchOutreach(database);
  return {
    async play(history, options) {
      const putBack = replaceGlobals();
      try {
        return await playHistory(watched, history, options);
      } finally {
        putBack();
      }
    },
  };
}
