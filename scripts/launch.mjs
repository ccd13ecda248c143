// Runs a script on Node 24 or newer, under any Node of the machine: the binary comes from the optional
// dependency `node-<platform>-<arch>`. Every npm script goes through here. Plain JavaScript, as an old Node reads it.
// `--env-file=FILE` anywhere brings in settings of a file; what the environment has already stays.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const isEnvFile = (argument) => argument.startsWith('--env-file=');
const envFiles = process.argv.filter(isEnvFile).map((argument) => argument.slice('--env-file='.length));
process.argv = process.argv.filter((argument) => !isEnvFile(argument));
for (const file of envFiles) {
  if (existsSync(file)) continue;
  console.error(`Cannot start: there is no file "${file}". "npm run setup" writes it.`);
  process.exit(1);
}
if (Number.parseInt(process.versions.node, 10) >= 24) {
  for (const file of envFiles) process.loadEnvFile(file);
  process.argv.splice(1, 1);
  await import(pathToFileURL(resolve(process.argv[1])).href);
} else {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const node = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', 'node');
  if (!existsSync(node)) {
    console.error(
      `Cannot start: Node ${process.versions.node} is too old and ${node} is missing. Accepted: Node 24 or newer, or Node 20 after "npm ci" on linux-x64, linux-arm64 or win32-x64.`,
    );
    process.exit(1);
  }
  const given = [...envFiles.map((file) => `--env-file=${file}`), ...process.argv.slice(2)];
  // The channel closes when this process dies, however it dies; main.ts then stops as well.
  const child = spawn(node, given, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}
