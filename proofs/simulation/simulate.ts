import { connectFileStore } from '../../platform/file-store.ts';
import type { EmbeddedSupabase } from '../../sandbox/supabase/embedded-supabase.ts';
import { type Load, playLoad } from './play-load.ts';
import { type Played, playSeed } from './play-seed.ts';
import { replaceGlobals } from './virtual-time.ts';
import { watchDatabase } from './watched-database.ts';

export interface Simulation {
  /** Stories are played one after the other. */
  play(seed: number): Promise<Played>;
  load(load: Load): ReturnType<typeof playLoad>;
}

/** @param database Migrated, and of the simulation's own: it is changed for good. */
export async function openSimulation(database: EmbeddedSupabase): Promise<Simulation> {
  const watched = await watchDatabase(database);
  const storage = connectFileStore({ ...database, token: await database.token('greenlight_agent') });
  const simulated = async <T>(story: () => Promise<T>) => {
    const putBack = replaceGlobals();
    try {
      return await story();
    } finally {
      putBack();
    }
  };
  return {
    play: (seed) => simulated(() => playSeed(watched, seed, storage)),
    load: (load) => simulated(() => playLoad(watched, load, storage)),
  };
}
