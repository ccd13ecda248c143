// `npm test`: lint, then every test, and the types beside them, which costs no time on a second core. Ends with the test
// runner's summary.
import { spawn, spawnSync } from 'node:child_process';

const run = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' }).status ?? 1;
const stop = (step: string, status: number): never => {
  process.stderr.write(`npm test stopped: ${step} failed.\n`);
  process.exit(status);
};

const lint = run('node_modules/@biomejs/biome/bin/biome', 'check', '.');
if (lint !== 0) stop('lint', lint);
const types = spawn(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit', '--pretty'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
let complaints = '';
types.stdout.on('data', (chunk: Buffer) => {
  complaints += chunk.toString();
});
const typesEnded = new Promise<number>((done) => types.once('close', (status) => done(status ?? 1)));
const tests = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
const test = await new Promise<number>((done) => tests.once('close', (status) => done(status ?? 1)));
const typecheck = await typesEnded;
if (typecheck !== 0) {
  process.stderr.write(complaints);
  stop('typecheck', typecheck);
}
if (test !== 0) stop('test', test);
