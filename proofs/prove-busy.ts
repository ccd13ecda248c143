import { type ChildProcess, spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { runVitest, type VitestRun } from './run-vitest.ts';

interface BusyProof {
  cores: number;
  /** Processes that do nothing but count, beside the tests. */
  loops: number;
  runs: VitestRun[];
  faults: string[];
}

/**
 * Runs `npm test` beside two busy loops a core, so many times in a row. A run takes not quite twice as long as alone.
 *
 * @param kept Runs of an earlier, unfinished proof of the same commit, which count; a failed one begins anew.
 * @param keep Called after each run.
 */
export async function proveBusy(options: {
  times: number;
  kept: VitestRun[];
  keep(proof: BusyProof): void;
  log(line: string): void;
}): Promise<BusyProof> {
  const cores = cpus().length;
  const proof: BusyProof = { cores, loops: 2 * cores, runs: [], faults: [] };
  if (options.kept.every((run) => run.passed)) proof.runs.push(...options.kept.slice(0, options.times));
  const loops: ChildProcess[] = [];
  try {
    for (let n = 0; n < proof.loops; n += 1) {
      loops.push(spawn(process.execPath, ['--eval', 'for (;;);'], { stdio: 'ignore' }));
    }
    while (proof.runs.length < options.times && proof.faults.length === 0) {
      const run = await runVitest(['scripts/test.ts']);
      proof.runs.push(run);
      proof.faults.push(...run.failed);
      options.log(`busy: run ${proof.runs.length} of ${options.times}, ${JSON.stringify(run)}`);
      options.keep(proof);
    }
  } finally {
    for (const loop of loops) loop.kill('SIGKILL');
  }
  return proof;
}
