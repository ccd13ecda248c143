import { connectFileStore } from '../../platform/file-store.ts';
import type { EmbeddedSupabase } from '../../sandbox/supabase/embedded-supabase.ts';
import { type Played, playSeed } from './play-seed.ts';
import { replaceGlobals } from './virtual-time.ts';
import { watchDatabase } from './watched-database.ts';

export interface Simulation {
  /** Stories are played one after the other. */
  play(seed: number): Promise<Played>;
}

/** @param database Migrated, and of the simulation's own: it is changed for good. */
export async function openSimulation(database: EmbeddedSupabase): Promise<Simulation> {
  const watched = await watchDatabase(database);
  const storage = connectFileStore({ ...database, token: await database.token('greenlight_agent') });
  return {
    async play(seed) {
      const putBack = replaceGlobals();
      try {
        return await playSeed(watched, seed, storage);
      } finally {
        putBack();
      }
    },
  };
}
