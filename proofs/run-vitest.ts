import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

export interface VitestRun {
  passed: boolean;
  seconds: number;
  tests: number;
  /** `file > test: error` of what failed; the end of the output where the run itself broke off. */
  failed: string[];
}

/** Runs a command that ends in a run of vitest, as `npm test` does, and reads what it says at its end. */
export async function runVitest(command: string[], env: Record<string, string> = {}): Promise<VitestRun> {
  const began = performance.now();
  const child = spawn(process.execPath, command, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const status = await new Promise<number | null>((done) => child.once('close', done));
  const seconds = Math.round((performance.now() - began) / 1000);
  return { seconds, ...summary(stripVTControlCharacters(output), status === 0) };
}

/** Pure. */
export function summary(output: string, passed: boolean): Omit<VitestRun, 'seconds'> {
  const tests = Number(/^\s*Tests .*?(\d+) passed/m.exec(output)?.[1] ?? 0);
  const failed = output
    .split(/^\s*FAIL\s+/m)
    .slice(1)
    .map(readFailure);
  if (passed) return { passed: tests > 0, tests, failed: tests > 0 ? [] : ['no test ran'] };
  return { passed, tests, failed: failed.length > 0 ? [...new Set(failed)] : [output.trim().slice(-1000)] };
}

/** Its name, and the error with where it was thrown, up to the lines of code that vitest shows. */
function readFailure(told: string): string {
  const [name = '', ...lines] = told.split('\n').map((line) => line.trim());
  const end = lines.findIndex((line) => /^(\d+\||⎯|Test Files |Tests )/.test(line));
  const error = (end < 0 ? lines : lines.slice(0, end)).filter((line) => line !== '').join(' ');
  return error === '' ? name : `${name}: ${error.slice(0, 600)}`;
}
