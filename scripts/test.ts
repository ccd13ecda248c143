// `npm test`: lint, typecheck, then every test. Ends with the test runner's summary.
import { spawnSync } from 'node:child_process';

const steps: [string, string[]][] = [
  ['lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']],
  ['typecheck', ['node_modules/typescript/bin/tsc', '--noEmit']],
  ['test', ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)]],
];
for (const [name, args] of steps) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) {
    process.stderr.write(`npm test stopped: ${name} failed.\n`);
    process.exit(status ?? 1);
  }
}
