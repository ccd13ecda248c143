import { connectFileStore } from '../../platform/file-store.ts';
import type { EmbeddedSupabase } from '../../sandbox/supabase/embedded-supabase.ts';
import { type Played, playSeed } from './play-seed.ts';
import { replaceGlobals } from './virtual-time.ts';
import { watchDatabase } from './watched-database.ts';

/**
 * Plays seeds one after the other on a migrated database of their own.
 *
 * @param each Told of each; false: no further one is played.
 */
export async function simulate(
  database: EmbeddedSupabase,
  options: { seeds: readonly number[]; each(played: Played): boolean },
): Promise<void> {
  const watched = await watchDatabase(database);
  const token = await database.token('greenlight_agent');
  const storage = connectFileStore({ ...database, token });
  const putBack = replaceGlobals();
  try {
    for (const seed of options.seeds) {
      if (!options.each(await playSeed(watched, seed, storage))) return;
    }
  } finally {
    putBack();
  }
}
