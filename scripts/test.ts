// `npm test`: every test, with lint and the types beside them, which cost no time on a second core. Ends with the test
// runner's summary.
import { spawn } from 'node:child_process';

const begin = (script: string, ...args: string[]) => {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  return new Promise<{ status: number; said: string }>((done) =>
    child.once('close', (status) => done({ status: status ?? 1, said })),
  );
};

const beside = {
  lint: begin('node_modules/@biomejs/biome/bin/biome', 'check', '.'),
  typecheck: begin('node_modules/typescript/bin/tsc', '--noEmit', '--pretty'),
};
const tests = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
const failed: string[] = [];
if ((await new Promise((done) => tests.once('close', done))) !== 0) failed.push('test');
for (const [step, ended] of Object.entries(beside)) {
  const { status, said } = await ended;
  if (status === 0) continue;
  process.stderr.write(said);
  failed.push(step);
}
if (failed.length > 0) {
  process.stderr.write(`npm test: ${failed.join(', ')} failed.\n`);
  process.exit(1);
}
