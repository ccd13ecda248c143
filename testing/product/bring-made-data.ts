import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type {} from '../vitest-made-data.ts';
import { startApp, until } from './app.ts';

/**
 * Fills a data folder with that of a product which was started and stopped once in this run: making and migrating a
 * cluster and seeding it takes two seconds of processor time.
 */
export async function bringMadeData(dataFolder: string): Promise<void> {
  const made = join(inject('madeData'), 'made');
  const making = join(inject('madeData'), 'making');
  if (isFirst(join(inject('madeData'), 'claimed'))) {
    mkdirSync(making, { mode: 0o700 });
    const app = await startApp({ dataFolder: making });
    await app.stop();
    renameSync(making, made);
  }
  await until('the data folder of the first product of this run', async () => existsSync(made));
  // Where the server's user cannot enter the folder its cluster lies elsewhere, and is not for two.
  if (existsSync(join(made, 'supabase', 'cluster'))) return;
  execFileSync('cp', ['-a', `${made}/.`, dataFolder]);
}

/** Of the files that run side by side. */
function isFirst(claim: string): boolean {
  try {
    mkdirSync(claim);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
