import type { Random } from '../../platform/clock.ts';
import type { FileStore } from '../../platform/file-store.ts';
import type { Log } from '../../platform/log.ts';
import type { Faults } from './faults.ts';
import type { ModelInMemory } from './model.ts';
import type { SlackInMemory } from './slack.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { WatchedDatabase } from './watched-database.ts';

/** Everything that the processes of one seed meet. */
export interface World {
  seed: number;
  time: VirtualTime;
  random: Random;
  faults: Faults;
  database: WatchedDatabase;
  storage: FileStore;
  slack: SlackInMemory;
  model: ModelInMemory;
  log: Log;
}

/** In [least, most). */
export function between({ next }: Pick<Random, 'next'>, least: number, most: number): number {
  return least + next() * (most - least);
}
export function oneOf<T>({ next }: Pick<Random, 'next'>, all: readonly T[]): T | undefined {
  return all[Math.floor(next() * all.length)];
}
