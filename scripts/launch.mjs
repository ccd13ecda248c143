// Runs a script on Node 24 or newer, whatever Node the machine has: the binary comes from the optional
// dependency `node-<platform>-<arch>`. Every npm script goes through here. Plain JavaScript, as an old Node reads it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const packaged = join(
  import.meta.dirname ?? '.',
  '..',
  'node_modules',
  `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
  'bin',
  'node',
);
const node = Number.parseInt(process.versions.node, 10) >= 24 ? process.execPath : packaged;
if (node === packaged && !existsSync(packaged)) {
  console.error(
    `Cannot start: Node ${process.versions.node} is too old and ${packaged} is missing. Accepted: Node 24 or newer, or Node 20 with "npm ci" run on linux-x64, linux-arm64 or win32-x64.`,
  );
  process.exit(1);
}
const child = spawn(node, process.argv.slice(2), { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) =>
  signal ? process.kill(process.pid, signal === 'SIGKILL' ? 'SIGKILL' : 'SIGTERM') : process.exit(code ?? 1),
);
