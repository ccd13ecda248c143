// Started by player.ts: plays each seed that it is sent, until its parent lets go. Its argument names a fault that its files have.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faultOf, plantInFiles, withSqlOf } from './planted-faults.ts';

const [inFiles] = process.argv.slice(2);
if (inFiles !== undefined) plantInFiles(faultOf(inFiles));

// Ctrl-C of the terminal reaches it as well: the parent ends it.
process.on('SIGINT', () => {});
const dataFolder = mkdtempSync(join(tmpdir(), 'greenlight-simulate-'));
const ready = begin();
let last: Promise<unknown> = ready;
process.on('message', (asked: { seed: number; planted?: string }) => {
  last = answer(asked);
});
process.once('disconnect', end);
process.once('SIGTERM', end);

async function begin() {
  // After the faults are planted in what they import.
  const { startSupabase } = await import('../../sandbox/supabase/start.ts');
  const { silentLog } = await import('../../platform/log.ts');
  const { openSimulation } = await import('./simulate.ts');
  const database = await startSupabase({ dataFolder, log: silentLog, durable: false });
  const simulation = await openSimulation(database);
  return { database, simulation };
}

async function end(): Promise<void> {
  const { database } = await ready;
  await last.catch(() => {});
  await database.stop();
  rmSync(dataFolder, { recursive: true, force: true });
  process.exit();
}

async function answer({ seed, planted }: { seed: number; planted?: string }): Promise<void> {
  const { database, simulation } = await ready;
  const play = () => simulation.play(seed);
  const { trace: _, ...played } = await (planted === undefined
    ? play()
    : withSqlOf(database.owner.query, faultOf(planted), play));
  // The parent may have let go over it.
  if (process.connected) process.send?.(played);
}
